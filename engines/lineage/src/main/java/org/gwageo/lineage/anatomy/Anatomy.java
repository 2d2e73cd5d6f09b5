package org.gwageo.lineage.anatomy;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Onnx;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Weights;
import tools.jackson.databind.JsonNode;

/** The tensors of one checkpoint by their place, tower by tower. */
public final class Anatomy {

  private final SequencedMap<Place, Part> parts;
  private final SequencedMap<String, String> remarks;
  private final SequencedMap<String, Tower> towers = new TreeMap<>();

  private Anatomy(Assembly assembly, Settings settings, boolean gainsAreOffsets) {
    this.parts = assembly.parts();
    this.remarks = assembly.remarks();
    var byTower = new TreeMap<String, SequencedMap<Place, Part>>();
    parts.forEach(
        (place, part) ->
            byTower.computeIfAbsent(place.tower(), any -> new TreeMap<>()).put(place, part));
    byTower.forEach(
        (name, own) ->
            towers.put(name, new Tower(name, own, settings, gainsAreOffsets, assembly.tied())));
  }

  /**
   * Places the tensors of a checkpoint. Names are read as far as they are known; the graph of an
   * ONNX file and the shapes of the tensors say the rest.
   *
   * @param config the tree of {@code config.json}, which settles how fused tensors are split, how
   *     gains are stored and how many heads there are
   * @throws CheckpointException if two tensors of different values claim the same place, or a
   *     tensor of a known role has a number of axes that the role cannot have
   */
  public static Anatomy of(Weights weights, Optional<JsonNode> config) throws CheckpointException {
    var settings = Settings.of(weights.metadata(), config);
    if (weights instanceof Onnx onnx) {
      return of(onnx, settings);
    }
    return of(weights.tensors().values(), settings, settings.gainsAreOffsets());
  }

  /**
   * Places tensors by their names and shapes alone.
   *
   * @param gainsAreOffsets whether the model multiplies by 1 + gain, as the Gemma family does
   * @throws CheckpointException if two tensors of different values claim the same place, or a
   *     tensor of a known role has a number of axes that the role cannot have
   */
  public static Anatomy of(Collection<StoredTensor> tensors, boolean gainsAreOffsets)
      throws CheckpointException {
    return of(tensors, Settings.of(Map.of(), Optional.empty()), gainsAreOffsets);
  }

  private static Anatomy of(
      Collection<StoredTensor> tensors, Settings settings, boolean gainsAreOffsets)
      throws CheckpointException {
    var names = tensors.stream().map(StoredTensor::name).toList();
    var claims = new HashMap<String, Claim>();
    var inFirst = new HashSet<String>();
    if (settings.gguf()) {
      var gguf = new GgufNames(names);
      names.forEach(name -> claims.put(name, gguf.claim(name)));
    } else {
      var dotted = TensorNames.of(names, settings);
      names.forEach(name -> claims.put(name, dotted.claim(name)));
      SecondStack.separate(claims);
      var shapes = ShapeRoles.of(tensors, claims);
      claims.putAll(shapes.claims());
      inFirst.addAll(shapes.inFirst());
    }
    inFirst.addAll(Convolutions.inFirst(tensors));
    return new Anatomy(Assembly.of(settings, tensors, claims, inFirst), settings, gainsAreOffsets);
  }

  private static Anatomy of(Onnx onnx, Settings settings) throws CheckpointException {
    var tensors = onnx.tensors().values();
    var names = tensors.stream().map(StoredTensor::name).toList();
    var dotted = TensorNames.of(names, settings);
    var graph = GraphRoles.of(onnx);
    var claims = new HashMap<>(graph.claims());
    for (String name : names) {
      Claim named = dotted.claim(name);
      if (!claims.containsKey(name) || !named.isUnknown()) {
        claims.put(name, named);
      }
    }
    return new Anatomy(
        Assembly.of(settings, tensors, claims, graph.inFirst()),
        settings,
        settings.gainsAreOffsets());
  }

  /** Returns all parts of all towers in the order of their places. */
  public SequencedMap<Place, Part> parts() {
    return Collections.unmodifiableSequencedMap(parts);
  }

  /**
   * Returns, by the file's name, what is to be said of tensors that are not placed, or not placed
   * as the file has them: one sentence each, without the tensor's name.
   */
  public SequencedMap<String, String> remarks() {
    return Collections.unmodifiableSequencedMap(remarks);
  }

  /** Returns the towers by name. */
  public List<Tower> towers() {
    return List.copyOf(towers.values());
  }

  /** Returns the tower called {@code name}. */
  public Optional<Tower> tower(String name) {
    return Optional.ofNullable(towers.get(name));
  }
}
