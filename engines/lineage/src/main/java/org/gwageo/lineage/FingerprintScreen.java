package org.gwageo.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.calibration.Calibrated;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.BlockReuse;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.Fingerprint.TowerPrint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.NeuronScalarTest;
import org.gwageo.lineage.independence.NormGainTest;
import org.gwageo.lineage.independence.NormGainTest.GainSimilarity;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.statistics.Holm;
import org.gwageo.lineage.statistics.LogTails;

/**
 * Compares models by their fingerprints, without weights: T0 on blocks of 64 KiB, T1 and T2, graded
 * like a {@link LineageComparison}.
 *
 * <p>What only the weights show stays unseen: permuted neurons together with permuted channels,
 * other widths, copies of less than a block. A pair that is indicated or more deserves the full
 * comparison, and one that is not has been looked at by three families only; the power statement of
 * the report says how far they reach.
 */
public final class FingerprintScreen {

  /** Components x families that one pair of models can be tested in; the unit of correction. */
  private static final long HYPOTHESES_PER_PAIR = 100;

  private FingerprintScreen() {}

  /** Hears how far a screen is. */
  @FunctionalInterface
  public interface Progress {

    /** Is told, one call at a time, how many references of all are done and which is the last. */
    void at(int done, int of, String reference);
  }

  /** The tests that a pair of towers allows. */
  private record TowerPair(TowerPrint subject, NeuronScalarTest neurons, NormGainTest norms) {

    static TowerPair of(TowerPrint subject, TowerPrint reference) {
      return new TowerPair(
          subject,
          NeuronScalarTest.of(subject.neurons(), reference.neurons()),
          NormGainTest.of(subject.vectors(), reference.vectors()));
    }

    List<Outcome> outcomes() {
      var outcomes = new ArrayList<>(neurons.outcomes());
      norms.outcome().ifPresent(outcomes::add);
      return outcomes;
    }
  }

  /** Compares two fingerprints; the seed of the settings serves the power statement only. */
  public static LineageReport compare(
      Fingerprint subject, Fingerprint reference, Settings settings) {
    var pairs = new ArrayList<TowerPair>();
    var untestable = new ArrayList<Untestable>();
    for (TowerPrint own : subject.towers()) {
      Optional<TowerPrint> other = reference.tower(own.name());
      if (other.isPresent()) {
        pairs.add(TowerPair.of(own, other.get()));
      } else {
        untestable.add(
            new Untestable(own.name(), null, "the reference has no " + own.name() + " tower"));
      }
    }
    var reuse = BlockReuse.of(subject, reference);
    var outcomes = new ArrayList<Outcome>(reused(reuse));
    reuse
        .shares()
        .forEach(
            (component, share) -> {
              if (share.blocks() == 0) {
                untestable.add(
                    new Untestable(
                        component,
                        Family.T0,
                        "no block of its tensors has 1,024 bytes of more than one value"));
              }
            });
    for (TowerPair pair : pairs) {
      outcomes.addAll(pair.outcomes());
      untestable.addAll(pair.neurons().untestable());
      pair.norms().untestable().ifPresent(untestable::add);
    }
    return report(subject, reference, settings, pairs, outcomes, untestable);
  }

  private static List<Outcome> reused(BlockReuse reuse) {
    var outcomes = new ArrayList<Outcome>();
    reuse
        .shares()
        .forEach(
            (component, share) -> {
              if (share.blocks() == 0) {
                return;
              }
              double log10p = share.found() == 0 ? 0 : reuse.log10p();
              var details = new LinkedHashMap<String, Object>();
              details.put("blocks", share.blocks());
              details.put("blocksFound", share.found());
              details.put("tensors", share.tensors());
              details.put("identicalTensors", share.identical());
              outcomes.add(
                  new Outcome(
                      component,
                      Family.T0,
                      (double) share.found() / share.blocks(),
                      share.found() == 0 ? 0 : LogTails.normalQuantile(log10p),
                      log10p,
                      share.identical() == share.tensors(),
                      details));
            });
    return outcomes;
  }

  private static LineageReport report(
      Fingerprint subject,
      Fingerprint reference,
      Settings settings,
      List<TowerPair> pairs,
      List<Outcome> outcomes,
      List<Untestable> untestable) {
    var calibrated = new ArrayList<Calibrated>();
    for (Outcome outcome : outcomes) {
      calibrated.add(settings.controls().calibrate(outcome, shape(subject, outcome.component())));
    }
    long hypotheses = Math.max(HYPOTHESES_PER_PAIR, outcomes.size()) * settings.pairs();
    double[] adjusted =
        Holm.adjust(calibrated.stream().map(Calibrated::log10p).toList(), hypotheses);
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < adjusted.length; i++) {
      findings.add(new Finding(outcomes.get(i), calibrated.get(i), adjusted[i]));
    }
    var maps = new TreeMap<String, List<LayerMatch>>();
    pairs.forEach(pair -> maps.put(pair.subject().name(), pair.neurons().layerMap()));
    return new LineageReport(
        Grading.ofPair(findings),
        findings,
        untestable,
        maps,
        power(pairs, findings, hypotheses, settings.seed()),
        similarity(pairs),
        Map.of(),
        files(subject),
        files(reference),
        settings.seed(),
        hypotheses,
        settings.controls().digest(),
        List.of());
  }

  private static ShapeClass shape(Fingerprint subject, String component) {
    int dot = component.indexOf('.');
    String tower = dot < 0 ? Place.TEXT : component.substring(0, dot);
    return subject
        .tower(tower)
        .or(() -> subject.towers().stream().findFirst())
        .map(TowerPrint::shape)
        .orElse(new ShapeClass("none", 0));
  }

  private static List<Sensitivity> power(
      List<TowerPair> pairs, List<Finding> findings, long hypotheses, long seed) {
    var strength = new Strength(StrictMath.log10((double) hypotheses));
    var power = new ArrayList<Sensitivity>();
    for (TowerPair pair : pairs) {
      List<Outcome> own = pair.outcomes();
      for (Finding finding : findings) {
        Outcome outcome = finding.outcome();
        if (!finding.indicates() && own.contains(outcome)) {
          Optional<Sensitivity> found =
              outcome.family() == Family.T1
                  ? pair.neurons().sensitivity(outcome.component(), strength, seed)
                  : pair.norms().sensitivity(strength, seed);
          found.ifPresent(power::add);
        }
      }
    }
    return power;
  }

  private static Optional<GainSimilarity> similarity(List<TowerPair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.subject().name().equals(Place.TEXT))
        .findFirst()
        .flatMap(pair -> pair.norms().similarity());
  }

  private static List<Map<String, Object>> files(Fingerprint fingerprint) {
    var files = new ArrayList<Map<String, Object>>();
    for (Fingerprint.Input input : fingerprint.inputs()) {
      var file = new LinkedHashMap<String, Object>();
      file.put("path", input.path());
      file.put("size", input.size());
      input.digest().ifPresent(digest -> file.put("sha256", digest.hex()));
      files.add(file);
    }
    return files;
  }

  /**
   * Compares a subject with a library of fingerprint files. Each thread holds one of them at a
   * time, so the library may be larger than memory; the result does not depend on the number of
   * threads.
   *
   * @param references fingerprint files by the reference's name
   * @param settings the settings of one pair; the number of pairs is set here
   * @param entrants how many entrants are screened against the same references
   * @param threads how many threads compare
   * @param progress hears about every reference that is done
   * @throws CheckpointException if a file is no fingerprint
   * @throws IllegalArgumentException if there is no reference, entrant or thread
   */
  public static LineageScreen library(
      Fingerprint subject,
      SequencedMap<String, Path> references,
      Settings settings,
      int entrants,
      int threads,
      Progress progress)
      throws CheckpointException {
    if (references.isEmpty() || entrants < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a screen needs a reference, an entrant and a thread, not %d, %d and %d"
              .formatted(references.size(), entrants, threads));
    }
    Settings each = settings.forPairs(Math.multiplyExact(references.size(), entrants));
    List<Map.Entry<String, Path>> all = List.copyOf(references.entrySet());
    var next = new AtomicInteger();
    var done = new AtomicInteger();
    var reports = new ConcurrentLinkedQueue<Map.Entry<String, LineageReport>>();
    var lock = new Object();
    var workers = new ArrayList<FutureTask<Void>>();
    for (int thread = 0; thread < Math.min(threads, all.size()); thread++) {
      var worker =
          new FutureTask<Void>(
              () -> {
                for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
                  String name = all.get(i).getKey();
                  Fingerprint reference = FingerprintFile.read(all.get(i).getValue());
                  reports.add(Map.entry(name, compare(subject, reference, each)));
                  synchronized (lock) {
                    progress.at(done.incrementAndGet(), all.size(), name);
                  }
                }
                return null;
              });
      workers.add(worker);
      Thread.ofPlatform().daemon().name("screen-" + thread).start(worker);
    }
    for (FutureTask<Void> worker : workers) {
      await(worker, next, all.size());
    }
    var byName = new TreeMap<String, LineageReport>();
    reports.forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
    return new LineageScreen(entrants, settings.seed(), byName);
  }

  /** A full comparison of the subject with one reference whose weights are at hand. */
  @FunctionalInterface
  public interface Deepening {

    /**
     * Returns the report from the weights, or nothing if there are none of that name.
     *
     * @throws CheckpointException if the weights cannot be read
     */
    Optional<LineageReport> compare(String reference, Settings settings) throws CheckpointException;
  }

  /**
   * Replaces every report that is indicated or stronger by the full comparison where the weights
   * are at hand. The family of hypotheses stays that of the whole library, because all of it was
   * looked at.
   *
   * @throws CheckpointException if weights that are at hand cannot be read
   */
  public static LineageScreen deepened(LineageScreen screen, Settings settings, Deepening deepening)
      throws CheckpointException {
    Settings each =
        settings.forPairs(Math.multiplyExact(screen.reports().size(), screen.entrants()));
    var reports = new TreeMap<String, LineageReport>();
    for (Map.Entry<String, LineageReport> entry : screen.reports().entrySet()) {
      LineageReport report = entry.getValue();
      if (report.grade().derived() || report.grade() == Grade.INDICATED) {
        report = deepening.compare(entry.getKey(), each).orElse(report);
      }
      reports.put(entry.getKey(), report);
    }
    return new LineageScreen(screen.entrants(), screen.seed(), reports);
  }

  private static void await(FutureTask<Void> worker, AtomicInteger next, int all)
      throws CheckpointException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      next.addAndGet(all);
      if (e.getCause() instanceof CheckpointException known) {
        throw known;
      }
      throw new IllegalStateException("a thread of a screen failed", e.getCause());
    } catch (InterruptedException e) {
      next.addAndGet(all);
      Thread.currentThread().interrupt();
      throw new CheckpointException("the screen was interrupted", e);
    }
  }
}
