package org.gwageo.nano.training.zoo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Finding;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Reading;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.calibration.ControlCollection;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.matching.MatchingEffort;
import org.gwageo.nano.zoo.Expected;

/**
 * What the lineage engine said about a pair.
 *
 * @param pair the pair
 * @param grade the grade of the whole pair
 * @param components the grade of each component that was tested
 * @param readings what else explains the findings
 * @param lines one line per component and test
 * @param shapes the class of shapes of each of the subject's towers
 * @param outcomes the findings before calibration
 */
record Result(
    Pair pair,
    Grade grade,
    Map<String, Grade> components,
    Set<Reading> readings,
    List<Line> lines,
    Map<String, ShapeClass> shapes,
    List<Outcome> outcomes) {
  /** A result of which only the lines are wanted. */
  Result(Pair pair, Grade grade, Map<String, Grade> components, List<Line> lines) {
    this(pair, grade, components, Set.of(), lines, Map.of(), List.of());
  }

  /**
   * Pairs are compared side by side, so each takes one thread; the result does not depend on it.
   */
  private static final MatchingEffort ONE_THREAD = MatchingEffort.THOROUGH.onThreads(1);

  private static final long SEED = 20_260_101;

  /**
   * One finding.
   *
   * @param component the component
   * @param test the family of tests
   * @param z the statistic in standard deviations of its null
   * @param log10p log10 of the p-value before the correction over components and families
   */
  record Line(String component, String test, double z, double log10p) {}

  /** Compares the two models of {@code pair} in the zoo in folder {@code zoo}. */
  static Result of(Path zoo, Pair pair, ControlLibrary controls) throws CheckpointException {
    try (Checkpoint subject = Checkpoint.open(zoo.resolve(pair.subject()));
        Checkpoint reference = Checkpoint.open(zoo.resolve(pair.reference()));
        var starts = new Starts(zoo, pair)) {
      LineageReport report =
          LineageComparison.compare(
              subject,
              reference,
              starts.checkpoints(),
              Settings.of(SEED).with(controls).with(ONE_THREAD).withoutPower());
      return new Result(
          pair,
          report.grade(),
          report.componentGrades(),
          report.readings(),
          report.components().stream().map(Result::line).toList(),
          shapes(subject),
          report.components().stream().map(Finding::outcome).toList());
    }
  }

  /** The start of two models that were made from one. */
  private record Starts(List<Checkpoint> checkpoints) implements AutoCloseable {

    Starts(Path zoo, Pair pair) throws CheckpointException {
      this(
          pair.expected() == Expected.SAME_INIT
              ? List.of(
                  Checkpoint.open(
                      zoo.resolve("checkpoints").resolve(pair.reference() + "-step-0000")))
              : List.of());
    }

    @Override
    public void close() {
      checkpoints.forEach(Checkpoint::close);
    }
  }

  private static Map<String, ShapeClass> shapes(Checkpoint model) {
    Map<String, ShapeClass> shapes = new TreeMap<>();
    model.anatomy().towers().forEach(tower -> shapes.put(tower.name(), ShapeClass.of(tower)));
    return shapes;
  }

  /** Adds the outcomes to a collection of control pairs. */
  void addTo(ControlCollection collection) {
    for (Outcome outcome : outcomes) {
      shape(outcome.component()).ifPresent(shape -> collection.add(shape, outcome));
    }
  }

  /** Returns the class of shapes of the tower that {@code component} is a part of. */
  Optional<ShapeClass> shape(String component) {
    int dot = component.indexOf('.');
    return Optional.ofNullable(shapes.get(dot < 0 ? "text" : component.substring(0, dot)));
  }

  private static Line line(Finding finding) {
    return new Line(
        finding.outcome().component(),
        finding.outcome().family().name(),
        finding.outcome().z(),
        finding.outcome().log10p());
  }

  /** Returns the largest z of each test over all components. */
  Map<String, Double> largest() {
    Map<String, Double> largest = new TreeMap<>();
    for (Line line : lines) {
      largest.merge(line.test(), line.z(), Math::max);
    }
    return largest;
  }

  /** Returns the components that were established. */
  List<String> established() {
    return components.entrySet().stream()
        .filter(entry -> entry.getValue().derived())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Says how the grade stands to the truth: right, weaker, missed or a false alarm. */
  String judgement() {
    return switch (pair.expected()) {
      case DERIVED -> grade.derived() ? strayed() : grade == Grade.INDICATED ? "weaker" : "missed";
      case INDEPENDENT ->
          grade.derived() ? "FALSE ALARM" : grade == Grade.INDICATED ? "false hint" : "right";
      case SAME_INIT, REPRESENTATION_DISTILLATION ->
          grade.derived()
              ? "FALSE ALARM"
              : readings.isEmpty()
                  ? "unexplained"
                  : "read as "
                      + readings.stream().map(Reading::id).collect(Collectors.joining(", "));
    };
  }

  private String strayed() {
    List<String> strangers =
        established().stream()
            .filter(component -> pair.components().stream().noneMatch(component::startsWith))
            .filter(component -> !component.equals("lm-head"))
            .toList();
    return strangers.isEmpty() ? "right" : "also " + String.join(", ", strangers);
  }

  /** Returns whether the pair is a derivation. */
  boolean derivation() {
    return pair.expected() == Expected.DERIVED;
  }
}
