package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.jspecify.annotations.Nullable;

/** Compares one fingerprint with a library of fingerprint files, one task per file. */
final class ScreenJob {

  private static @Nullable Subject latest;

  private final JavaSparkContext spark;
  private final Narration narration;

  ScreenJob(JavaSparkContext spark, Narration narration) {
    this.spark = spark;
    this.narration = narration;
  }

  /** A fingerprint that this process has decoded. */
  private record Subject(String key, Fingerprint print) {}

  /** Where the fingerprint of a reference is. */
  sealed interface Reference extends Serializable {

    /** In a file that the workers reach. */
    record Kept(RemoteFile file) implements Reference {}

    /** Made for this screen. */
    final class Made implements Reference {

      private static final long serialVersionUID = 1;

      private final byte[] bytes;

      Made(Fingerprint print) throws CannotRun {
        bytes = bytes(print);
      }
    }
  }

  /** One reference of the screen. */
  private record Named(String name, Reference reference) implements Serializable {}

  /** What comparing with one file gave. */
  private static final class Compared implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final byte[] report;
    private final @Nullable String refusal;

    Compared(String name, byte[] report, @Nullable String refusal) {
      this.name = name;
      this.report = report;
      this.refusal = refusal;
    }
  }

  /**
   * Returns the reports that {@link FingerprintScreen#compare} gives on one machine.
   *
   * @param references fingerprints by the reference's name
   * @param each the settings of one pair among all of the programme
   * @throws CannotRun if a file is missing or no fingerprint
   */
  Map<String, LineageReport> compare(
      Fingerprint subject, SequencedMap<String, Reference> references, Settings each)
      throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    var items = new ArrayList<Named>();
    references.forEach((name, reference) -> items.add(new Named(name, reference)));
    Broadcast<byte[]> print = spark.broadcast(bytes(subject));
    Broadcast<byte[]> settingsOfPair = spark.broadcast(Records.write(each));
    Broadcast<HadoopSettings> hadoop = spark.broadcast(HadoopSettings.of(configuration));
    String key = "%s-%d".formatted(spark.sc().applicationId(), print.id());
    var reports = new TreeMap<String, LineageReport>();
    try {
      narration.show(0, items.size(), "");
      Tasks.run(
          spark,
          items,
          Compared.class,
          item ->
              compared(
                  item,
                  key,
                  print,
                  Records.read(settingsOfPair.value(), Settings.class),
                  hadoop.value().configuration()),
          compared -> {
            if (compared.refusal != null) {
              throw new CannotRun(
                  "the reference %s cannot be used: %s".formatted(compared.name, compared.refusal));
            }
            reports.put(compared.name, Records.read(compared.report, LineageReport.class));
            narration.show(reports.size(), items.size(), compared.name);
          });
    } catch (CheckpointException | IOException e) {
      throw new CannotRun("the library cannot be compared: " + Sentences.reason(e), e);
    } finally {
      print.destroy();
      settingsOfPair.destroy();
      hadoop.destroy();
      narration.close();
    }
    return reports;
  }

  private static Compared compared(
      Named item,
      String key,
      Broadcast<byte[]> print,
      Settings settings,
      Configuration configuration)
      throws IOException {
    try {
      Fingerprint subject = subject(key, print);
      Fingerprint other =
          switch (item.reference()) {
            case Reference.Kept kept ->
                RemotePaths.local(kept.file(), configuration, FingerprintFile::read);
            case Reference.Made made -> print(made.bytes);
          };
      LineageReport report = FingerprintScreen.compare(subject, other, settings);
      return new Compared(item.name(), Records.write(report), null);
    } catch (CheckpointException e) {
      return new Compared(item.name(), new byte[0], e.getMessage());
    }
  }

  private static synchronized Fingerprint subject(String key, Broadcast<byte[]> print)
      throws IOException, CheckpointException {
    Subject known = latest;
    if (known != null && known.key().equals(key)) {
      return known.print();
    }
    var read = new Subject(key, print(print.value()));
    latest = read;
    return read.print();
  }

  private static Fingerprint print(byte[] bytes) throws IOException, CheckpointException {
    Path file =
        Files.createTempFile(
            Files.createDirectories(Worker.room()), "gwageo-", FingerprintFile.SUFFIX);
    try {
      Files.write(file, bytes);
      return FingerprintFile.read(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] bytes(Fingerprint print) throws CannotRun {
    try {
      Path file =
          Files.createTempFile(
              Files.createDirectories(Worker.room()), "gwageo-", FingerprintFile.SUFFIX);
      try {
        FingerprintFile.write(print, file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OutOfMemoryError e) {
      throw new CannotRun("a fingerprint cannot be sent to the workers: " + Sentences.reason(e), e);
    }
  }
}
