package org.gwageo.lineage.fingerprint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.fingerprint.Fingerprint.Input;
import org.gwageo.lineage.fingerprint.Fingerprint.TowerPrint;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.gwageo.lineage.independence.ResidualVectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@link FingerprintFile} writes; nothing is allocated that the file is too short for.
 */
final class FingerprintReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HEADER_LIMIT = 1 << 28;
  private static final int DIGEST = 32;
  private static final int NAME_LIMIT = 10_000;

  private final InputStream from;
  private final MessageDigest digest = sha256();
  private long left;

  private FingerprintReader(InputStream from, long left) {
    this.from = from;
    this.left = left;
  }

  static Fingerprint read(Path file) throws CheckpointException {
    try (var stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return new FingerprintReader(stream, Files.size(file) - DIGEST).read(stream);
    } catch (IOException e) {
      throw new CheckpointException(
          "the fingerprint %s cannot be read: %s".formatted(file.getFileName(), e.getMessage()), e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CheckpointException(
          "%s is no fingerprint: %s".formatted(file.getFileName(), e.getMessage()), e);
    } catch (CheckpointException e) {
      throw new CheckpointException(
          "%s is no fingerprint: %s".formatted(file.getFileName(), e.getMessage()), e);
    }
  }

  private Fingerprint read(InputStream whole) throws IOException, CheckpointException {
    byte[] magic = take(FingerprintFile.MAGIC.length(), "the first letters").array();
    if (!new String(magic, StandardCharsets.US_ASCII).equals(FingerprintFile.MAGIC)) {
      throw new CheckpointException("it does not start with " + FingerprintFile.MAGIC);
    }
    int length = take(4, "the length of the header").getInt();
    if (length < 0 || length > HEADER_LIMIT) {
      throw new CheckpointException(
          "its header has %d bytes; at most %d are read"
              .formatted(Integer.toUnsignedLong(length), HEADER_LIMIT));
    }
    JsonNode header = JSON.readTree(take(length, "the header").array());
    String format = header.path("format").asString("");
    if (!format.equals(Fingerprint.FORMAT)) {
      throw new CheckpointException(
          "its format is %s, not %s".formatted(shown(format), Fingerprint.FORMAT));
    }
    var towers = new ArrayList<TowerPrint>();
    for (JsonNode tower : header.path("towers")) {
      towers.add(tower(tower));
    }
    var tensors = new ArrayList<TensorPrint>();
    for (JsonNode tensor : header.path("tensors")) {
      tensors.add(tensor(tensor));
    }
    if (left != 0) {
      throw new CheckpointException("%d bytes follow the last tensor".formatted(left));
    }
    if (!MessageDigest.isEqual(digest.digest(), whole.readNBytes(DIGEST))) {
      throw new CheckpointException("its bytes do not have the digest at its end");
    }
    return new Fingerprint(inputs(header), digest(header.path("tokenizer")), towers, tensors);
  }

  private ByteBuffer take(long count, String what) throws IOException, CheckpointException {
    if (count > left || count > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          "%s takes %d bytes, and %d are left".formatted(what, count, Math.max(0, left)));
    }
    byte[] bytes = from.readNBytes((int) count);
    if (bytes.length < count) {
      throw new CheckpointException("it ends inside " + what);
    }
    left -= count;
    digest.update(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private TowerPrint tower(JsonNode tree) throws IOException, CheckpointException {
    String name = text(tree.path("name"));
    var neurons = new ArrayList<NeuronBlock>();
    for (JsonNode block : tree.path("neurons")) {
      neurons.add(neurons(name, block));
    }
    var vectors = new TreeMap<Place, double[]>();
    for (JsonNode entry : tree.path("vectors")) {
      Place place = place(name, entry.path(0));
      int length = count(entry.path(1));
      ByteBuffer floats = take(4L * length, "the vector " + place.role());
      var vector = new double[length];
      for (int i = 0; i < length; i++) {
        vector[i] = floats.getFloat();
        if (!Double.isFinite(vector[i])) {
          throw new CheckpointException("a vector holds a value that is not a finite number");
        }
      }
      vectors.put(place, vector);
    }
    return new TowerPrint(
        name,
        new ShapeClass(text(tree.path("class").path(0)), count(tree.path("class").path(1))),
        count(tree.path("width")),
        count(tree.path("layers")),
        neurons,
        new ResidualVectors(name, vectors));
  }

  private NeuronBlock neurons(String tower, JsonNode tree) throws IOException, CheckpointException {
    Place place = place(tower, tree.path(0));
    int neurons = count(tree.path(1));
    int width = FingerprintFile.rankBytes(neurons);
    var scalars = new TreeMap<Scalar, double[]>();
    var dead = new BitSet();
    for (JsonNode name : tree.path(2)) {
      ByteBuffer bytes = take((long) width * neurons, "the ranks of " + place.role());
      var ranks = new double[neurons];
      for (int k = 0; k < neurons; k++) {
        int rank = width == 2 ? bytes.getShort() & 0xFFFF : bytes.getInt();
        if (rank == (width == 2 ? 0xFFFF : -1)) {
          dead.set(k);
        } else if (rank < 0 || rank >= neurons) {
          throw new CheckpointException("%d neurons have no rank %d".formatted(neurons, rank));
        } else {
          ranks[k] = rank;
        }
      }
      scalars.put(Scalar.valueOf(text(name)), ranks);
    }
    if (scalars.isEmpty() || neurons == 0) {
      throw new CheckpointException("an MLP has no neurons or no scalars");
    }
    return new NeuronBlock(place, scalars, dead);
  }

  private TensorPrint tensor(JsonNode tree) throws IOException, CheckpointException {
    String name = text(tree.path(0));
    var shape = new ArrayList<Long>();
    for (JsonNode axis : tree.path(3)) {
      shape.add(axis.asLong(-1));
    }
    int blocks = count(tree.path(4));
    ByteBuffer sums = take(FingerprintFile.SUMS_BYTES, "the sums of a tensor");
    var read =
        new NumberSums(
            sums.getLong(), sums.getDouble(), sums.getDouble(), sums.getLong(), sums.getLong());
    var hashes = new long[Math.multiplyExact(2, blocks(blocks))];
    take(16L * blocks, "the hashes of a tensor").asLongBuffer().get(hashes);
    return new TensorPrint(
        name,
        text(tree.path(1)),
        ElementType.valueOf(text(tree.path(2))),
        List.copyOf(shape),
        read,
        new BlockHashes(hashes));
  }

  /** Refuses a count of blocks that the rest of the file cannot hold, before memory is taken. */
  private int blocks(int count) throws CheckpointException {
    if (16L * count > left) {
      throw new CheckpointException(
          "%d hashes take %d bytes, and %d are left".formatted(count, 16L * count, left));
    }
    return count;
  }

  private static List<Input> inputs(JsonNode header) throws CheckpointException {
    var inputs = new ArrayList<Input>();
    for (JsonNode input : header.path("inputs")) {
      inputs.add(
          new Input(
              text(input.path("path")),
              input.path("size").asLong(0),
              digest(input.path("sha256"))));
    }
    return inputs;
  }

  private static Optional<Digest> digest(JsonNode node) {
    return node.isString() ? Optional.of(new Digest(node.asString())) : Optional.empty();
  }

  private static Place place(String tower, JsonNode node) throws CheckpointException {
    return new Place(
        tower,
        Role.valueOf(text(node.path(0))),
        node.path(1).asInt(Place.NONE),
        node.path(2).asInt(Place.NONE),
        text(node.path(3)));
  }

  private static int count(JsonNode node) throws CheckpointException {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt(-1) < 0) {
      throw new CheckpointException("its header counts with %s".formatted(shown(node.toString())));
    }
    return node.asInt(0);
  }

  private static String text(JsonNode node) throws CheckpointException {
    if (!node.isString() || node.asString().length() > NAME_LIMIT) {
      throw new CheckpointException("its header names with %s".formatted(shown(node.toString())));
    }
    return node.asString();
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(60, text.length())).replaceAll("\\p{Cntrl}", "?");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
