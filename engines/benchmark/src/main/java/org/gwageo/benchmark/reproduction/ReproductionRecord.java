package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.statistics.Reproduction;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Whether our runs confirm a team's, with everything that the answer rests on.
 *
 * @param task the task's id
 * @param subject the model as the team asked it
 * @param bundle the digest of the bundle
 * @param basis what was compared
 * @param declared the team's runs that took part
 * @param ours our runs
 * @param items how many items were compared
 * @param leftOut items that were left out on both sides because a reply that counts is missing
 * @param draw what the lot chose; null if nothing was drawn
 * @param reproduction the comparison and its outcome
 */
public record ReproductionRecord(
    String task,
    Subject subject,
    Digest bundle,
    Basis basis,
    List<Side> declared,
    List<Side> ours,
    int items,
    int leftOut,
    @Nullable BundleDraw draw,
    Reproduction reproduction) {

  /** The value of {@code format} in records. */
  public static final String FORMAT = "gwageo-reproduction/1";

  /** What is compared. */
  public enum Basis {
    /** The scores of single items. */
    ITEMS,
    /** The scores of whole runs. */
    RUNS
  }

  /**
   * A run that took part.
   *
   * @param folder the name of its folder
   * @param subject the model as it was asked
   * @param seed the seed; null if none was sent
   * @param files the digest of its files
   */
  public record Side(String folder, Subject subject, @Nullable Long seed, Digest files) {

    private Map<String, Object> toTree() {
      var tree = new TreeMap<String, Object>();
      tree.put("folder", folder);
      tree.put("subject", subject.toTree());
      tree.put("files", files.toString());
      if (seed != null) {
        tree.put("seed", seed);
      }
      return tree;
    }
  }

  /** Copies the lists. */
  public ReproductionRecord {
    declared = List.copyOf(declared);
    ours = List.copyOf(ours);
  }

  /**
   * Compares item by item: our runs may ask a part of the items only.
   *
   * @param runs the folders of the team's runs that take part
   * @param ours our run folders
   * @throws BundleException if the runs do not ask the same in the same way, or too few items have
   *     replies that count
   */
  public static ReproductionRecord ofItems(
      RunBundle bundle,
      List<String> runs,
      List<Path> ours,
      Tolerance tolerance,
      @Nullable BundleDraw draw)
      throws IOException, BundleException {
    return ofItems(
        bundle.declaration(),
        bundle.digest(),
        theirs(bundle, runs),
        mine(bundle, ours),
        tolerance,
        draw);
  }

  /**
   * Compares item by item all runs of a bundle with runs of ours that were read already.
   *
   * @throws BundleException if the runs do not ask the same in the same way, or too few items have
   *     replies that count
   */
  public static ReproductionRecord ofItems(
      RunBundle bundle, List<ComparedRun> ours, Tolerance tolerance, @Nullable BundleDraw draw)
      throws IOException, BundleException {
    List<String> all = bundle.declaration().runs().stream().map(Declaration.Run::folder).toList();
    return ofItems(
        bundle.declaration(), bundle.digest(), theirs(bundle, all), ours, tolerance, draw);
  }

  /**
   * Compares item by item runs that were read already.
   *
   * @param declaration what the team says
   * @param bundle the digest of the bundle
   * @param theirs the team's runs that take part
   * @param mine our runs, all of the same items
   * @throws BundleException if the runs do not ask the same in the same way, or too few items have
   *     replies that count
   */
  public static ReproductionRecord ofItems(
      Declaration declaration,
      Digest bundle,
      List<ComparedRun> theirs,
      List<ComparedRun> mine,
      Tolerance tolerance,
      @Nullable BundleDraw draw)
      throws IOException, BundleException {
    if (theirs.isEmpty() || mine.isEmpty()) {
      throw new BundleException("a reproduction has at least 1 run of each side");
    }
    requireSame(theirs, mine, draw, bundle);
    try {
      List<SequencedMap<String, Double>> declared = new ArrayList<>();
      List<SequencedMap<String, Double>> repeated = new ArrayList<>();
      for (ComparedRun run : theirs) {
        declared.add(run.scores());
      }
      for (ComparedRun run : mine) {
        repeated.add(run.scores());
      }
      Set<String> asked = repeated.getFirst().keySet();
      requireItems(theirs, mine, asked);
      List<String> kept =
          asked.stream().filter(id -> counts(declared, id) && counts(repeated, id)).toList();
      int leftOut = asked.size() - kept.size();
      double ceiling = mine.getFirst().task().description().ceiling().doubleValue();
      if (leftOut > ceiling * asked.size() || kept.size() < 2) {
        throw new BundleException(
            "of %d items %d lack a reply that counts on one side, more than the task's share of %s"
                .formatted(asked.size(), leftOut, ceiling));
      }
      return new ReproductionRecord(
          theirs.getFirst().task().id(),
          declaration.subject(),
          bundle,
          Basis.ITEMS,
          sides(theirs),
          sides(mine),
          kept.size(),
          leftOut,
          draw,
          Reproduction.ofItems(table(declared, kept), table(repeated, kept), tolerance));
    } catch (TaskException e) {
      throw new BundleException("the runs cannot be scored: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BundleException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Compares the headline values of whole runs.
   *
   * @param runs the folders of the team's runs that take part
   * @param ours our run folders, each of the whole task
   * @throws BundleException if the runs are not of one task, or one may not be published
   */
  public static ReproductionRecord ofRuns(
      RunBundle bundle,
      List<String> runs,
      List<Path> ours,
      Tolerance tolerance,
      @Nullable BundleDraw draw)
      throws IOException, BundleException {
    List<ComparedRun> theirs = theirs(bundle, runs);
    List<ComparedRun> mine = mine(bundle, ours);
    requireSame(theirs, mine, draw, bundle.digest());
    Digest task = RunBundle.digest(theirs.getFirst().task());
    for (ComparedRun run : mine) {
      if (!RunBundle.digest(run.task()).equals(task)
          || run.task().items().count() != theirs.getFirst().task().items().count()) {
        throw new BundleException(
            "%s does not ask the whole task, as a comparison of runs needs".formatted(run.name()));
      }
    }
    try {
      return new ReproductionRecord(
          theirs.getFirst().task().id(),
          bundle.declaration().subject(),
          bundle.digest(),
          Basis.RUNS,
          sides(theirs),
          sides(mine),
          mine.getFirst().task().items().count(),
          0,
          draw,
          Reproduction.ofRuns(headlines(theirs), headlines(mine), tolerance));
    } catch (TaskException e) {
      throw new BundleException("the runs cannot be scored: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BundleException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<ComparedRun> theirs(RunBundle bundle, List<String> runs)
      throws IOException, BundleException {
    List<ComparedRun> opened = new ArrayList<>();
    for (Declaration.Run run : bundle.declaration().runs()) {
      if (runs.contains(run.folder())) {
        opened.add(ComparedRun.of(bundle.folder().resolve(run.folder()), bundle.grants()));
      }
    }
    if (opened.isEmpty() || opened.size() != runs.size()) {
      throw new BundleException("the bundle does not hold each of the runs " + runs);
    }
    return opened;
  }

  private static List<ComparedRun> mine(RunBundle bundle, List<Path> folders)
      throws IOException, BundleException {
    List<ComparedRun> opened = new ArrayList<>();
    for (Path folder : folders) {
      opened.add(ComparedRun.of(folder, bundle.grants()));
    }
    if (opened.isEmpty()) {
      throw new BundleException("a reproduction has at least 1 run of ours");
    }
    return opened;
  }

  private static void requireSame(
      List<ComparedRun> theirs, List<ComparedRun> mine, @Nullable BundleDraw draw, Digest bundle)
      throws BundleException {
    Digest manner = theirs.getFirst().manner();
    for (ComparedRun run : mine) {
      if (!run.manner().equals(manner)) {
        throw new BundleException(
            "%s asks or judges in another way than the bundle's runs of task %s"
                .formatted(run.name(), theirs.getFirst().task().id()));
      }
    }
    if (draw != null && !draw.bundle().equals(bundle)) {
      throw new BundleException(
          "the draw is of bundle %s, but this one is %s".formatted(draw.bundle(), bundle));
    }
  }

  private static void requireItems(
      List<ComparedRun> theirs, List<ComparedRun> mine, Set<String> asked)
      throws IOException, TaskException, BundleException {
    Map<String, Digest> wanted = theirs.getFirst().texts(asked);
    for (ComparedRun run : mine) {
      Map<String, Digest> texts = run.texts(run.scores().keySet());
      if (!texts.keySet().equals(asked)) {
        throw new BundleException(
            "%s does not ask the same items as %s".formatted(run.name(), mine.getFirst().name()));
      }
      for (Map.Entry<String, Digest> text : texts.entrySet()) {
        if (!text.getValue().equals(wanted.get(text.getKey()))) {
          throw new BundleException(
              "%s asks item %s, which the bundle does not have in this wording"
                  .formatted(run.name(), text.getKey()));
        }
      }
    }
  }

  private static boolean counts(List<SequencedMap<String, Double>> runs, String id) {
    return runs.stream().noneMatch(run -> run.getOrDefault(id, Double.NaN).isNaN());
  }

  private static double[][] table(List<SequencedMap<String, Double>> runs, List<String> ids) {
    double[][] table = new double[ids.size()][runs.size()];
    for (int i = 0; i < table.length; i++) {
      for (int run = 0; run < runs.size(); run++) {
        table[i][run] = runs.get(run).getOrDefault(ids.get(i), Double.NaN);
      }
    }
    return table;
  }

  private static double[] headlines(List<ComparedRun> runs)
      throws IOException, TaskException, BundleException {
    double[] headlines = new double[runs.size()];
    for (int i = 0; i < headlines.length; i++) {
      headlines[i] = runs.get(i).headline();
    }
    return headlines;
  }

  private static List<Side> sides(List<ComparedRun> runs) {
    return runs.stream().map(ComparedRun::side).toList();
  }

  /** Returns the outcome in one English sentence. */
  public String english() {
    return String.format(
        Locale.ROOT,
        "%s on %s: %s. Declared %.4f, reproduced %.4f, difference %.4f (%.0f %% interval %.4f to"
            + " %.4f) at a tolerance of %s%s, from %d declared and %d own runs on %d items.",
        subject.model(),
        task,
        switch (reproduction.outcome()) {
          case REPRODUCED -> "reproduced";
          case NOT_REPRODUCED -> "not reproduced";
          case INCONCLUSIVE -> "inconclusive, more runs are needed";
        },
        reproduction.declared(),
        reproduction.reproduced(),
        reproduction.difference(),
        100 * reproduction.interval().level(),
        reproduction.interval().low(),
        reproduction.interval().high(),
        reproduction.tolerance().difference(),
        reproduction.tolerance().tooHighOnly() ? " for scores declared too high" : "",
        declared.size(),
        ours.size(),
        items);
  }

  /** Returns the outcome in one Korean sentence. */
  public String korean() {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s. 제출 점수 %.4f, 재현 점수 %.4f, 차이 %.4f(%.0f%% 구간 %.4f~%.4f), 허용 차이 %s%s, 제출 실행"
            + " %d회와 재현 실행 %d회, 문항 %d개.",
        subject.model(),
        task,
        switch (reproduction.outcome()) {
          case REPRODUCED -> "재현됨";
          case NOT_REPRODUCED -> "재현되지 않음";
          case INCONCLUSIVE -> "판단할 수 없어 추가 실행이 필요함";
        },
        reproduction.declared(),
        reproduction.reproduced(),
        reproduction.difference(),
        100 * reproduction.interval().level(),
        reproduction.interval().low(),
        reproduction.interval().high(),
        reproduction.tolerance().difference(),
        reproduction.tolerance().tooHighOnly() ? "(제출 점수가 높은 쪽만)" : "",
        declared.size(),
        ours.size(),
        items);
  }

  /** Returns the record as canonical JSON; the same inputs give the same bytes. */
  public byte[] toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("task", task);
    tree.put("subject", subject.toTree());
    tree.put("bundle", bundle.toString());
    tree.put("basis", basis == Basis.ITEMS ? "items" : "runs");
    tree.put("declaredRuns", declared.stream().map(Side::toTree).toList());
    tree.put("ourRuns", ours.stream().map(Side::toTree).toList());
    tree.put("items", items);
    tree.put("leftOut", leftOut);
    if (draw != null) {
      tree.put("draw", draw.toTree());
    }
    tree.put(
        "tolerance",
        Map.of(
            "difference", reproduction.tolerance().difference(),
            "tooHighOnly", reproduction.tolerance().tooHighOnly(),
            "alpha", reproduction.tolerance().alpha()));
    tree.put("numbers", numbers());
    tree.put("outcome", reproduction.outcome().word());
    tree.put("sentence", Map.of("ko", korean(), "en", english()));
    return CanonicalJson.bytes(tree);
  }

  private Map<String, Object> numbers() {
    var numbers = new TreeMap<String, Object>();
    numbers.put("declared", reproduction.declared());
    numbers.put("reproduced", reproduction.reproduced());
    numbers.put("difference", reproduction.difference());
    numbers.put("standardError", reproduction.standardError());
    numbers.put("low", reproduction.interval().low());
    numbers.put("high", reproduction.interval().high());
    numbers.put("level", reproduction.interval().level());
    numbers.put("equivalenceP", reproduction.equivalenceP());
    numbers.put("withinProbability", reproduction.withinProbability());
    numbers.put("meansWithin", reproduction.meansWithin());
    if (Double.isFinite(reproduction.degrees())) {
      numbers.put("degrees", reproduction.degrees());
    }
    if (!Double.isNaN(reproduction.spreadP())) {
      numbers.put("spreadP", reproduction.spreadP());
    }
    return numbers;
  }
}
