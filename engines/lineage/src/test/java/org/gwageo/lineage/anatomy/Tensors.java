package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small tensors whose numbers say where they stand, and checkpoints made of them. */
final class Tensors {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Tensors() {}

  /** A tensor whose element i is {@code first + i}. */
  static StoredTensor counting(String name, float first, long... axes) {
    var shape = new ArrayList<Long>();
    int count = 1;
    for (long axis : axes) {
      shape.add(axis);
      count *= (int) axis;
    }
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + i;
    }
    return StoredTensor.of(name, ElementType.F32, shape, values);
  }

  /** A matrix whose element (r, c) is {@code 100 r + c}, so that a row names itself. */
  static StoredTensor rows(String name, int rows, int columns) {
    var values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * (i / columns) + i % columns;
    }
    return StoredTensor.of(name, ElementType.F32, List.of((long) rows, (long) columns), values);
  }

  /** Returns the row numbers of a part made by {@link #rows}. */
  static int[] rowsOf(Part part) {
    int columns = part.shape().get(1).intValue();
    float[] values = part.toFloats();
    var rows = new int[values.length / columns];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = (int) values[r * columns] / 100;
    }
    return rows;
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  /** Places tensors as those of a safetensors checkpoint with a configuration. */
  static Anatomy anatomy(String config, StoredTensor... tensors) throws CheckpointException {
    return anatomy(Map.of(), config, tensors);
  }

  static Anatomy anatomy(Map<String, String> metadata, String config, StoredTensor... tensors)
      throws CheckpointException {
    Optional<JsonNode> tree = config.isEmpty() ? Optional.empty() : Optional.of(json(config));
    return Anatomy.of(new InMemory(metadata, List.of(tensors)), tree);
  }
}
