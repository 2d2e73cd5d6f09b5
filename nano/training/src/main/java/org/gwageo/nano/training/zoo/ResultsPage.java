package org.gwageo.nano.training.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.calibration.ControlSummary;
import org.gwageo.lineage.calibration.ShapeClass;

/** Writes the table of results in Markdown. */
final class ResultsPage {
  private static final double[] LEVELS = {0.05, 0.01, 0.001};

  private final List<Result> pairs;
  private final List<Result> nulls;
  private final List<Result> controls;
  private final ControlLibrary library;
  private final Map<String, Object> trainings;
  private final List<String> tests;
  private final StringBuilder text = new StringBuilder();

  /**
   * Takes all results.
   *
   * @param nulls unrelated pairs that were judged with the control library
   * @param controls the pairs that the library was made from
   * @param library what they came to
   */
  ResultsPage(
      List<Result> pairs,
      List<Result> nulls,
      List<Result> controls,
      ControlLibrary library,
      Map<String, Object> trainings) {
    this.pairs = pairs;
    this.nulls = nulls;
    this.controls = controls;
    this.library = library;
    this.trainings = trainings;
    var names = new TreeSet<String>();
    pairs.forEach(result -> names.addAll(result.largest().keySet()));
    nulls.forEach(result -> names.addAll(result.largest().keySet()));
    this.tests = List.copyOf(names);
  }

  /** Returns the page. */
  String text() {
    text.append(
        """
        # What the lineage engine finds in the zoo

        Written by `./nano/zoo/results`; do not edit. `docs/methods/lineage.md` says what the columns mean.

        """);
    summary();
    power();
    alarms();
    levels();
    controls();
    trained();
    return text.toString();
  }

  private void summary() {
    line("## In short");
    line("");
    line("| family | pairs | established | indicated | not found |");
    line("|---|---|---|---|---|");
    var families = new TreeMap<String, List<Result>>();
    for (Result result : pairs) {
      if (result.derivation()) {
        families.computeIfAbsent(result.pair().family(), any -> new ArrayList<>()).add(result);
      }
    }
    families.forEach(
        (family, results) ->
            line(
                "| %s | %d | %d | %d | %d |"
                    .formatted(
                        family,
                        results.size(),
                        results.stream().filter(result -> result.grade().derived()).count(),
                        count(results, Grade.INDICATED),
                        count(results, Grade.NOT_FOUND) + count(results, Grade.UNTESTABLE))));
    line("");
  }

  private void power() {
    line("## Power per family and budget");
    line("");
    line("The numbers are the largest z of a test over the components; a dash: not tested.");
    line("");
    line(
        "| subject | reference | kind | expected | grade | judgement | established | "
            + String.join(" | ", tests)
            + " |");
    line("|---|---|---|---|---|---|---|" + "---|".repeat(tests.size()));
    for (Result result : pairs) {
      Pair pair = result.pair();
      var cells = new ArrayList<String>();
      for (String test : tests) {
        Double z = result.largest().get(test);
        cells.add(z == null ? "–" : number("%.1f", z));
      }
      String parts = String.join(", ", pair.components());
      line(
          "| %s | %s | %s: %s | %s | %s | %s | %s | %s |"
              .formatted(
                  pair.subject(),
                  pair.reference(),
                  pair.family(),
                  pair.budget(),
                  pair.expected().id() + (parts.isEmpty() ? "" : " (" + parts + ")"),
                  result.grade().id(),
                  result.judgement(),
                  result.established().isEmpty() ? "–" : String.join(", ", result.established()),
                  String.join(" | ", cells)));
    }
    line("");
  }

  private void alarms() {
    line("## False alarms over unrelated pairs");
    line("");
    line(
        "Judged with the library of %d control pairs, none of which is among these."
            .formatted(controls.size()));
    line("");
    line(
        "| pairs | number | identical | derivation-established | indicated | not-found | untestable"
            + " |");
    line("|---|---|---|---|---|---|---|");
    var kinds = new TreeMap<String, List<Result>>();
    for (Result result : nulls) {
      kinds.computeIfAbsent(result.pair().budget(), any -> new ArrayList<>()).add(result);
    }
    kinds.forEach(
        (kind, results) -> {
          var cells = new ArrayList<String>();
          for (Grade grade : Grade.values()) {
            cells.add(Long.toString(count(results, grade)));
          }
          line("| %s | %d | %s |".formatted(kind, results.size(), String.join(" | ", cells)));
        });
    line("");
  }

  private void levels() {
    line("## p-values of unrelated pairs, test by test");
    line("");
    line(
        """
        Only pairs of different bases and seedlings, not their checkpoints, which repeat each other. Too small p-values
        are what must not happen: the one-sided column. The two-sided columns also reject p-values that are too large,
        which corrections inside a test make them.
        """);
    line("");
    line(
        "| test | component | shapes | pairs | p < 0.05 | p < 0.01 | p < 0.001 | smallest log10 p | largest"
            + " z | mean z | sd of z | KS, too small | KS, two-sided | Anderson–Darling |");
    line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    var byTest = new TreeMap<String, List<Result.Line>>();
    var all = new ArrayList<Result>(controls);
    all.addAll(nulls);
    for (Result result : all) {
      if (!result.pair().budget().equals("checkpoints")) {
        for (Result.Line line : result.lines()) {
          String shape = result.shape(line.component()).map(ShapeClass::id).orElse("–");
          String name = String.join(" | ", line.test(), line.component(), shape);
          byTest.computeIfAbsent(name, any -> new ArrayList<>()).add(line);
        }
      }
    }
    byTest.forEach(this::level);
    line("");
  }

  private void level(String name, List<Result.Line> lines) {
    double[] p =
        lines.stream().mapToDouble(line -> Math.min(1, Math.pow(10, line.log10p()))).toArray();
    double[] z = lines.stream().mapToDouble(Result.Line::z).toArray();
    Uniformity uniformity = Uniformity.of(p);
    var cells = new ArrayList<String>();
    for (double level : LEVELS) {
      long below = Arrays.stream(p).filter(value -> value < level).count();
      cells.add(number("%.3f", (double) below / p.length));
    }
    double smallest = lines.stream().mapToDouble(Result.Line::log10p).min().orElse(0);
    double mean = Arrays.stream(z).average().orElse(0);
    double squares = Arrays.stream(z).map(value -> (value - mean) * (value - mean)).sum();
    cells.add(number("%.1f", smallest));
    cells.add(number("%.1f", Arrays.stream(z).max().orElse(0)));
    cells.add(number("%.2f", mean));
    cells.add(number("%.2f", Math.sqrt(squares / Math.max(1, z.length - 1))));
    cells.add(number("%.3f", uniformity.tooSmall()));
    cells.add(number("%.3f", uniformity.kolmogorov()));
    cells.add(number("%.3f", uniformity.anderson()));
    line("| %s | %d | %s |".formatted(name, p.length, String.join(" | ", cells)));
  }

  private void controls() {
    line("## The control library");
    line("");
    line(
        """
        The calibrated z of a pair is its own less the mean of the controls of its class of shapes, where that is above zero,
        over their spread. A class is the kind of network and the number of channels rounded up to a power of four.
        """);
    line("");
    line("| shapes | component | test | pairs | mean z | sd of z | largest z |");
    line("|---|---|---|---|---|---|---|");
    library
        .summaries()
        .forEach(
            (shape, byTest) -> byTest.forEach((test, summary) -> control(shape, test, summary)));
    line("");
  }

  private void control(String shape, String test, ControlSummary summary) {
    line(
        "| %s | %s | %d | %s | %s | %s |"
            .formatted(
                shape,
                test.replace("/", " | "),
                summary.pairs(),
                number("%.2f", summary.mean()),
                number("%.2f", summary.deviation()),
                number("%.1f", summary.largest())));
  }

  private void trained() {
    line("## Trainings");
    line("");
    line(
        "Loss in nats, that of the objective, penalties and distances included; means of 20"
            + " steps.");
    line("");
    line("| model | steps | first loss | last loss |");
    line("|---|---|---|---|");
    trainings.forEach(
        (name, record) -> {
          if (record instanceof Map<?, ?> fields) {
            line(
                "| %s | %s | %s | %s |"
                    .formatted(
                        name,
                        fields.get("steps"),
                        fields.get("firstLoss"),
                        fields.get("lastLoss")));
          }
        });
  }

  private static long count(List<Result> results, Grade grade) {
    return results.stream().filter(result -> result.grade() == grade).count();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void line(String content) {
    text.append(content.stripTrailing()).append('\n');
  }
}
