package org.gwageo.nano.zoo;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.nano.zoo.Specimen.Network;

/** Mixtures of experts that are made of a plain model or of another mixture. */
public final class Upcycling {
  private static final String ROUTER = "block_sparse_moe.gate";
  private static final double ROUTER_SPREAD = 0.05;

  private Upcycling() {}

  /**
   * Makes every network {@code experts} times an expert of its own, with Gaussian noise of {@code
   * noise} times the root mean square of each matrix, and draws a router.
   *
   * <p>Source: A. Komatsuzaki et al., "Sparse Upcycling", 2023, section 3.
   */
  public static Specimen copies(Specimen model, int experts, double noise, long seed) {
    var random = new SplittableRandom(seed);
    var change = mixture(model, experts, model.neurons());
    for (int layer = 0; layer < model.layers(); layer++) {
      Network dense = model.networks(layer).getFirst();
      change.put(
          Specimen.in(layer, ROUTER),
          Tensor.gaussian(experts, model.hidden(), ROUTER_SPREAD, random));
      for (int e = 0; e < experts; e++) {
        Network expert = Specimen.expert(layer, e);
        change.put(expert.gate(), noisy(model.tensor(dense.gate()), noise, random));
        change.put(expert.up(), noisy(model.tensor(dense.up()), noise, random));
        change.put(expert.down(), noisy(model.tensor(dense.down()), noise, random));
      }
      remove(change, dense);
    }
    return change.done();
  }

  /**
   * Deals the neurons of every network out to {@code experts} experts in random order, the down
   * columns times the number of experts over those used, and draws a router.
   *
   * <p>Source: T. Zhu et al., "LLaMA-MoE", 2024, section 3.1.
   */
  public static Specimen slices(Specimen model, int experts, long seed) {
    if (model.neurons() % experts != 0) {
      throw new IllegalArgumentException(
          "%d neurons cannot be dealt out to %d experts".formatted(model.neurons(), experts));
    }
    var random = new SplittableRandom(seed);
    int share = model.neurons() / experts;
    var change = mixture(model, experts, share);
    for (int layer = 0; layer < model.layers(); layer++) {
      Network dense = model.networks(layer).getFirst();
      int[] order = Specimen.shuffled(model.neurons(), random);
      change.put(
          Specimen.in(layer, ROUTER),
          Tensor.gaussian(experts, model.hidden(), ROUTER_SPREAD, random));
      for (int e = 0; e < experts; e++) {
        int[] own = IntStream.range(e * share, (e + 1) * share).map(i -> order[i]).toArray();
        double[] scale = IntStream.range(0, share).mapToDouble(i -> experts / 2.0).toArray();
        Network expert = Specimen.expert(layer, e);
        change.put(expert.gate(), model.tensor(dense.gate()).rows(own));
        change.put(expert.up(), model.tensor(dense.up()).rows(own));
        change.put(expert.down(), model.tensor(dense.down()).columns(own).scaledColumns(scale));
      }
      remove(change, dense);
    }
    return change.done();
  }

  /** Puts the given experts of {@code donor} in place of the same experts of {@code model}. */
  public static Specimen graftedExperts(Specimen model, Specimen donor, int... experts) {
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (int e : experts) {
        Network expert = Specimen.expert(layer, e);
        for (String name : List.of(expert.gate(), expert.up(), expert.down())) {
          change.put(name, donor.tensor(name));
        }
      }
    }
    return change.done();
  }

  private static Specimen.Change mixture(Specimen model, int experts, int neurons) {
    if (experts < 2 || model.experts() > 1) {
      throw new IllegalArgumentException(
          "a plain model becomes a mixture of at least 2 experts; this has %d, wanted are %d"
              .formatted(model.experts(), experts));
    }
    return model
        .change()
        .set("architectures", List.of("MixtralForCausalLM"))
        .set("model_type", "mixtral")
        .set("num_local_experts", experts)
        .set("num_experts_per_tok", 2)
        .set("router_aux_loss_coef", 0.01)
        .set("intermediate_size", neurons);
  }

  private static void remove(Specimen.Change change, Network dense) {
    change.remove(dense.gate()).remove(dense.up()).remove(dense.down());
  }

  private static Tensor noisy(Tensor tensor, double noise, SplittableRandom random) {
    return tensor.noisy(noise * tensor.scale(), random);
  }
}
