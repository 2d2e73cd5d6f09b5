package org.gwageo.cluster.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.DividedPass;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.Fingerprint.Input;
import org.jspecify.annotations.Nullable;

/** Takes the fingerprint of one model on the workers. */
final class FingerprintJob {

  /**
   * How a model is read.
   *
   * @param taskBytes about how many bytes of weights one task reads, at least 1 MiB
   * @param readers how many ranges a task reads at the same time
   * @param digests whether SHA-256 of files without a known digest is computed
   * @param known digests from a verified manifest, by the name of the file
   */
  record Settings(long taskBytes, int readers, boolean digests, Map<String, Digest> known) {

    static final long LEAST_TASK_BYTES = 1 << 20;

    Settings {
      if (taskBytes < LEAST_TASK_BYTES || readers < 1) {
        throw new IllegalArgumentException(
            "a task reads at least %d bytes by at least one reader, not %d by %d"
                .formatted(LEAST_TASK_BYTES, taskBytes, readers));
      }
      known = Map.copyOf(known);
    }

    /** Returns these settings with other digests that need not be computed. */
    Settings withKnown(Map<String, Digest> others) {
      return new Settings(taskBytes, readers, digests, others);
    }

    static Settings standard() {
      return new Settings(256L << 20, 4, true, Map.of());
    }
  }

  /** Tells the models of a process apart, whichever job reads them. */
  private static final AtomicLong MODELS = new AtomicLong();

  private final JavaSparkContext spark;
  private final Settings settings;
  private final Narration narration;

  FingerprintJob(JavaSparkContext spark, Settings settings, Narration narration) {
    this.spark = spark;
    this.settings = settings;
    this.narration = narration;
  }

  /**
   * Returns the fingerprint of a model; it is the one that {@link
   * org.gwageo.lineage.fingerprint.OnePass} takes of the same files.
   *
   * @throws CannotRun if there is no such model, or it cannot be read
   */
  Fingerprint fingerprint(Path model) throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    ModelFiles files = ModelFiles.of(model, configuration);
    try (OpenModel open = OpenModel.open(files, configuration, Worker.room(), settings.readers())) {
      return fingerprint(model, open, HadoopSettings.of(configuration));
    } catch (CheckpointException e) {
      throw new CannotRun("the model %s cannot be read: %s".formatted(model, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun(
          "the model %s cannot be read: %s".formatted(model, Sentences.reason(e)), e);
    }
  }

  private Fingerprint fingerprint(Path model, OpenModel open, HadoopSettings hadoop)
      throws CannotRun, CheckpointException, IOException {
    DividedPass pass = open.pass();
    open.bring(pass.vectors());
    var work = new ArrayList<Work>();
    for (RemoteFile file : open.files().named(hashed(open))) {
      work.add(new Work.Hash(file.name(), file.length()));
    }
    work.addAll(cut(pass));
    Broadcast<ModelFiles> files = spark.broadcast(open.withBeginnings());
    Broadcast<HadoopSettings> settingsOfHadoop = spark.broadcast(hadoop);
    String key = "%s-%d".formatted(spark.sc().applicationId(), MODELS.incrementAndGet());
    int readers = this.settings.readers();
    var digests = new HashMap<String, Digest>();
    long all = work.stream().mapToLong(Work::bytes).sum();
    var read = new long[1];
    String name = model.getName();
    try {
      narration.show(0, all, name);
      Tasks.run(
          spark,
          work,
          Work.Done.class,
          item ->
              Worker.work(
                  item, key, files.value(), settingsOfHadoop.value().configuration(), readers),
          done -> {
            take(done, pass, digests);
            read[0] += done.work().bytes();
            narration.show(read[0], all, "%s  %s".formatted(gigabytes(read[0], all), name));
          });
    } finally {
      files.destroy();
      settingsOfHadoop.destroy();
      narration.close();
    }
    return pass.fingerprint(inputs(open, digests), tokenizer(open, digests));
  }

  private static String gigabytes(long done, long all) {
    return String.format(Locale.ROOT, "%.1f/%.1f GB", done / 1e9, all / 1e9);
  }

  private static void take(Work.Done done, DividedPass pass, Map<String, Digest> digests)
      throws CheckpointException {
    String refusal = done.refusal();
    if (refusal != null) {
      throw new CheckpointException(refusal);
    }
    switch (done.work()) {
      case Work.Hash hash ->
          digests.put(hash.file(), new Digest(HexFormat.of().formatHex(done.result())));
      case Work.Pieces pieces -> pass.take(pieces.from(), pieces.to(), done.result());
    }
  }

  /** The files whose digest is computed, each once. */
  private List<String> hashed(OpenModel open) {
    var names = new LinkedHashSet<String>();
    if (settings.digests()) {
      open.inputs().stream()
          .filter(name -> !settings.known().containsKey(name))
          .forEach(names::add);
    }
    open.tokenizer().ifPresent(names::add);
    return List.copyOf(names);
  }

  private List<Input> inputs(OpenModel open, Map<String, Digest> digests) {
    var inputs = new ArrayList<Input>();
    for (RemoteFile file : open.files().named(open.inputs())) {
      @Nullable Digest digest = settings.known().get(file.name());
      if (digest == null && settings.digests()) {
        digest = digests.get(file.name());
      }
      inputs.add(new Input(file.name(), file.length(), Optional.ofNullable(digest)));
    }
    return inputs;
  }

  private static Optional<Digest> tokenizer(OpenModel open, Map<String, Digest> digests) {
    return open.tokenizer().map(digests::get);
  }

  /**
   * Cuts the pieces into runs of about the wanted number of bytes. What is read together stays
   * together as far as it is not much larger, because the parts of an MLP that is cut read one of
   * its matrices each.
   */
  private List<Work> cut(DividedPass pass) {
    long most = settings.taskBytes();
    var runs = new ArrayList<Work>();
    int from = 0;
    long bytes = 0;
    for (int start = 0; start < pass.pieces(); start = pass.end(start)) {
      int end = pass.end(start);
      long unit = bytes(pass, start, end);
      if (bytes > 0 && bytes + unit > most) {
        runs.add(new Work.Pieces(from, start, bytes));
        from = start;
        bytes = 0;
      }
      if (unit > most) {
        int parts = (int) Math.min(end - start, Math.ceilDiv(unit, most));
        for (int part = 0; part < parts; part++) {
          int first = start + (int) ((long) (end - start) * part / parts);
          int last = start + (int) ((long) (end - start) * (part + 1) / parts);
          runs.add(new Work.Pieces(first, last, bytes(pass, first, last)));
        }
        from = end;
      } else {
        bytes += unit;
      }
    }
    if (from < pass.pieces()) {
      runs.add(new Work.Pieces(from, pass.pieces(), bytes));
    }
    return runs;
  }

  private static long bytes(DividedPass pass, int from, int to) {
    long bytes = 0;
    for (int piece = from; piece < to; piece++) {
      bytes += pass.bytes(piece);
    }
    return bytes;
  }
}
