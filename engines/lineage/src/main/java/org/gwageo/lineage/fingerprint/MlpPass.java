package org.gwageo.lineage.fingerprint;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.NeuronSums;
import org.jspecify.annotations.Nullable;

/**
 * Tensors that are read together, in pieces: those of one MLP with the products of its neurons, or
 * a single tensor without any. Several threads may read different pieces.
 */
final class MlpPass {

  /** Neurons of one piece; at 4,096 channels a piece has six megabytes of bf16. */
  private static final int NEURONS = 256;

  /** Blocks of one piece where there are no neurons. */
  private static final int BLOCKS = 64;

  private final List<TensorPass> tensors;
  private final @Nullable Tower tower;
  private final @Nullable Part up;
  private final @Nullable Part down;
  private final int pieces;
  private final AtomicInteger left;
  private @Nullable NeuronSums sums;
  private @Nullable NeuronBlock result;

  private MlpPass(
      List<TensorPass> tensors, @Nullable Tower tower, @Nullable Part up, @Nullable Part down) {
    this.tensors = tensors;
    this.tower = tower;
    this.up = up;
    this.down = down;
    int blocks = tensors.stream().mapToInt(TensorPass::blocks).max().orElse(0);
    this.pieces =
        up == null
            ? Math.ceilDiv(blocks, BLOCKS)
            : Math.max(1, (int) Math.ceilDiv(up.shape().getFirst(), (long) NEURONS));
    this.left = new AtomicInteger(pieces);
  }

  static MlpPass of(TensorPass tensor) {
    return new MlpPass(List.of(tensor), null, null, null);
  }

  /**
   * The pass of an MLP.
   *
   * @param tensors those of its tensors that hold nothing else
   */
  static MlpPass of(List<TensorPass> tensors, Tower tower, Part up, Part down) {
    return new MlpPass(tensors, tower, up, down);
  }

  int pieces() {
    return pieces;
  }

  /** Reads one piece and returns how many bytes it has; the last one ranks the neurons. */
  long read(int piece, TensorPass.Room room) throws CheckpointException {
    sum(piece, room);
    finish();
    return bytes(piece);
  }

  /** Returns how many bytes of tensors are read with a piece. */
  long bytes(int piece) {
    long bytes = 0;
    for (TensorPass tensor : tensors) {
      bytes +=
          (long) (share(tensor.blocks(), piece + 1) - share(tensor.blocks(), piece))
              * TensorPrint.BLOCK;
    }
    return bytes;
  }

  private void sum(int piece, TensorPass.Room room) throws CheckpointException {
    var blocks = new Blocks(piece, room);
    if (tower != null && up != null && down != null) {
      NeuronSums own = sums(tower, up, down);
      int first = share(own.bands(), piece);
      int end = share(own.bands(), piece + 1);
      for (int band = first; band < end; band++) {
        int before = (band - first) * NEURONS;
        own.read(
            band, room.neurons(), read -> blocks.readTo(before + read, (end - first) * NEURONS));
      }
    }
    blocks.readTo(1, 1);
  }

  /** The blocks of a piece, which are read along with the rows of neurons that lie in them. */
  private final class Blocks {
    private final int piece;
    private final TensorPass.Room room;
    private final int[] next;

    Blocks(int piece, TensorPass.Room room) {
      this.piece = piece;
      this.room = room;
      next = tensors.stream().mapToInt(tensor -> share(tensor.blocks(), piece)).toArray();
    }

    /** Reads what is left of the first {@code part} of {@code whole} equal parts. */
    void readTo(int part, int whole) {
      for (int i = 0; i < next.length; i++) {
        TensorPass tensor = tensors.get(i);
        int first = share(tensor.blocks(), piece);
        int blocks = share(tensor.blocks(), piece + 1) - first;
        int end = first + (int) Math.min(blocks, Math.ceilDiv((long) blocks * part, whole));
        while (next[i] < end) {
          tensor.read(next[i]++, room);
        }
      }
    }
  }

  /**
   * Reads the pieces from {@code first} to before {@code end} and writes what they gave for another
   * process; nothing of it is kept here.
   */
  void read(int first, int end, TensorPass.Room room, DataOutput to)
      throws CheckpointException, IOException {
    for (int piece = first; piece < end; piece++) {
      sum(piece, room);
    }
    for (int piece = first; piece < end; piece++) {
      var bytes = new byte[written(piece)];
      write(piece, ByteBuffer.wrap(bytes));
      to.write(bytes);
    }
    tensors.forEach(TensorPass::forget);
    forgetSums();
  }

  private synchronized void forgetSums() {
    sums = null;
  }

  /** Returns how many bytes a piece takes as it is written for another process. */
  int written(int piece) throws CheckpointException {
    int bytes = 0;
    for (TensorPass tensor : tensors) {
      bytes +=
          TensorPass.BLOCK_BYTES
              * (share(tensor.blocks(), piece + 1) - share(tensor.blocks(), piece));
    }
    if (tower != null && up != null && down != null) {
      NeuronSums own = sums(tower, up, down);
      for (int band = share(own.bands(), piece); band < share(own.bands(), piece + 1); band++) {
        bytes += own.sumsBytes(band);
      }
    }
    return bytes;
  }

  private void write(int piece, ByteBuffer to) throws CheckpointException {
    for (TensorPass tensor : tensors) {
      int end = share(tensor.blocks(), piece + 1);
      for (int block = share(tensor.blocks(), piece); block < end; block++) {
        tensor.write(block, to);
      }
    }
    if (tower != null && up != null && down != null) {
      NeuronSums own = sums(tower, up, down);
      for (int band = share(own.bands(), piece); band < share(own.bands(), piece + 1); band++) {
        own.write(band, to);
      }
    }
  }

  /** Takes over a piece that another process read; the last one ranks the neurons. */
  void take(int piece, ByteBuffer from) throws CheckpointException {
    for (TensorPass tensor : tensors) {
      int end = share(tensor.blocks(), piece + 1);
      for (int block = share(tensor.blocks(), piece); block < end; block++) {
        tensor.take(block, from);
      }
    }
    if (tower != null && up != null && down != null) {
      NeuronSums own = sums(tower, up, down);
      for (int band = share(own.bands(), piece); band < share(own.bands(), piece + 1); band++) {
        own.take(band, from);
      }
    }
    finish();
  }

  /** Returns what reading the pieces from {@code first} to before {@code end} needs. */
  List<Extent> extents(int first, int end) throws CheckpointException {
    var extents = new ArrayList<Extent>();
    for (TensorPass tensor : tensors) {
      extents.add(tensor.extent(share(tensor.blocks(), first), share(tensor.blocks(), end)));
    }
    if (tower != null && up != null && down != null) {
      NeuronSums own = sums(tower, up, down);
      extents.addAll(own.extents(share(own.bands(), first), share(own.bands(), end)));
    }
    return extents;
  }

  private int share(int count, int piece) {
    return (int) ((long) count * piece / pieces);
  }

  /** The sums are made when the first piece is read, so that few exist at a time. */
  private synchronized NeuronSums sums(Tower tower, Part up, Part down) throws CheckpointException {
    if (sums == null) {
      sums = NeuronSums.of(tower, up, down);
    }
    return sums;
  }

  private void finish() throws CheckpointException {
    if (tower != null && up != null && down != null && left.decrementAndGet() == 0) {
      rank(sums(tower, up, down), tower, up.place());
    }
  }

  private synchronized void rank(NeuronSums own, Tower tower, Place place)
      throws CheckpointException {
    float[] bias =
        tower.part(Role.UP_BIAS, place.layer(), place.expert()).map(Part::toFloats).orElse(null);
    result = Ranks.of(own.block(bias));
    sums = null;
  }

  /** Returns the ranks of the neurons once all pieces are read; null without neurons. */
  synchronized @Nullable NeuronBlock result() {
    return result;
  }
}
