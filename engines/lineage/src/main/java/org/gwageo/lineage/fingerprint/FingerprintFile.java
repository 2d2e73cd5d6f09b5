package org.gwageo.lineage.fingerprint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint.TowerPrint;
import org.gwageo.lineage.independence.NeuronBlock;

/**
 * Fingerprints as files, with the suffix {@value #SUFFIX}.
 *
 * <p>A file is the eight letters {@value #MAGIC}; the length of a header as an unsigned 32-bit
 * number; the header, canonical JSON that names and counts everything; the numbers; and SHA-256 of
 * all that. All numbers are little-endian. The numbers are, tower by tower, the ranks of every
 * neuron by every scalar (16 bits, or 32 from 65,535 neurons on, all ones for a dead neuron) and
 * the vectors (32-bit floats), and then, tensor by tensor, its sums (count, sum, squares, zeros,
 * infinite; 64 bits each) and its hashes (128 bits each). The same fingerprint gives the same
 * bytes.
 */
public final class FingerprintFile {

  /** The suffix of files. */
  public static final String SUFFIX = ".gwf";

  static final String MAGIC = "gwageoFP";

  /** From so many neurons on a rank takes 32 bits. */
  static final int WIDE = 65_535;

  static final int SUMS_BYTES = 40;

  private FingerprintFile() {}

  /** Writes a fingerprint over a file. */
  public static void write(Fingerprint fingerprint, Path file) throws IOException {
    byte[] header = CanonicalJson.bytes(header(fingerprint));
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      var hashed = new DigestOutputStream(to, FingerprintReader.sha256());
      hashed.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
      var length = new byte[4];
      little(length).putInt(header.length);
      hashed.write(length);
      hashed.write(header);
      for (TowerPrint tower : fingerprint.towers()) {
        for (NeuronBlock block : tower.neurons()) {
          for (double[] ranks : block.scalars().values()) {
            hashed.write(ranks(block, ranks));
          }
        }
        for (double[] vector : tower.vectors().byPlace().values()) {
          hashed.write(floats(vector));
        }
      }
      for (TensorPrint tensor : fingerprint.tensors()) {
        hashed.write(sums(tensor.sums()));
        var hashes = new byte[16 * tensor.blocks().count()];
        tensor.blocks().writeTo(little(hashes).asLongBuffer());
        hashed.write(hashes);
      }
      to.write(hashed.getMessageDigest().digest());
    }
  }

  /**
   * Reads a fingerprint. The heap holds at most a small multiple of the file's length.
   *
   * @throws CheckpointException if the file cannot be read, is no fingerprint of this version or is
   *     damaged
   */
  public static Fingerprint read(Path file) throws CheckpointException {
    return FingerprintReader.read(file);
  }

  /** Returns how many bytes the numbers of a fingerprint take in a file. */
  static long numbers(Fingerprint fingerprint) {
    long bytes = 0;
    for (TowerPrint tower : fingerprint.towers()) {
      for (NeuronBlock block : tower.neurons()) {
        bytes += (long) block.scalars().size() * block.neurons() * rankBytes(block.neurons());
      }
      for (double[] vector : tower.vectors().byPlace().values()) {
        bytes += 4L * vector.length;
      }
    }
    for (TensorPrint tensor : fingerprint.tensors()) {
      bytes += SUMS_BYTES + 16L * tensor.blocks().count();
    }
    return bytes;
  }

  static int rankBytes(int neurons) {
    return neurons < WIDE ? 2 : 4;
  }

  private static byte[] ranks(NeuronBlock block, double[] ranks) {
    int width = rankBytes(ranks.length);
    var bytes = new byte[width * ranks.length];
    ByteBuffer to = little(bytes);
    for (int k = 0; k < ranks.length; k++) {
      int rank = block.dead().get(k) ? -1 : (int) ranks[k];
      if (width == 2) {
        to.putShort((short) rank);
      } else {
        to.putInt(rank);
      }
    }
    return bytes;
  }

  private static byte[] floats(double[] vector) {
    var bytes = new byte[4 * vector.length];
    ByteBuffer to = little(bytes);
    for (double value : vector) {
      to.putFloat((float) value);
    }
    return bytes;
  }

  private static byte[] sums(NumberSums sums) {
    var bytes = new byte[SUMS_BYTES];
    little(bytes)
        .putLong(sums.count())
        .putDouble(sums.sum())
        .putDouble(sums.squares())
        .putLong(sums.zeros())
        .putLong(sums.infinite());
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Map<String, Object> header(Fingerprint fingerprint) {
    var header = new LinkedHashMap<String, Object>();
    header.put("format", Fingerprint.FORMAT);
    var inputs = new ArrayList<Object>();
    for (Fingerprint.Input input : fingerprint.inputs()) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("path", input.path());
      tree.put("size", input.size());
      input.digest().ifPresent(digest -> tree.put("sha256", digest.hex()));
      inputs.add(tree);
    }
    header.put("inputs", inputs);
    fingerprint.tokenizer().ifPresent(digest -> header.put("tokenizer", digest.hex()));
    header.put("towers", fingerprint.towers().stream().map(FingerprintFile::tower).toList());
    header.put(
        "tensors",
        fingerprint.tensors().stream()
            .map(
                tensor ->
                    List.of(
                        tensor.name(),
                        tensor.component(),
                        tensor.type().name(),
                        tensor.shape(),
                        tensor.blocks().count()))
            .toList());
    return header;
  }

  private static Map<String, Object> tower(TowerPrint tower) {
    var neurons = new ArrayList<Object>();
    for (NeuronBlock block : tower.neurons()) {
      neurons.add(
          List.of(
              place(block.place()),
              block.neurons(),
              block.scalars().keySet().stream().map(Enum::name).toList()));
    }
    var vectors = new ArrayList<Object>();
    tower
        .vectors()
        .byPlace()
        .forEach((place, vector) -> vectors.add(List.of(place(place), vector.length)));
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", tower.name());
    tree.put("class", List.of(tower.shape().mlp(), tower.shape().width()));
    tree.put("width", tower.width());
    tree.put("layers", tower.layers());
    tree.put("neurons", neurons);
    tree.put("vectors", vectors);
    return tree;
  }

  private static List<Object> place(Place place) {
    return List.of(place.role().name(), place.layer(), place.expert(), place.name());
  }
}
