package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.contamination.ChoiceRecall;
import org.gwageo.benchmark.contamination.ContaminationTest;
import org.gwageo.benchmark.contamination.GuidedCompletion;
import org.gwageo.benchmark.contamination.PermutedChoices;
import org.gwageo.benchmark.contamination.Probe;
import org.gwageo.benchmark.contamination.ProbedItem;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/** Makes the additional questions of contamination tests as items of a task. */
final class ProbeItems {

  private ProbeItems() {}

  /** Where items keep their parts. */
  record Fields(
      String question, String choices, String answer, int indexFrom, @Nullable String cluster) {}

  /** Adds the probes of items to {@code written} and returns how many did not fit. */
  static int add(
      Path items,
      String source,
      Fields fields,
      List<String> tests,
      boolean control,
      List<Map<String, Object>> written)
      throws CannotRun {
    int[] skipped = new int[1];
    each(
        items,
        item -> {
          ProbedItem probed = probed(item, source, fields);
          for (String test : tests) {
            try {
              for (Probe probe : probes(test, probed)) {
                written.add(fields(probe, probed, item, fields, control));
              }
            } catch (IllegalArgumentException e) {
              // Too few choices or too short: the test says nothing about this item.
              skipped[0]++;
            }
          }
        });
    return skipped[0];
  }

  private static List<Probe> probes(String test, ProbedItem item) {
    return switch (test) {
      case "permuted" -> PermutedChoices.probes(item);
      case "guided" -> GuidedCompletion.probes(item);
      default -> ChoiceRecall.probes(item);
    };
  }

  private static Map<String, Object> fields(
      Probe probe, ProbedItem probed, Item item, Fields fields, boolean control)
      throws TaskException {
    var tree = new TreeMap<String, Object>(probe.toItem());
    tree.put("control", control);
    tree.put("cluster", fields.cluster == null ? probed.id() : item.text(fields.cluster));
    if (control) {
      tree.put("id", "control/" + tree.get("id"));
    }
    if (probe.test() == ContaminationTest.PERMUTED_CHOICES) {
      int shift =
          probe.variant().equals("published")
              ? 0
              : Integer.parseInt(probe.variant().substring("rotation-".length()));
      List<String> order = new ArrayList<>();
      for (int i = 0; i < probed.choices().size(); i++) {
        order.add(probed.choices().get((i + shift) % probed.choices().size()));
      }
      tree.put("choices", order);
    }
    return tree;
  }

  private static ProbedItem probed(Item item, String source, Fields fields) throws TaskException {
    List<String> choices = new ArrayList<>();
    if (item.fields().get(fields.choices) instanceof List<?> list) {
      list.forEach(choice -> choices.add(String.valueOf(choice)));
    }
    try {
      return new ProbedItem(
          item.id(),
          source,
          item.text(fields.question),
          choices,
          choices.isEmpty() ? -1 : gold(item.text(fields.answer).strip(), fields.indexFrom));
    } catch (IllegalArgumentException e) {
      throw new TaskException(item.file(), item.line(), String.valueOf(e.getMessage()));
    }
  }

  private static int gold(String text, int indexFrom) {
    if (text.matches("[A-Z]")) {
      return text.charAt(0) - 'A';
    }
    if (text.matches("[0-9]{1,2}")) {
      return Integer.parseInt(text) - indexFrom;
    }
    throw new IllegalArgumentException("a right choice is a letter or a number, not " + text);
  }

  /** Takes one item. */
  @FunctionalInterface
  interface Taker {
    void take(Item item) throws TaskException;
  }

  /** Hands over every item of a file. */
  static void each(Path items, Taker taker) throws CannotRun {
    InputFile.requireFile("items", items);
    try (ItemReader reader = Items.of(items).open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        taker.take(item);
      }
    } catch (TaskException e) {
      throw new CannotRun("the items %s are wrong: %s".formatted(items, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("items", items, e);
    }
  }
}
