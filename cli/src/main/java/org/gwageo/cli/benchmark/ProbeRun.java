package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.answer.ChoiceReader;
import org.gwageo.benchmark.contamination.ChoiceRecall;
import org.gwageo.benchmark.contamination.ContaminationTest;
import org.gwageo.benchmark.contamination.Finding;
import org.gwageo.benchmark.contamination.GuidedCompletion;
import org.gwageo.benchmark.contamination.PermutedChoices;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/** The replies to the probes of one run, and what the tests make of them. */
final class ProbeRun {

  /** A probe with its reply. */
  private record Asked(
      String variant, int cluster, String expected, List<String> choices, String reply) {}

  private final String entrant;
  private final String task;
  private final Map<String, SequencedMap<String, List<Asked>>> probes = new TreeMap<>();
  private final Map<String, Integer> clusters = new LinkedHashMap<>();
  private int unanswered;

  private ProbeRun(String entrant, String task) {
    this.entrant = entrant;
    this.task = task;
  }

  /** Reads a run of a task that {@code contamination probes} wrote. */
  static ProbeRun read(Path folder) throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder);
    String id = run.task().id();
    if (!id.endsWith("-probes")) {
      throw new CannotRun(
          "the run %s is of task %s, which contamination probes did not write"
              .formatted(folder, id));
    }
    var read =
        new ProbeRun(run.subject().model(), id.substring(0, id.length() - "-probes".length()));
    List<TaskException> wrong = new ArrayList<>();
    try {
      BenchmarkScoring.settle(
          run.task(),
          run.subject(),
          FileJournal.attempts(folder.resolve("journal.jsonl")),
          (question, score, decisive) -> {
            try {
              Reply reply = FirstReply.of(decisive);
              read.add(question.item(), reply == null ? null : reply.text());
            } catch (TaskException e) {
              wrong.add(e);
            }
          });
      if (!wrong.isEmpty()) {
        throw wrong.getFirst();
      }
      return read;
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
  }

  private void add(Item item, @Nullable String reply) throws TaskException {
    if (reply == null) {
      unanswered++;
      return;
    }
    String side = Boolean.TRUE.equals(item.fields().get("control")) ? "/control" : "";
    List<String> choices = new ArrayList<>();
    if (item.fields().get("choices") instanceof List<?> list) {
      list.forEach(choice -> choices.add(String.valueOf(choice)));
    }
    int cluster =
        clusters.computeIfAbsent(side + "\n" + item.text("cluster"), name -> clusters.size());
    probes
        .computeIfAbsent(item.text("test") + side, test -> new LinkedHashMap<>())
        .computeIfAbsent(item.text("item"), id -> new ArrayList<>())
        .add(new Asked(item.text("variant"), cluster, item.text("expected"), choices, reply));
  }

  /** Returns how many probes have no reply; their items are left out where they need it. */
  int unanswered() {
    return unanswered;
  }

  /** Returns the tests whose probes are there but cannot be compared with anything. */
  List<ContaminationTest> withoutControl() {
    return probes.containsKey(ContaminationTest.CHOICE_RECALL.word())
            && !probes.containsKey(ContaminationTest.CHOICE_RECALL.word() + "/control")
        ? List.of(ContaminationTest.CHOICE_RECALL)
        : List.of();
  }

  /**
   * Returns what the tests find.
   *
   * @throws IllegalArgumentException if the items of a test form fewer than 2 groups
   */
  List<Finding> findings(long seed) {
    List<Finding> findings = new ArrayList<>();
    String permuted = ContaminationTest.PERMUTED_CHOICES.word();
    if (probes.containsKey(permuted)) {
      List<PermutedChoices.Answers> control = permuted(permuted + "/control");
      findings.add(
          control.isEmpty()
              ? PermutedChoices.finding(entrant, task, permuted(permuted), seed)
              : PermutedChoices.finding(entrant, task, permuted(permuted), control, seed));
    }
    if (probes.containsKey(ContaminationTest.GUIDED_COMPLETION.word())) {
      findings.add(GuidedCompletion.finding(entrant, task, guided(), seed));
    }
    String recall = ContaminationTest.CHOICE_RECALL.word();
    if (probes.containsKey(recall) && probes.containsKey(recall + "/control")) {
      findings.add(
          ChoiceRecall.finding(
              entrant, task, recalled(recall), recalled(recall + "/control"), seed));
    }
    return findings;
  }

  private List<PermutedChoices.Answers> permuted(String test) {
    List<PermutedChoices.Answers> answers = new ArrayList<>();
    items(test)
        .forEach(
            (item, asked) -> {
              List<Asked> published =
                  asked.stream().filter(one -> one.variant().equals("published")).toList();
              List<Boolean> others =
                  asked.stream()
                      .filter(one -> !one.variant().equals("published"))
                      .map(ProbeRun::isRight)
                      .toList();
              if (!published.isEmpty() && !others.isEmpty()) {
                answers.add(
                    new PermutedChoices.Answers(
                        item,
                        published.getFirst().cluster(),
                        isRight(published.getFirst()),
                        others));
              }
            });
    return answers;
  }

  private static boolean isRight(Asked asked) {
    OptionalInt read = ChoiceReader.read(asked.reply(), asked.choices());
    return read.isPresent()
        && asked.expected().equals(String.valueOf((char) ('A' + read.getAsInt())));
  }

  private List<GuidedCompletion.Replies> guided() {
    List<GuidedCompletion.Replies> replies = new ArrayList<>();
    items(ContaminationTest.GUIDED_COMPLETION.word())
        .forEach(
            (item, asked) -> {
              List<Asked> guided =
                  asked.stream().filter(one -> one.variant().equals("guided")).toList();
              List<Asked> control =
                  asked.stream().filter(one -> one.variant().equals("control")).toList();
              if (!guided.isEmpty() && !control.isEmpty()) {
                replies.add(
                    new GuidedCompletion.Replies(
                        item,
                        guided.getFirst().cluster(),
                        guided.getFirst().expected(),
                        guided.getFirst().reply(),
                        control.getFirst().reply()));
              }
            });
    return replies;
  }

  private List<ChoiceRecall.Recalled> recalled(String test) {
    List<ChoiceRecall.Recalled> recalled = new ArrayList<>();
    items(test)
        .forEach(
            (item, asked) ->
                asked.forEach(
                    one ->
                        recalled.add(
                            new ChoiceRecall.Recalled(
                                item, one.cluster(), one.expected(), one.reply()))));
    return recalled;
  }

  private SequencedMap<String, List<Asked>> items(String test) {
    return probes.getOrDefault(test, new LinkedHashMap<>());
  }
}
