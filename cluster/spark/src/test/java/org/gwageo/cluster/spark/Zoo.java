package org.gwageo.cluster.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.gwageo.lineage.statistics.Permutations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed models of known descent, and what can be made of them without training. */
final class Zoo {

  private static final Path FOLDER = Path.of("..", "..", "nano", "zoo");
  private static final String WEIGHTS = "model.safetensors";
  private static final int CHANNELS = 128;
  private static final int NEURONS = 352;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Zoo() {}

  static Path model(String name) {
    return FOLDER.resolve(name).toAbsolutePath().normalize();
  }

  /** Writes a decoder with its neurons and its residual channels in another order. */
  static Path disguised(String name, Path to) throws IOException {
    copy(model(name), to);
    byte[] file = Files.readAllBytes(model(name).resolve(WEIGHTS));
    var random = new SplittableRandom(5);
    int[] channels = order(CHANNELS, random);
    byte[] turned = file.clone();
    JsonNode header = header(file);
    for (String tensor : header.propertyNames()) {
      JsonNode entry = header.get(tensor);
      if (tensor.equals("__metadata__")) {
        continue;
      }
      int[] neurons = order(NEURONS, new SplittableRandom(layer(tensor)));
      int rows = entry.get("shape").get(0).asInt();
      int columns = entry.get("shape").size() == 1 ? 1 : entry.get("shape").get(1).asInt();
      boolean down = tensor.endsWith("down_proj.weight");
      boolean reader = tensor.endsWith("gate_proj.weight") || tensor.endsWith("up_proj.weight");
      boolean writer = down || tensor.endsWith("o_proj.weight") || columns == 1;
      int[] ofRows = writer ? channels : reader ? neurons : Permutations.identity(rows);
      int[] ofColumns = down ? neurons : writer ? Permutations.identity(columns) : channels;
      long data = start(file) + entry.get("data_offsets").get(0).asLong();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          int from = (int) data + 2 * (ofRows[row] * columns + ofColumns[column]);
          int at = (int) data + 2 * (row * columns + column);
          turned[at] = file[from];
          turned[at + 1] = file[from + 1];
        }
      }
    }
    Files.write(to.resolve(WEIGHTS), turned);
    return to;
  }

  /** Writes a decoder with the tokenizer and the embedding of another of its shape. */
  static Path transplanted(String body, String tokenizer, Path to) throws IOException {
    copy(model(tokenizer), to);
    byte[] file = Files.readAllBytes(model(body).resolve(WEIGHTS));
    byte[] other = Files.readAllBytes(model(tokenizer).resolve(WEIGHTS));
    JsonNode place = header(file).get("model.embed_tokens.weight").get("data_offsets");
    int from = place.get(0).asInt();
    System.arraycopy(
        other, start(other) + from, file, start(file) + from, place.get(1).asInt() - from);
    Files.write(to.resolve(WEIGHTS), file);
    return to;
  }

  static Path copy(Path model, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : new String[] {"config.json", "tokenizer.json", WEIGHTS}) {
      Files.copy(model.resolve(name), to.resolve(name));
    }
    return to;
  }

  private static int[] order(int size, SplittableRandom random) {
    int[] order = Permutations.identity(size);
    Permutations.shuffle(order, random);
    return order;
  }

  private static int layer(String tensor) {
    String[] words = tensor.split("\\.", -1);
    return words.length > 3 ? Integer.parseInt(words[2]) : 0;
  }

  private static int start(byte[] file) {
    return 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
  }

  private static JsonNode header(byte[] file) {
    return JSON.readTree(new String(file, 8, start(file) - 8, StandardCharsets.UTF_8));
  }
}
