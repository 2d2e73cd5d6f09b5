package org.gwageo.lineage.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The weights of a model, mapped from their files: tensors by name, whatever the format.
 *
 * <p>Memory: opening costs the heap of the names and shapes, never that of the numbers; the numbers
 * stay in mapped pages that the operating system drops when it needs the room. Decoding costs the
 * floats that were asked for and at most 64 KiB more.
 *
 * <p>Tensors may be read by several threads at once. Closing unmaps the files; reading a tensor
 * after that throws {@link IllegalStateException}.
 */
public interface Weights extends AutoCloseable {

  /**
   * Opens the weights at {@code path}: a folder with one model, or one file of the formats
   * safetensors, GGUF, ONNX or PyTorch (the zip-based kind, read without running any code). The
   * format follows from the first bytes, which have to agree with the file's suffix. Safetensors
   * with separate scales (f8, int8, GPTQ, AWQ, compressed-tensors, MXFP4, NF4) are presented as the
   * tensors they stand for.
   *
   * @throws CheckpointException if there are no weights, several models, or a file breaks a rule of
   *     its format
   */
  static Weights open(Path path) throws CheckpointException {
    return WeightFiles.open(path, FileBytes.mapped());
  }

  /**
   * Opens the weights at {@code path} with files that {@code source} stands for. Only safetensors
   * and GGUF say at their beginning where every tensor lies, so only these may come from elsewhere
   * than this machine.
   *
   * @param path the folder or file; its entries exist on this machine with the names, the lengths
   *     and the first 16 bytes of the real files
   * @throws CheckpointException as above, or if the files have another format
   */
  static Weights open(Path path, FileBytes source) throws CheckpointException {
    return WeightFiles.open(path, source);
  }

  /** Returns the tensors by name, in the order of the files. */
  SequencedMap<String, StoredTensor> tensors();

  /** Returns the free-form strings that the files carry beside their tensors. */
  Map<String, String> metadata();

  /** Returns the files that hold the tensors. */
  List<Path> files();

  /**
   * Returns, by name, the tensors that are in the files but cannot be decoded, each with a sentence
   * that says why; they are not among {@link #tensors()}.
   */
  default Map<String, String> unreadable() {
    return Map.of();
  }

  /**
   * Returns the tensor called {@code name}.
   *
   * @throws CheckpointException if there is none of that name, or it cannot be decoded
   */
  default StoredTensor tensor(String name) throws CheckpointException {
    var tensor = tensors().get(name);
    if (tensor == null) {
      String reason = unreadable().get(name);
      throw new CheckpointException(
          reason != null
              ? reason
              : "%s has no tensor %s".formatted(files().getFirst().getFileName(), name));
    }
    return tensor;
  }

  /** Unmaps the files. */
  @Override
  void close();
}
