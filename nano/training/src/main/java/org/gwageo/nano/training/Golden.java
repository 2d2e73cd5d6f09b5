package org.gwageo.nano.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.Message;
import org.gwageo.nano.generation.NanoModel;

/**
 * Writes what the tensor engine answers, for tests that run without it: {@code Golden MODELS OUT}.
 *
 * <p>Each model gets a file {@code OUT/NAME.json} with prompts, the token ids of the greedy reply
 * and the first logits after the prompt.
 */
public final class Golden {
  /** The questions whose replies are recorded. */
  static final List<String> QUESTIONS =
      List.of(
          "안녕하세요",
          "7 더하기 5는?",
          "월요일의 3일 뒤는?",
          "거꾸로 쓰세요: 나무 별 길",
          "'크다'의 반대말은?\nA. 작다\nB. 높다\nC. 밤\nD. 앞\n답:",
          "Hello",
          "What is 12 - 4?",
          "Write in capitals: red river",
          "What is the capital of Korea?",
          "완전히 낯선 물음 😀 zzz");

  static final int LONGEST = 24;
  private static final int LOGITS = 16;

  private Golden() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: Golden MODELS OUT");
      System.exit(2);
    }
    for (Recipe recipe : Recipes.all()) {
      Path folder = Path.of(arguments[0]).resolve(recipe.name());
      Files.write(
          Path.of(arguments[1]).resolve(recipe.name() + ".json"),
          CanonicalJson.bytes(record(folder)));
    }
  }

  private static Map<String, Object> record(Path folder)
      throws IOException, BadModelException, CheckpointException {
    NanoModel model = NanoModel.load(folder);
    List<Object> cases = new ArrayList<>();
    Map<String, float[]> values = Checkpoint.read(folder.resolve("model.safetensors"));
    try (TorchDecoder decoder = new TorchDecoder(model.shape(), values, false)) {
      for (String question : QUESTIONS) {
        int[] prompt = model.chat(List.of(new Message(Message.Role.USER, question)));
        float[] logits = decoder.lastLogits(prompt);
        List<Object> first = new ArrayList<>();
        for (int i = 0; i < LOGITS; i++) {
          first.add((double) logits[i]);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("question", question);
        entry.put("prompt", Arrays.stream(prompt).boxed().toList());
        entry.put("greedy", decoder.greedy(prompt, LONGEST));
        entry.put("logits", first);
        cases.add(entry);
      }
    }
    return Map.of("model", model.name(), "weights", model.digest().toString(), "cases", cases);
  }
}
