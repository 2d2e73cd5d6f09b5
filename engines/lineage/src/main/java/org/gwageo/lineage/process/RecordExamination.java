package org.gwageo.lineage.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;

/** Examines a training record; immutable, {@code with…} methods return another. */
public final class RecordExamination {

  private final TrainingRecord record;
  private final AncestryTest ancestry;
  private final long seed;
  private final Optional<Path> model;
  private final SequencedMap<String, TrainingLog> others;

  private RecordExamination(
      TrainingRecord record,
      AncestryTest ancestry,
      long seed,
      Optional<Path> model,
      SequencedMap<String, TrainingLog> others) {
    this.record = record;
    this.ancestry = ancestry;
    this.seed = seed;
    this.model = model;
    this.others = others;
  }

  /**
   * Reads the record of a folder.
   *
   * @param ancestry the neuron tests between the initial and the final model
   * @param seed the seed of the permutations; it is part of the report
   * @throws CheckpointException if the record cannot be read
   */
  public static RecordExamination of(Path folder, AncestryTest ancestry, long seed)
      throws CheckpointException {
    return of(TrainingRecord.read(folder), ancestry, seed);
  }

  /** Examines a record that was read before. */
  public static RecordExamination of(TrainingRecord record, AncestryTest ancestry, long seed) {
    return new RecordExamination(record, ancestry, seed, Optional.empty(), new TreeMap<>());
  }

  /** Holds the record against a submitted model instead of the last checkpoint of its chain. */
  public RecordExamination withModel(Path submitted) {
    return new RecordExamination(record, ancestry, seed, Optional.of(submitted), others);
  }

  /** Holds the loss curve against that of another model too. */
  public RecordExamination withOtherCurve(String name, TrainingLog curve) {
    var more = new TreeMap<>(others);
    more.put(name, curve);
    return new RecordExamination(record, ancestry, seed, model, more);
  }

  /**
   * Runs all checks.
   *
   * @throws CheckpointException if a file that the record names cannot be read
   */
  public RecordReport examine() throws CheckpointException {
    var checks = new ArrayList<Check>();
    checks.add(InitialCheckpointCheck.of(record));
    checks.add(InitialCheckpointCheck.digests(record));
    checks.add(EvidenceChecks.anchor(record, model, ancestry));
    checks.addAll(ChainChecks.of(record));
    if (record.log().isPresent()) {
      var log = TrainingLog.read(record.log().get());
      checks.addAll(CurveChecks.of(record, log));
      others.forEach((name, curve) -> checks.add(CurveChecks.copied(name, log, curve)));
    } else {
      checks.add(Check.notGiven("log-values", "손실 곡선이 없습니다.", "No loss curve is given."));
    }
    checks.add(EvidenceChecks.compute(record));
    checks.add(EvidenceChecks.palimpsest(record, seed));
    checks.add(EvidenceChecks.bumps(record));
    return new RecordReport(record.model(), record.digest(), seed, checks);
  }
}
