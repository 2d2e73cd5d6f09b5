package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Panel;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Finds what is missing, and who counts, for an item of a team. */
public final class Gaps {

  private static final Bilingual INDEX = new Bilingual("지수", "the index");
  private static final Bilingual NO_BENCHMARK = new Bilingual("공통 벤치마크", "a common benchmark");

  private final Rulebook rulebook;
  private final Scores scores;

  /** Creates the search over one stage. */
  public Gaps(Rulebook rulebook, Scores scores) {
    this.rulebook = rulebook;
    this.scores = scores;
  }

  /**
   * Returns what is missing, one phrase for each missing part. Nothing is missing when the list is
   * empty.
   */
  public List<Bilingual> of(Item item, String team) {
    Measurement measurement = scores.measurement(item.id(), team).orElse(null);
    return switch (item.input()) {
      case Input.PlainPoints ignored ->
          measurement == null ? List.of(new Bilingual("점수", "the points")) : List.of();
      case Input.Index index -> {
        if (measurement instanceof Measurement.Direct direct) {
          yield runs(INDEX, direct.runs().size(), index.runs());
        }
        yield index.components().isEmpty()
            ? runs(INDEX, 0, index.runs())
            : parts(
                index.components().stream().map(Input.Component::id).toList(),
                measurement,
                index.runs());
      }
      case Input.CommonBenchmarks common -> {
        List<String> selected = selected(item, common);
        yield selected.isEmpty()
            ? List.of(NO_BENCHMARK)
            : parts(selected, measurement, common.runs());
      }
      case Input.TargetRatio ratio -> targets(ratio, measurement);
      case Input.Sheets sheets -> {
        int counted = countedSheets(sheets.panel(), team).size();
        int quorum = quorum(sheets.panel());
        yield counted < quorum
            ? List.of(
                new Bilingual(
                    "유효한 평가표 " + counted + "건, 정족수 " + quorum + "건",
                    "sheets: " + counted + " count, the quorum is " + quorum))
            : List.of();
      }
      case Input.Ratings ratings -> {
        int counted = ratingsCounted(item, ratings, team);
        yield counted < ratings.quorum()
            ? List.of(
                new Bilingual(
                    "유효한 평점 " + counted + "건, 정족수 " + ratings.quorum() + "건",
                    "ratings: " + counted + " count, the quorum is " + ratings.quorum()))
            : List.of();
      }
    };
  }

  /** Returns the common benchmarks that count for an item, in order. */
  public List<String> selected(Item item, Input.CommonBenchmarks common) {
    return switch (common.selection()) {
      case Input.Selection.Listed(List<String> benchmarks) -> benchmarks.stream().sorted().toList();
      case Input.Selection.ProposedBy proposedBy ->
          new ProposedBenchmarks(proposedBy, scores.proposals(item.id())).selected();
    };
  }

  /** Returns the evaluators with a sheet for the team and no conflict that leaves them out. */
  public SortedMap<String, SortedMap<String, BigDecimal>> countedSheets(String panel, String team) {
    SortedMap<String, SortedMap<String, BigDecimal>> counted = new TreeMap<>();
    scores
        .panel(panel)
        .marks()
        .forEach(
            (evaluator, byTeam) -> {
              SortedMap<String, BigDecimal> sheet = byTeam.get(team);
              if (sheet != null && scores.leftOut(rulebook, panel, evaluator, team).isEmpty()) {
                counted.put(evaluator, sheet);
              }
            });
    return counted;
  }

  /** Returns those of {@code evaluators} who have no conflict that leaves them out for the team. */
  public SortedSet<String> unconflicted(String panel, Set<String> evaluators, String team) {
    SortedSet<String> counted = new TreeSet<>(evaluators);
    counted.removeIf(who -> scores.leftOut(rulebook, panel, who, team).isPresent());
    return counted;
  }

  /** Returns the panel's quorum. */
  public int quorum(String panel) {
    return rulebook.panel(panel).map(Panel::quorum).orElse(1);
  }

  private int ratingsCounted(Item item, Input.Ratings ratings, String team) {
    return switch (scores.measurement(item.id(), team).orElse(null)) {
      case Measurement.Ratings each ->
          unconflicted(ratings.group(), each.byRater().keySet(), team).size();
      case Measurement.RatingsMean mean -> mean.count();
      case null, default -> 0;
    };
  }

  private static List<Bilingual> parts(
      List<String> expected, @Nullable Measurement measurement, Input.Runs runs) {
    List<Bilingual> gaps = new ArrayList<>();
    for (String part : expected) {
      int given =
          measurement instanceof Measurement.Parts parts
              ? parts.runs().getOrDefault(part, List.of()).size()
              : 0;
      gaps.addAll(runs(new Bilingual(part, part), given, runs));
    }
    return gaps;
  }

  private static List<Bilingual> targets(
      Input.TargetRatio ratio, @Nullable Measurement measurement) {
    List<Measurement.Target> given =
        measurement instanceof Measurement.Targets targets ? targets.targets() : List.of();
    List<Bilingual> gaps = new ArrayList<>();
    given.forEach(
        t ->
            gaps.addAll(
                runs(new Bilingual(t.benchmark(), t.benchmark()), t.own().size(), ratio.runs())));
    if (given.size() < ratio.benchmarks()) {
      gaps.add(
          new Bilingual(
              "벤치마크 " + ratio.benchmarks() + "개 중 " + given.size() + "개만 있음",
              "benchmarks: " + given.size() + " given, " + ratio.benchmarks() + " expected"));
    }
    return gaps;
  }

  private static List<Bilingual> runs(Bilingual part, int given, Input.Runs runs) {
    if (given == runs.count()) {
      return List.of();
    }
    return List.of(
        runs.count() == 1
            ? part
            : new Bilingual(
                part.ko() + ": " + runs.count() + "회 중 " + given + "회만 실행됨",
                part.en() + ": " + given + " runs given, " + runs.count() + " expected"));
  }
}
