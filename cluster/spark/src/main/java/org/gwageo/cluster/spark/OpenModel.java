package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.fingerprint.DividedPass;
import org.gwageo.lineage.fingerprint.OnePass;

/**
 * A model whose weights are open by ranges: the engine sees all of it, this machine holds what was
 * brought in. For one thread at a time.
 *
 * @param files where the model lies, with the beginnings of its files of weights
 * @param scratch what was brought in
 * @param weights the weights
 * @param anatomy their tensors by what they do
 * @param pass their one reading, in pieces
 * @param inputs the names of the files that a fingerprint names
 * @param tokenizer the name of the tokenizer's file
 * @param compared the names of the files that a comparison of weights names
 * @param vocabulary the name of the file that a comparison takes tokens from
 */
record OpenModel(
    ModelFiles files,
    ScratchFiles scratch,
    Weights weights,
    Anatomy anatomy,
    DividedPass pass,
    List<String> inputs,
    Optional<String> tokenizer,
    List<String> compared,
    Optional<String> vocabulary)
    implements AutoCloseable {

  /** A header that is longer is none. */
  private static final long LONGEST_HEADER = 1 << 30;

  /**
   * Opens a model; where its header is not at hand, as much of the files is read as it takes.
   *
   * @param room where scratch files may lie
   * @param atOnce how many ranges are read at the same time
   * @throws CheckpointException if the files break a rule of their format
   * @throws IOException if a file cannot be read or no scratch file be made
   */
  static OpenModel open(ModelFiles files, Configuration configuration, Path room, int atOnce)
      throws CheckpointException, IOException {
    for (long header = ScratchFiles.FIRST_TRY; ; header *= 8) {
      var scratch = new ScratchFiles(files, configuration, room, atOnce, header);
      try {
        OpenModel open = open(files, scratch);
        if (scratch.headersEnd(open.weights.tensors().values()) || header >= LONGEST_HEADER) {
          return open;
        }
        open.close();
      } catch (CheckpointException e) {
        boolean whole = scratch.headersEnd(List.of());
        scratch.close();
        if (whole || header >= LONGEST_HEADER) {
          throw e;
        }
      } catch (UncheckedIOException e) {
        scratch.close();
        throw e.getCause();
      } catch (RuntimeException e) {
        scratch.close();
        throw e;
      }
    }
  }

  private static OpenModel open(ModelFiles files, ScratchFiles scratch)
      throws CheckpointException, IOException {
    Path path = scratch.path();
    Weights weights = Weights.open(path, scratch);
    try {
      var inputs = new ArrayList<String>();
      weights.files().forEach(file -> inputs.add(String.valueOf(file.getFileName())));
      OnePass.config(path).ifPresent(file -> inputs.add(String.valueOf(file.getFileName())));
      var tokenizer = OnePass.tokenizer(path).map(file -> String.valueOf(file.getFileName()));
      var anatomy = OnePass.anatomy(path, weights);
      var pass = DividedPass.of(weights, anatomy);
      List<String> compared =
          Checkpoint.inputs(path, weights).stream()
              .map(file -> String.valueOf(file.getFileName()))
              .toList();
      var vocabulary = Checkpoint.tokenizer(path).map(file -> String.valueOf(file.getFileName()));
      scratch.unlink();
      return new OpenModel(
          files,
          scratch,
          weights,
          anatomy,
          pass,
          List.copyOf(inputs),
          tokenizer,
          compared,
          vocabulary);
    } catch (CheckpointException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Returns the files with their beginnings, from which another process opens the model without
   * reading headers again.
   *
   * @throws IOException if a scratch file cannot be read
   */
  ModelFiles withBeginnings() throws IOException {
    return files.with(scratch.beginnings(weights.tensors().values()));
  }

  /**
   * Reads pieces of the model and gives back the room that they took.
   *
   * @throws CheckpointException if tensors do not fit together
   * @throws IOException if bytes cannot be read
   */
  byte[] read(int from, int to) throws CheckpointException, IOException {
    try {
      bring(pass.extents(from, to));
      return pass.read(from, to);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      scratch.release();
    }
  }

  /**
   * Brings in bytes that are going to be read.
   *
   * @throws IOException if they cannot be
   */
  void bring(List<Extent> extents) throws IOException {
    scratch.bring(extents);
  }

  @Override
  public void close() {
    weights.close();
    scratch.close();
  }
}
