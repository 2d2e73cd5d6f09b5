package org.gwageo.lineage.anatomy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Weights;

/** Weights that were never in a file. */
final class InMemory implements Weights {

  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata;

  InMemory(Map<String, String> metadata, Collection<StoredTensor> stored) {
    this.metadata = Map.copyOf(metadata);
    stored.forEach(tensor -> tensors.put(tensor.name(), tensor));
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public List<Path> files() {
    return List.of();
  }

  @Override
  public void close() {}
}
