package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.statistics.MidRanks;
import org.jspecify.annotations.Nullable;

/**
 * The scalars of the neurons of one MLP or expert: a few numbers per neuron that training keeps and
 * that do not change when the residual stream is rotated or permuted, or its gains are folded.
 *
 * <p>A block is small against its weights (at most six numbers for three rows of weights), so it
 * can be stored and exchanged in their place.
 *
 * @param place the place of the up projection
 * @param scalars one array per scalar, indexed by neuron
 * @param dead neurons without weight, such as padding; they are in no comparison
 */
public record NeuronBlock(Place place, SequencedMap<Scalar, double[]> scalars, BitSet dead) {

  /** A number of a neuron with gain-folded rows g (gate) and u (up) and column d (down). */
  public enum Scalar {
    /** cos(g, u). */
    GATE_UP_COSINE,
    /** cos(g, d). */
    GATE_DOWN_COSINE,
    /** cos(u, d). */
    UP_DOWN_COSINE,
    /** |g|. */
    GATE_LENGTH,
    /** |u||d|, which scaling u by c and d by 1/c leaves alone. */
    UP_DOWN_LENGTH,
    /** |u| of an MLP without a gate, whose activation forbids the scaling. */
    UP_LENGTH,
    /** |d| of an MLP without a gate. */
    DOWN_LENGTH,
    /** The bias of the up projection. */
    UP_BIAS
  }

  /** Copies the arrays' table; the arrays are shared. */
  public NeuronBlock {
    scalars = new TreeMap<>(scalars);
    dead = (BitSet) dead.clone();
  }

  /**
   * Reads the neurons of every MLP and expert of a tower.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together or hold infinities
   */
  public static List<NeuronBlock> all(Tower tower) throws CheckpointException {
    var blocks = new ArrayList<NeuronBlock>();
    for (Place place : places(tower)) {
      blocks.add(at(tower, place));
    }
    return blocks;
  }

  /** Returns the up projections of a tower that have a down projection. */
  private static List<Place> places(Tower tower) {
    return tower.parts().keySet().stream()
        .filter(place -> place.role() == Role.UP)
        .filter(place -> tower.part(Role.DOWN, place.layer(), place.expert()).isPresent())
        .toList();
  }

  private static NeuronBlock at(Tower tower, Place place) throws CheckpointException {
    return read(
        tower,
        Objects.requireNonNull(tower.parts().get(place)),
        tower.part(Role.DOWN, place.layer(), place.expert()).orElseThrow());
  }

  /** Returns the pieces that read the neurons of one of the towers of a comparison. */
  static List<Piece<NeuronBlock>> pieces(Tower tower, int model) {
    return places(tower).stream()
        .<Piece<NeuronBlock>>map(place -> new Neurons(model, place))
        .toList();
  }

  /** The neurons of one block. */
  private record Neurons(int model, Place place) implements Piece<NeuronBlock> {

    @Override
    public NeuronBlock on(Site site) throws CheckpointException {
      return at(site.towers().get(model), place);
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      Tower tower = towers.get(model);
      return Stream.of(Role.GATE, Role.UP, Role.DOWN)
          .flatMap(role -> tower.part(role, place.layer(), place.expert()).stream())
          .map(Part::whole)
          .toList();
    }
  }

  private static NeuronBlock read(Tower tower, Part up, Part down) throws CheckpointException {
    NeuronSums sums = NeuronSums.of(tower, up, down);
    var room = new NeuronSums.Room();
    for (int band = 0; band < sums.bands(); band++) {
      sums.read(band, room);
    }
    Place place = up.place();
    return sums.block(
        tower.part(Role.UP_BIAS, place.layer(), place.expert()).map(Part::toFloats).orElse(null));
  }

  /** Returns how many neurons there are. */
  public int neurons() {
    return scalars.firstEntry().getValue().length;
  }

  /** Returns the scalars that both blocks have, in order. */
  static List<Scalar> shared(NeuronBlock a, NeuronBlock b) {
    return a.scalars.keySet().stream().filter(b.scalars::containsKey).toList();
  }

  /**
   * Returns the standardised ranks of one scalar over the neurons that are not {@code excluded};
   * null if all are equal.
   */
  double @Nullable [] ranks(Scalar scalar, BitSet excluded) {
    double[] values = scalars.get(scalar);
    return values == null ? null : MidRanks.standardised(kept(values, excluded));
  }

  /** Returns this block with the neurons of {@code source} at the indices {@code planted}. */
  NeuronBlock withPlanted(NeuronBlock source, int[] planted) {
    var mixed = new TreeMap<Scalar, double[]>();
    var mixedDead = (BitSet) dead.clone();
    for (Scalar scalar : shared(this, source)) {
      double[] values = scalars.getOrDefault(scalar, new double[0]).clone();
      double[] from = source.scalars.getOrDefault(scalar, new double[0]);
      for (int k : planted) {
        values[k] = from[k];
        mixedDead.set(k, source.dead.get(k));
      }
      mixed.put(scalar, values);
    }
    return new NeuronBlock(place, mixed, mixedDead);
  }

  static BitSet union(BitSet a, BitSet b) {
    var either = (BitSet) a.clone();
    either.or(b);
    return either;
  }

  private static double[] kept(double[] values, BitSet excluded) {
    double[] kept = new double[values.length];
    int n = 0;
    for (int k = 0; k < values.length; k++) {
      if (!excluded.get(k)) {
        kept[n++] = values[k];
      }
    }
    return Arrays.copyOf(kept, n);
  }
}
