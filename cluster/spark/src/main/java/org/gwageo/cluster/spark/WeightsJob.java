package org.gwageo.cluster.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Compares the weights of a model with those of references, piece by piece on the workers. The
 * engine decides on the driver what has to be computed and adds it up there, as on one machine.
 */
final class WeightsJob implements AutoCloseable {

  /** So many references are compared at the same time, so that the steps of one fill the gaps. */
  private static final int REFERENCES_AT_ONCE = 4;

  private final JavaSparkContext spark;
  private final FingerprintJob.Settings reading;
  private final Narration narration;
  private final Broadcast<HadoopSettings> hadoop;
  private final SparkCrew crew;
  private final List<ComparedModel> open = new ArrayList<>();

  WeightsJob(JavaSparkContext spark, FingerprintJob.Settings reading, Narration narration) {
    this.spark = spark;
    this.reading = reading;
    this.narration = narration;
    hadoop = spark.broadcast(HadoopSettings.of(spark.hadoopConfiguration()));
    crew = new SparkCrew(spark, reading, hadoop);
  }

  /**
   * Opens a model that takes part in every comparison.
   *
   * @param thing what it is to the command
   * @throws CannotRun if it cannot be read
   */
  ComparedModel open(String thing, Path path, Map<String, Digest> known) throws CannotRun {
    ComparedModel model = ComparedModel.open(thing, path, spark, hadoop, reading.readers(), known);
    open.add(model);
    crew.add(model.model(), model.towers());
    return model;
  }

  /**
   * Returns the report of every reference, which is the one that {@link LineageComparison} gives on
   * one machine.
   *
   * @param references where the references lie, by name
   * @throws CannotRun if one of them cannot be read or compared, about the first by name
   */
  Map<String, LineageReport> compare(
      ComparedModel subject,
      SequencedMap<String, Path> references,
      List<ComparedModel> starts,
      Settings settings)
      throws CannotRun {
    List<Checkpoint> first = starts.stream().map(ComparedModel::checkpoint).toList();
    var done = new AtomicInteger();
    var stopped = new AtomicBoolean();
    var waiting = new TreeMap<String, Future<LineageReport>>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.clamp(references.size(), 1, REFERENCES_AT_ONCE),
            Thread.ofPlatform().daemon().name("gwageo-compare-", 0).factory());
    try {
      narration.show(0, references.size(), "");
      references.forEach(
          (name, path) ->
              waiting.put(
                  name,
                  threads.submit(
                      () -> {
                        if (stopped.get()) {
                          throw new CannotRun("another comparison failed");
                        }
                        try {
                          LineageReport report = compare(subject, path, first, settings);
                          narration.show(
                              done.incrementAndGet(),
                              references.size(),
                              narration
                                  .say("%s (계산 조각 %,d개)", "%s (%,d pieces computed)")
                                  .formatted(name, crew.computed()));
                          return report;
                        } catch (CannotRun | RuntimeException e) {
                          stopped.set(true);
                          throw e;
                        }
                      })));
      var reports = new TreeMap<String, LineageReport>();
      for (Map.Entry<String, Future<LineageReport>> entry : waiting.entrySet()) {
        reports.put(entry.getKey(), result(entry.getValue()));
      }
      return reports;
    } finally {
      threads.shutdown();
      narration.close();
    }
  }

  private static LineageReport result(Future<LineageReport> future) throws CannotRun {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted while models were being compared", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CannotRun known -> throw known;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException("a comparison failed", e);
      }
    }
  }

  private LineageReport compare(
      ComparedModel subject, Path path, List<Checkpoint> starts, Settings settings)
      throws CannotRun {
    try (ComparedModel reference =
        ComparedModel.open("reference", path, spark, hadoop, reading.readers(), Map.of())) {
      crew.add(reference.model(), reference.towers());
      try {
        return LineageComparison.compare(
            subject.checkpoint(), reference.checkpoint(), starts, settings, crew);
      } catch (CheckpointException e) {
        throw new CannotRun(
            "the subject and %s cannot be compared: %s".formatted(path, e.getMessage()), e);
      } finally {
        crew.remove(reference.model(), reference.towers());
      }
    }
  }

  @Override
  public void close() {
    open.forEach(ComparedModel::close);
    hadoop.destroy();
  }
}
