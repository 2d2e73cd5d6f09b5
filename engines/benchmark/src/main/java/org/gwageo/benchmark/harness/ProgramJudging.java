package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Mean;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Repeated;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.sandbox.PythonProblem;
import org.gwageo.benchmark.sandbox.Verdict;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Judging;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.ProgramRunner;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Scores replies by running the programs in them: pass@k of the replies to a document.
 *
 * <p>An empty reply counts as wrong and nothing is run for it.
 *
 * @param spec the task
 * @param mode in official mode our own reading of a reply, {@code answer}, comes first
 * @param documents makes targets
 * @param filters the pipelines
 * @param programs makes programs and says which numbers they make
 * @param runner what runs the programs; null until that is allowed
 */
record ProgramJudging(
    TaskSpec spec,
    Mode mode,
    Documents documents,
    List<ReplyFilter> filters,
    ProgramMetric programs,
    @Nullable ProgramRunner runner)
    implements Judging {

  /** Copies the list. */
  ProgramJudging {
    filters = List.copyOf(filters);
  }

  static ProgramJudging of(
      String file, TaskSpec spec, Mode mode, Documents documents, ProgramMetric programs)
      throws TaskException {
    List<ReplyFilter> filters = new ArrayList<>();
    for (FilterSpec filter : spec.filters()) {
      filters.add(ReplyFilter.of(file, filter, mode == Mode.OFFICIAL));
    }
    return new ProgramJudging(spec, mode, documents, filters, programs, null);
  }

  @Override
  public List<Metric> metrics() {
    List<String> names = new ArrayList<>();
    if (mode == Mode.OFFICIAL) {
      names.add(OwnReading.FILTER);
    }
    filters.forEach(filter -> names.add(filter.name()));
    List<Metric> metrics = new ArrayList<>();
    for (String filter : names) {
      for (String name : programs.passes().keySet()) {
        metrics.add(new Metric(name, filter, name, new Mean(), programs.higherIsBetter()));
      }
    }
    return metrics;
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> texts = new ArrayList<>(replies.size());
    for (Reply reply : replies) {
      texts.add(mode == Mode.OFFICIAL ? ReplyText.finalPart(reply.text()) : reply.text());
    }
    Map<String, @Nullable Object> document = item.fields();
    try {
      List<Reading> readings = new ArrayList<>(filters.size() + 1);
      if (mode == Mode.OFFICIAL) {
        List<PythonProblem> problems = new ArrayList<>(texts.size());
        for (Reply reply : replies) {
          problems.add(programs.port().replied(document, reply.text()));
        }
        readings.add(read(OwnReading.FILTER, item, texts, problems));
      }
      String target = PythonValue.str(documents.target(document));
      for (ReplyFilter filter : filters) {
        List<PythonProblem> problems = new ArrayList<>(texts.size());
        for (Object program : filter.apply(texts, document).values()) {
          problems.add(programs.port().filtered(document, target, PythonValue.str(program)));
        }
        readings.add(read(filter.name(), item, texts, problems));
      }
      return readings;
    } catch (DocumentException | PortException e) {
      throw wrong(item, ": " + e.getMessage());
    }
  }

  private Reading read(String filter, Item item, List<String> texts, List<PythonProblem> problems)
      throws TaskException {
    double[] scores = new double[problems.size()];
    int passed = 0;
    @Nullable Verdict last = null;
    for (int i = 0; i < scores.length; i++) {
      boolean silent = i < texts.size() && texts.get(i).isBlank();
      if (silent || String.join("", problems.get(i).sources()).isBlank()) {
        continue;
      }
      if (runner == null) {
        throw wrong(
            item,
            " is answered with a program, and running programs that models wrote has not been"
                + " allowed; the option --allow-code allows it");
      }
      last = runner.run(problems.get(i));
      scores[i] = last.passed() ? 1 : 0;
      passed += last.passed() ? 1 : 0;
    }
    Map<String, Value> values = new TreeMap<>();
    boolean correct = true;
    for (Map.Entry<String, Repeated> pass : programs.passes().entrySet()) {
      double value = pass.getValue().ofItem().applyAsDouble(scores);
      correct &= value == 1;
      values.put(pass.getKey(), new Value.Score(value));
    }
    String extracted =
        last == null
            ? null
            : scores.length == 1
                ? last.kind().word()
                : "passed %d of %d".formatted(passed, scores.length);
    String note = last == null || scores.length > 1 ? null : last.message();
    return new Reading(filter, extracted, "passed", correct, values, note);
  }

  private static TaskException wrong(Item item, String reason) {
    return new TaskException(item.file(), item.line(), "document " + item.id() + reason);
  }

  @Override
  public Judging with(ProgramRunner other) {
    return new ProgramJudging(spec, mode, documents, filters, programs, other);
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("harness", spec.digest().toString(), "by", "program", "mode", mode.word());
  }
}
