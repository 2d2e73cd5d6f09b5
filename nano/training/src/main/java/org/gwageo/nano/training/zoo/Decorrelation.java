package org.gwageo.nano.training.zoo;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwageo.nano.zoo.Specimen;
import org.gwageo.nano.zoo.Specimen.Network;

/**
 * What a thief may train against: the loss of the text plus a penalty on likeness to the weights
 * that he took.
 */
enum Decorrelation {
  /**
   * The squared correlation, over the neurons of each block, of the three cosines between a
   * neuron's gate row, up row and down column with the reference's: what scalar rank tests look at.
   */
  SCALARS {
    @Override
    NDArray likeness(Map<String, NDArray> own, Map<String, NDArray> taken, Specimen shape) {
      NDArray sum = null;
      for (int layer = 0; layer < shape.layers(); layer++) {
        List<NDArray> features = scalars(own, shape, layer);
        List<NDArray> wanted = scalars(taken, shape, layer);
        for (int i = 0; i < features.size(); i++) {
          NDArray one = correlation(features.get(i), wanted.get(i).stopGradient()).square();
          sum = sum == null ? one : sum.add(one);
        }
      }
      return Objects.requireNonNull(sum);
    }
  },
  /**
   * The mean squared cosine of corresponding rows and of corresponding Gram matrices over the
   * residual channels: what row and channel tests look at.
   */
  ROWS_AND_GRAMS {
    @Override
    NDArray likeness(Map<String, NDArray> own, Map<String, NDArray> taken, Specimen shape) {
      NDArray sum = null;
      for (int layer = 0; layer < shape.layers(); layer++) {
        for (String name : matrices(shape, layer)) {
          NDArray mine = get(own, name);
          NDArray theirs = get(taken, name).stopGradient();
          boolean writes = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
          NDArray rows = cosines(mine, theirs).square().mean();
          NDArray grams =
              correlation(gram(mine, writes), gram(theirs, writes).stopGradient()).square();
          NDArray both = rows.add(grams);
          sum = sum == null ? both : sum.add(both);
        }
      }
      return Objects.requireNonNull(sum);
    }
  };

  /** Returns a number that is 0 for unrelated weights; it grows with the number of blocks. */
  abstract NDArray likeness(Map<String, NDArray> own, Map<String, NDArray> taken, Specimen shape);

  /** Returns the loss of the text plus {@code weight} times the likeness to {@code taken}. */
  Objective from(Graph taken, float weight) {
    Specimen shape = taken.specimen();
    return step -> {
      taken.weights().values().forEach(tensor -> tensor.tempAttach(step.scratch()));
      NDArray penalty = likeness(step.weights(), taken.weights(), shape);
      return Objective.NEXT_TOKEN.loss(step).add(penalty.mul(weight));
    };
  }

  private static List<NDArray> scalars(Map<String, NDArray> weights, Specimen shape, int layer) {
    Network network = shape.networks(layer).getFirst();
    NDArray gain = get(weights, Specimen.in(layer, "post_attention_layernorm"));
    NDArray gate = get(weights, network.gate()).mul(gain);
    NDArray up = get(weights, network.up()).mul(gain);
    NDArray down = get(weights, network.down()).transpose();
    return List.of(cosines(gate, up), cosines(gate, down), cosines(up, down));
  }

  private static List<String> matrices(Specimen shape, int layer) {
    List<String> names = new ArrayList<>();
    for (String part : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
      names.add(Specimen.in(layer, "self_attn." + part));
    }
    Network network = shape.networks(layer).getFirst();
    names.addAll(List.of(network.gate(), network.up(), network.down()));
    return names;
  }

  private static NDArray gram(NDArray matrix, boolean writes) {
    NDArray product =
        writes ? matrix.matMul(matrix.transpose()) : matrix.transpose().matMul(matrix);
    return product.flatten();
  }

  private static NDArray cosines(NDArray one, NDArray other) {
    int[] columns = {1};
    NDArray lengths = one.square().sum(columns).mul(other.square().sum(columns)).sqrt();
    return one.mul(other).sum(columns).div(lengths);
  }

  private static NDArray correlation(NDArray one, NDArray other) {
    NDArray a = one.sub(one.mean());
    NDArray b = other.sub(other.mean());
    return a.mul(b).sum().div(a.square().sum().mul(b.square().sum()).sqrt());
  }

  private static NDArray get(Map<String, NDArray> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
