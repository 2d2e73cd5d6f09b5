package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Site;
import org.jspecify.annotations.Nullable;

/**
 * One MLP, expert or shared expert: the matrices that read the residual stream, (neurons,
 * channels), and the one that writes it, (channels, neurons).
 *
 * @param place the place of the up projection
 * @param gate the gate projection, or null in an MLP without a gate
 * @param gain what the stream is multiplied with before the block reads it; empty for nothing
 */
record MlpBlock(Place place, @Nullable Part gate, Part up, Part down, List<Float> gain) {

  /** Elements that are decoded at a time. */
  private static final int BAND = 1 << 22;

  /** Returns the blocks of a tower in the order of layers and experts. */
  static List<MlpBlock> all(Tower tower) throws CheckpointException {
    var blocks = new ArrayList<MlpBlock>();
    for (Place place : tower.parts().keySet()) {
      if (place.role() == Role.UP
          && place.layer() >= 0
          && tower.part(Role.DOWN, place.layer(), place.expert()).isPresent()) {
        blocks.add(at(tower, place));
      }
    }
    return blocks;
  }

  /** Returns the block whose up projection stands at a place. */
  private static MlpBlock at(Tower tower, Place place) throws CheckpointException {
    Part gate = tower.part(Role.GATE, place.layer(), place.expert()).orElse(null);
    var gain = new ArrayList<Float>();
    for (float factor : tower.gainBeforeMlp(place.layer()).orElse(new float[0])) {
      gain.add(factor);
    }
    return checked(
        new MlpBlock(
            place,
            gate,
            Objects.requireNonNull(tower.parts().get(place)),
            tower.part(Role.DOWN, place.layer(), place.expert()).orElseThrow(),
            gain));
  }

  /** Returns the block at a place of one of the towers that pieces find on their site. */
  static MlpBlock at(Site site, int model, Place place) throws CheckpointException {
    return at(site.towers().get(model), place);
  }

  /** Returns what has to be read of all matrices of the block at a place. */
  static List<Part.Extent> extents(Tower tower, Place place) {
    return Stream.of(Role.GATE, Role.UP, Role.DOWN)
        .flatMap(role -> tower.part(role, place.layer(), place.expert()).stream())
        .map(Part::whole)
        .toList();
  }

  /** Returns what has to be read for some neurons: their rows, and the whole down projection. */
  static List<Part.Extent> extents(Tower tower, Place place, int[] neurons) {
    int[] sorted = neurons.clone();
    Arrays.sort(sorted);
    var extents = new ArrayList<Part.Extent>();
    for (Role role : List.of(Role.GATE, Role.UP)) {
      tower
          .part(role, place.layer(), place.expert())
          .ifPresent(
              part -> {
                for (int neuron : sorted) {
                  extents.add(part.extent(neuron, 1));
                }
              });
    }
    tower
        .part(Role.DOWN, place.layer(), place.expert())
        .ifPresent(part -> extents.add(part.whole()));
    return extents;
  }

  private static MlpBlock checked(MlpBlock block) throws CheckpointException {
    List<Long> read = block.up.shape();
    boolean fits =
        read.size() == 2
            && read.getFirst() <= Integer.MAX_VALUE
            && read.getLast() <= Integer.MAX_VALUE
            && block.down.shape().equals(List.of(read.getLast(), read.getFirst()))
            && (block.gate == null || block.gate.shape().equals(read))
            && (block.gain.isEmpty() || block.gain.size() == read.getLast());
    if (!fits) {
      throw new CheckpointException(
          "tensors %s %s and %s %s%s do not form one MLP"
              .formatted(
                  block.up.name(),
                  block.up.shape(),
                  block.down.name(),
                  block.down.shape(),
                  block.gate == null
                      ? ""
                      : ", with %s %s".formatted(block.gate.name(), block.gate.shape())));
    }
    return block;
  }

  int neurons() {
    return Math.toIntExact(up.shape().getFirst());
  }

  int channels() {
    return Math.toIntExact(up.shape().getLast());
  }

  /** Returns the matrices that read the stream: gate and up, or up alone. */
  List<Part> readers() {
    return gate == null ? List.of(up) : List.of(gate, up);
  }

  /** Returns the number of views: one per reader and one for what the block writes. */
  int views() {
    return readers().size() + 1;
  }

  /** Returns how many neurons' rows are decoded at a time. */
  int band() {
    return Math.max(1, Math.min(neurons(), BAND / Math.max(1, channels())));
  }

  /** Returns the rows of a reader, in the order of {@code wanted}, without the gain. */
  float[] rows(Part reader, int[] wanted) {
    int channels = channels();
    var rows = new float[Math.multiplyExact(wanted.length, channels)];
    int first = Arrays.stream(wanted).min().orElse(0);
    int span = Arrays.stream(wanted).max().orElse(0) - first + 1;
    if (span > 8L * wanted.length) {
      for (int i = 0; i < wanted.length; i++) {
        float[] row = reader.toFloats((long) wanted[i] * channels, channels);
        System.arraycopy(row, 0, rows, i * channels, channels);
      }
      return rows;
    }
    // Files that store (in, out) are read many times faster in bands than row by row.
    var at = new int[span];
    Arrays.fill(at, -1);
    for (int i = 0; i < wanted.length; i++) {
      at[wanted[i] - first] = i;
    }
    for (int from = 0; from < span; from += band()) {
      int count = Math.min(band(), span - from);
      float[] decoded = reader.toFloats((long) (first + from) * channels, count * channels);
      for (int k = 0; k < count; k++) {
        if (at[from + k] >= 0) {
          System.arraycopy(decoded, k * channels, rows, at[from + k] * channels, channels);
        }
      }
    }
    return rows;
  }

  /** Returns channels {@code from} … of the columns {@code wanted} of the down projection. */
  float[] columns(int from, int count, int[] wanted) {
    int neurons = neurons();
    float[] decoded = down.toFloats((long) from * neurons, Math.multiplyExact(count, neurons));
    var columns = new float[Math.multiplyExact(count, wanted.length)];
    for (int c = 0; c < count; c++) {
      for (int i = 0; i < wanted.length; i++) {
        columns[c * wanted.length + i] = decoded[c * neurons + wanted[i]];
      }
    }
    return columns;
  }
}
