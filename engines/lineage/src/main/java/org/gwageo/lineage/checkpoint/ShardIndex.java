package org.gwageo.lineage.checkpoint;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The index of a sharded checkpoint, {@code model.safetensors.index.json} or {@code
 * pytorch_model.bin.index.json}: which shard holds a tensor.
 */
final class ShardIndex {

  static final String SAFETENSORS = "model.safetensors.index.json";
  static final String TORCH = "pytorch_model.bin.index.json";

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final String name;
  private final SequencedMap<String, String> shardOf;

  private ShardIndex(String name, SequencedMap<String, String> shardOf) {
    this.name = name;
    this.shardOf = shardOf;
  }

  /**
   * Reads the index of {@code folder}. A shard is a plain file name; if it is a symbolic link, its
   * target lies in the folder or in the {@code blobs} folder of a hub cache two levels up.
   */
  static ShardIndex read(Path folder, String name) throws CheckpointException {
    try {
      byte[] bytes = MappedFile.read(folder.resolve(name), Safetensors.HEADER_LIMIT);
      var index = new ShardIndex(name, parse(name, bytes));
      for (String shard : index.files()) {
        MappedFile.inside(folder, shard, name);
      }
      return index;
    } catch (JacksonException e) {
      throw new CheckpointException(
          name + " is not JSON: " + SafetensorsHeader.printable(e.getOriginalMessage()), e);
    }
  }

  /** Returns the shards in the order of their names. */
  Set<String> files() {
    return new TreeSet<>(shardOf.values());
  }

  /** Checks that {@code shard} holds the tensors that the index puts there, and no others. */
  void check(String shard, List<String> names) throws CheckpointException {
    for (String tensor : names) {
      if (!shard.equals(shardOf.get(tensor))) {
        throw new CheckpointException(
            "%s holds tensor %s, which %s does not place there"
                .formatted(shard, SafetensorsHeader.printable(tensor), name));
      }
    }
    var held = new HashSet<>(names);
    for (var entry : shardOf.entrySet()) {
      if (entry.getValue().equals(shard) && !held.contains(entry.getKey())) {
        throw new CheckpointException(
            "%s places tensor %s in %s, which does not hold it"
                .formatted(name, SafetensorsHeader.printable(entry.getKey()), shard));
      }
    }
  }

  private static SequencedMap<String, String> parse(String name, byte[] bytes)
      throws CheckpointException {
    var shardOf = new TreeMap<String, String>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new CheckpointException(name + " is not one JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = json.currentName();
        var value = json.nextToken();
        if (key.equals("weight_map") && value == JsonToken.START_OBJECT) {
          readMap(name, json, shardOf);
        } else {
          json.skipChildren();
        }
      }
    }
    if (shardOf.isEmpty()) {
      throw new CheckpointException(name + " has no weight_map with at least one tensor");
    }
    return shardOf;
  }

  private static void readMap(String name, JsonParser json, Map<String, String> shardOf)
      throws CheckpointException {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String tensor = json.currentName();
      String shown = SafetensorsHeader.printable(tensor);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new CheckpointException(
            "%s: the shard of tensor %s is not a string".formatted(name, shown));
      }
      String shard = json.getString();
      String suffix = name.equals(TORCH) ? ".bin" : ".safetensors";
      if (!shard.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,250}") || !shard.endsWith(suffix)) {
        throw new CheckpointException(
            "%s: the shard of tensor %s is %s, not a plain name that ends in %s"
                .formatted(name, shown, SafetensorsHeader.printable(shard), suffix));
      }
      if (shardOf.put(tensor, shard) != null) {
        throw new CheckpointException("%s names tensor %s twice".formatted(name, shown));
      }
    }
  }
}
