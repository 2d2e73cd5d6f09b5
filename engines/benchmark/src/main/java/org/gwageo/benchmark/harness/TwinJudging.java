package org.gwageo.benchmark.harness;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gwageo.benchmark.answer.ChoiceReader;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.MacroF1;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Judging;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Scores the replies to a {@link TwinRendering} by the letter that they settle on. */
record TwinJudging(TaskSpec spec, TwinRendering twin) implements Judging {

  /** The filter's name in results, which tells the twin from the likelihood task. */
  static final String FILTER = "generated-letter";

  @Override
  public List<Metric> metrics() {
    Metric accuracy = Metric.mean("acc", FILTER);
    return spec.hasMetric("f1")
        ? List.of(accuracy, new Metric("f1", FILTER, "f1", new MacroF1(), true))
        : List.of(accuracy);
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    try {
      int gold = twin.gold(item.fields());
      List<String> choices = twin.documents().choices(item.fields());
      OptionalInt found = ChoiceReader.read(replies.getFirst().text(), choices);
      @Nullable String letter = found.isPresent() ? TwinRendering.letter(found.getAsInt()) : null;
      boolean correct = found.isPresent() && found.getAsInt() == gold;
      String right = TwinRendering.letter(gold);
      return List.of(
          new Reading(
              FILTER,
              letter,
              right,
              correct,
              Map.of(
                  "acc",
                  Value.Score.of(correct),
                  "f1",
                  new Value.Label(letter == null ? "" : letter, right)),
              null));
    } catch (DocumentException e) {
      throw new TaskException(
          item.file(), item.line(), "document " + item.id() + ": " + e.getMessage());
    }
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("harness", spec.digest().toString(), "by", "letter");
  }
}
