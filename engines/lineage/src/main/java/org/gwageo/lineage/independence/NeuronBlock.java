package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.statistics.MidRanks;
import org.jspecify.annotations.Nullable;

/**
 * The scalars of the neurons of one gated MLP or expert. For neuron k with gain-folded rows g and u
 * of the gate and up projections and column d of the down projection: cos(g,u), cos(g,d), cos(u,d),
 * |g| and |u||d|. None of them changes when the residual stream is rotated or permuted, or its
 * gains are folded; the cosines and the last product survive scaling u by c and d by 1/c.
 *
 * @param place the place of the gate projection
 * @param features one array per scalar, indexed by neuron
 * @param dead neurons without weight, such as padding; they are in no comparison
 */
record NeuronBlock(Place place, List<double[]> features, BitSet dead) {

  private static final int SCALARS = 5;

  static List<NeuronBlock> all(Anatomy anatomy) throws CheckpointException {
    var blocks = new ArrayList<NeuronBlock>();
    for (Map.Entry<Place, StoredTensor> part : anatomy.parts().entrySet()) {
      Place place = part.getKey();
      if (place.role() == Role.GATE) {
        var up = anatomy.part(Role.UP, place.layer(), place.expert());
        var down = anatomy.part(Role.DOWN, place.layer(), place.expert());
        if (up.isPresent() && down.isPresent()) {
          float[] gain = anatomy.gainBeforeMlp(place.layer()).orElse(null);
          blocks.add(read(place, part.getValue(), up.get(), down.get(), gain));
        }
      }
    }
    return blocks;
  }

  private static NeuronBlock read(
      Place place, StoredTensor gate, StoredTensor up, StoredTensor down, float @Nullable [] gain)
      throws CheckpointException {
    int neurons = Math.toIntExact(gate.shape().getFirst());
    int channels = Math.toIntExact(gate.shape().getLast());
    if (!up.shape().equals(gate.shape())
        || !down.shape().equals(List.of((long) channels, (long) neurons))
        || (gain != null && gain.length != channels)) {
      throw new CheckpointException(
          "tensors %s %s, %s %s and %s %s do not form one MLP"
              .formatted(
                  gate.name(), gate.shape(), up.name(), up.shape(), down.name(), down.shape()));
    }
    float[] g = gate.toFloats();
    float[] u = up.toFloats();
    float[] d = down.toFloats();
    var features = new ArrayList<double[]>();
    for (int j = 0; j < SCALARS; j++) {
      features.add(new double[neurons]);
    }
    var dead = new BitSet(neurons);
    for (int k = 0; k < neurons; k++) {
      double gg = 0;
      double uu = 0;
      double dd = 0;
      double gu = 0;
      double gd = 0;
      double ud = 0;
      for (int c = 0; c < channels; c++) {
        double scale = gain == null ? 1 : gain[c];
        double gk = g[k * channels + c] * scale;
        double uk = u[k * channels + c] * scale;
        double dk = d[c * neurons + k];
        gg += gk * gk;
        uu += uk * uk;
        dd += dk * dk;
        gu += gk * uk;
        gd += gk * dk;
        ud += uk * dk;
      }
      if (!Double.isFinite(gg + uu + dd)) {
        throw new CheckpointException(
            "neuron %d of %s, %s and %s holds a weight that is not a finite number"
                .formatted(k, gate.name(), up.name(), down.name()));
      }
      if (gg == 0 || uu == 0 || dd == 0) {
        dead.set(k);
      } else {
        features.get(0)[k] = gu / Math.sqrt(gg * uu);
        features.get(1)[k] = gd / Math.sqrt(gg * dd);
        features.get(2)[k] = ud / Math.sqrt(uu * dd);
        features.get(3)[k] = Math.sqrt(gg);
        features.get(4)[k] = Math.sqrt(uu) * Math.sqrt(dd);
      }
    }
    return new NeuronBlock(place, features, dead);
  }

  int neurons() {
    return features.getFirst().length;
  }

  /** Returns the ranks of the scalars of the neurons that are not {@code excluded}. */
  List<double[]> ranks(BitSet excluded) {
    var ranks = new ArrayList<double[]>();
    for (double[] feature : features) {
      double[] standardised = MidRanks.standardised(kept(feature, excluded));
      if (standardised != null) {
        ranks.add(standardised);
      }
    }
    return ranks;
  }

  /** Returns this block with the neurons of {@code source} at the indices {@code planted}. */
  NeuronBlock withPlanted(NeuronBlock source, int[] planted) {
    var mixed = new ArrayList<double[]>();
    var mixedDead = (BitSet) dead.clone();
    for (int j = 0; j < features.size(); j++) {
      double[] feature = features.get(j).clone();
      for (int k : planted) {
        feature[k] = source.features.get(j)[k];
        mixedDead.set(k, source.dead.get(k));
      }
      mixed.add(feature);
    }
    return new NeuronBlock(place, mixed, mixedDead);
  }

  static BitSet union(BitSet a, BitSet b) {
    var either = (BitSet) a.clone();
    either.or(b);
    return either;
  }

  private static double[] kept(double[] feature, BitSet excluded) {
    double[] kept = new double[feature.length];
    int n = 0;
    for (int k = 0; k < feature.length; k++) {
      if (!excluded.get(k)) {
        kept[n++] = feature[k];
      }
    }
    return Arrays.copyOf(kept, n);
  }
}
