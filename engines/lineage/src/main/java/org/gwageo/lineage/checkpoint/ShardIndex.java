package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
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

/** The {@code model.safetensors.index.json} of a sharded checkpoint: which shard holds a tensor. */
final class ShardIndex {

  static final String FILE = "model.safetensors.index.json";

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final SequencedMap<String, String> shardOf;

  private ShardIndex(SequencedMap<String, String> shardOf) {
    this.shardOf = shardOf;
  }

  /**
   * Reads the index of {@code folder}. A shard is a plain file name; if it is a symbolic link, its
   * target lies in the folder or in the {@code blobs} folder of a hub cache two levels up.
   */
  static ShardIndex read(Path folder) throws CheckpointException {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > Safetensors.HEADER_LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are allowed"
                .formatted(FILE, Files.size(file), Safetensors.HEADER_LIMIT));
      }
      var index = new ShardIndex(parse(Files.readAllBytes(file)));
      for (String shard : index.files()) {
        checkInside(folder, shard);
      }
      return index;
    } catch (JacksonException e) {
      throw new CheckpointException(
          FILE + " is not JSON: " + SafetensorsHeader.printable(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  /** Returns the shards in the order of their names. */
  Set<String> files() {
    return new TreeSet<>(shardOf.values());
  }

  /** Checks that {@code shard} holds the tensors that the index puts there, and no others. */
  void check(String shard, List<String> names) throws CheckpointException {
    for (String name : names) {
      if (!shard.equals(shardOf.get(name))) {
        throw new CheckpointException(
            "%s holds tensor %s, which %s does not place there"
                .formatted(shard, SafetensorsHeader.printable(name), FILE));
      }
    }
    var held = new HashSet<>(names);
    for (var entry : shardOf.entrySet()) {
      if (entry.getValue().equals(shard) && !held.contains(entry.getKey())) {
        throw new CheckpointException(
            "%s places tensor %s in %s, which does not hold it"
                .formatted(FILE, SafetensorsHeader.printable(entry.getKey()), shard));
      }
    }
  }

  private static SequencedMap<String, String> parse(byte[] bytes) throws CheckpointException {
    var shardOf = new TreeMap<String, String>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new CheckpointException(FILE + " is not one JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = json.currentName();
        var value = json.nextToken();
        if (key.equals("weight_map") && value == JsonToken.START_OBJECT) {
          readMap(json, shardOf);
        } else {
          json.skipChildren();
        }
      }
    }
    if (shardOf.isEmpty()) {
      throw new CheckpointException(FILE + " has no weight_map with at least one tensor");
    }
    return shardOf;
  }

  private static void readMap(JsonParser json, Map<String, String> shardOf)
      throws CheckpointException {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String tensor = json.currentName();
      String shown = SafetensorsHeader.printable(tensor);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new CheckpointException(
            "%s: the shard of tensor %s is not a string".formatted(FILE, shown));
      }
      String shard = json.getString();
      if (!shard.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,250}\\.safetensors")) {
        throw new CheckpointException(
            "%s: the shard of tensor %s is %s, not a plain name that ends in .safetensors"
                .formatted(FILE, shown, SafetensorsHeader.printable(shard)));
      }
      if (shardOf.put(tensor, shard) != null) {
        throw new CheckpointException("%s names tensor %s twice".formatted(FILE, shown));
      }
    }
  }

  private static void checkInside(Path folder, String shard)
      throws CheckpointException, IOException {
    Path real = folder.toRealPath();
    Path target = folder.resolve(shard);
    if (!Files.exists(target)) {
      throw new CheckpointException("%s names %s, which is missing".formatted(FILE, shard));
    }
    Path realTarget = target.toRealPath();
    Path blobs = real.resolve("../../blobs").normalize();
    if (!realTarget.startsWith(real) && !realTarget.startsWith(blobs)) {
      throw new CheckpointException("%s is a link that leaves its folder".formatted(shard));
    }
  }
}
