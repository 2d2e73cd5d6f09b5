package org.gwageo.nano.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.Message;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.generation.Sampling;
import org.gwageo.nano.training.exercise.Examination;

/**
 * Writes the held-out items, {@code Examine write TASKS}, or asks them, {@code Examine ask MODELS
 * [NAME ...]}, and prints the share of exact answers of each model and task in per cent.
 */
public final class Examine {
  private static final int LONGEST_ANSWER = 48;

  private Examine() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("write")) {
      write(Path.of(arguments[1]));
    } else if (arguments.length >= 2 && arguments[0].equals("ask")) {
      ask(Path.of(arguments[1]), List.of(arguments).subList(2, arguments.length));
    } else {
      System.err.println("usage: Examine write TASKS | Examine ask MODELS [NAME ...]");
      System.exit(2);
    }
  }

  private static void write(Path tasks) throws IOException {
    for (Map.Entry<String, List<Examination.Item>> task : Examination.tasks().entrySet()) {
      Path folder = tasks.resolve(task.getKey());
      Files.createDirectories(folder);
      String lines =
          task.getValue().stream()
              .map(item -> CanonicalJson.string(item.fields()) + "\n")
              .collect(Collectors.joining());
      Files.writeString(folder.resolve("items.jsonl"), lines);
    }
  }

  private static void ask(Path models, List<String> names) throws IOException, BadModelException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(models)) {
      folders =
          entries
              .filter(folder -> Files.exists(folder.resolve("model.safetensors")))
              .filter(
                  folder -> names.isEmpty() || names.contains(String.valueOf(folder.getFileName())))
              .sorted()
              .toList();
    }
    for (Path folder : folders) {
      NanoModel model = NanoModel.load(folder);
      StringBuilder line = new StringBuilder("%-16s".formatted(model.name()));
      double sum = 0;
      for (Map.Entry<String, List<Examination.Item>> task : Examination.tasks().entrySet()) {
        long right = task.getValue().stream().filter(item -> answers(model, item)).count();
        double share = 100.0 * right / task.getValue().size();
        sum += share;
        line.append(" %s %.0f".formatted(task.getKey(), share));
      }
      System.out.println(line.append(" mean %.1f".formatted(sum / Examination.tasks().size())));
    }
  }

  private static boolean answers(NanoModel model, Examination.Item item) {
    int[] prompt = model.chat(List.of(new Message(Message.Role.USER, item.exercise().question())));
    String reply = model.generate(prompt, Sampling.greedy(LONGEST_ANSWER)).text().strip();
    return reply.equals(item.exercise().answer());
  }
}
