package org.gwageo.cluster.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Gguf;
import org.gwageo.lineage.checkpoint.Vocabulary;

/**
 * A model that is compared by its weights. The driver holds its headers, its vectors over the
 * residual channels and its tokens; the workers read everything else.
 */
final class ComparedModel implements AutoCloseable {

  private static final AtomicLong MODELS = new AtomicLong();

  private final OpenModel open;
  private final PieceTask.Model model;
  private final Checkpoint checkpoint;
  private final Map<String, Digest> digests;

  private ComparedModel(
      OpenModel open, PieceTask.Model model, Checkpoint checkpoint, Map<String, Digest> digests) {
    this.open = open;
    this.model = model;
    this.checkpoint = checkpoint;
    this.digests = digests;
  }

  /**
   * Opens a model; its files are hashed by the workers.
   *
   * @param thing what it is to the command
   * @param known digests from a verified manifest, by the name of the file
   * @throws CannotRun if there is no such model, or it cannot be read
   */
  static ComparedModel open(
      String thing,
      Path path,
      JavaSparkContext spark,
      Broadcast<HadoopSettings> hadoop,
      int readers,
      Map<String, Digest> known)
      throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    try {
      ModelFiles files = ModelFiles.of(path, configuration);
      OpenModel open = OpenModel.open(files, configuration, Worker.room(), readers);
      Broadcast<ModelFiles> sent = null;
      try {
        open.bring(open.pass().vectors());
        sent = spark.broadcast(open.withBeginnings());
        String key =
            "%s-compared-%d".formatted(spark.sc().applicationId(), MODELS.incrementAndGet());
        Map<String, Digest> digests = digests(open, sent, spark, hadoop, readers, known);
        var inputs = new ArrayList<Checkpoint.InputFile>();
        for (RemoteFile file : open.files().named(open.compared())) {
          Digest digest = Objects.requireNonNull(digests.get(file.name()));
          inputs.add(new Checkpoint.InputFile(file.name(), file.length(), digest));
        }
        return new ComparedModel(
            open,
            new PieceTask.Model(key, sent),
            Checkpoint.of(open.weights(), open.anatomy(), inputs, tokens(open, configuration)),
            digests);
      } catch (CheckpointException | IOException | RuntimeException e) {
        open.close();
        if (sent != null) {
          sent.destroy();
        }
        throw e;
      }
    } catch (CheckpointException e) {
      throw new CannotRun("the %s %s cannot be read: %s".formatted(thing, path, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun(
          "the %s %s cannot be read: %s".formatted(thing, path, Sentences.reason(e)), e);
    }
  }

  private static Map<String, Integer> tokens(OpenModel open, Configuration configuration)
      throws CheckpointException, IOException {
    if (open.weights() instanceof Gguf gguf) {
      return Vocabulary.of(gguf).ids();
    }
    Optional<String> file = open.vocabulary();
    return file.isEmpty()
        ? Map.of()
        : RemotePaths.local(
            open.files().named(List.of(file.get())).getFirst(),
            configuration,
            local -> Vocabulary.read(local).ids());
  }

  private static Map<String, Digest> digests(
      OpenModel open,
      Broadcast<ModelFiles> files,
      JavaSparkContext spark,
      Broadcast<HadoopSettings> hadoop,
      int readers,
      Map<String, Digest> known)
      throws CheckpointException, IOException {
    var digests = new HashMap<>(known);
    var work = new ArrayList<Work>();
    for (RemoteFile file : open.files().named(open.compared())) {
      if (!known.containsKey(file.name())) {
        work.add(new Work.Hash(file.name(), file.length()));
      }
    }
    try {
      Tasks.run(
          spark,
          work,
          Work.Done.class,
          item -> Worker.work(item, "", files.value(), hadoop.value().configuration(), readers),
          done -> {
            String refusal = done.refusal();
            if (refusal != null) {
              throw new CheckpointException(refusal);
            }
            if (done.work() instanceof Work.Hash hash) {
              digests.put(hash.file(), new Digest(HexFormat.of().formatHex(done.result())));
            }
          });
    } catch (CannotRun e) {
      throw new IOException(Sentences.reason(e), e);
    }
    return digests;
  }

  /** Returns the model as the engine compares it. */
  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Returns the model as tasks find it. */
  PieceTask.Model model() {
    return model;
  }

  List<Tower> towers() {
    return List.copyOf(checkpoint.anatomy().towers());
  }

  /** Returns the digests of the files, by name. */
  Map<String, Digest> digests() {
    return digests;
  }

  @Override
  public void close() {
    open.close();
    model.files().destroy();
  }
}
