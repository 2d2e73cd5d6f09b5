package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The initialisers of an ONNX model, mapped into memory, with the graph that uses them. Constants
 * count as initialisers. Data kept outside the model file is mapped from its own files, which lie
 * in the model's folder.
 *
 * <p>A quantised weight is one tensor, with the scale and the zero point that its node gives it.
 * Its name is the file's, without the ending {@code _quantized} that quantisation tools add. The
 * shape is the file's: what {@code MatMul} multiplies with from the right is (in, out), while
 * {@code MatMulNBits} keeps (out, in). {@link #tensorOf} leads from a node's input to its tensor.
 */
public final class Onnx implements Weights {

  private final Arena arena = Arena.ofShared();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final SequencedMap<String, String> unreadable = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();
  private OnnxGraph graph = new OnnxGraph(List.of(), List.of(), List.of());

  private Onnx() {}

  /**
   * Opens a model.
   *
   * @throws CheckpointException if a file is missing, unreadable or breaks a rule of the format
   */
  public static Onnx open(Path path) throws CheckpointException {
    var opened = new Onnx();
    try {
      opened.read(path);
      return opened;
    } catch (CheckpointException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  @Override
  public Map<String, String> unreadable() {
    return Collections.unmodifiableMap(unreadable);
  }

  /** Returns the model's properties, and under {@code producer} the program that wrote it. */
  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public List<Path> files() {
    return List.copyOf(files);
  }

  /** Returns the computation. */
  public OnnxGraph graph() {
    return graph;
  }

  /**
   * Returns the tensor that a value of the graph is: an initialiser, or one that only passes
   * through dequantisation, a change of type or an identity.
   */
  public Optional<StoredTensor> tensorOf(String value) {
    return Optional.ofNullable(tensors.get(sources.getOrDefault(value, value)));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private void read(Path path) throws CheckpointException {
    String file = MappedFile.shown(path);
    var bytes = MappedFile.map(path, arena);
    files.add(path);
    var reader = new OnnxReader(file, path, arena);
    reader.readModel(new Protobuf(file, bytes));
    files.addAll(reader.externalFiles());
    metadata.putAll(reader.metadata());
    graph = reader.graph();
    unreadable.putAll(reader.unreadable());
    var presented = new OnnxQuantised(file, reader.tensors(), graph);
    tensors.putAll(presented.tensors());
    unreadable.putAll(presented.unreadable());
    sources.putAll(presented.sources());
  }
}
