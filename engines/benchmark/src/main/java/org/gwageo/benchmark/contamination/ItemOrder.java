package org.gwageo.benchmark.contamination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gwageo.benchmark.statistics.Clusters;

/**
 * The test of exchangeability: to a model that has not seen a data set every order of its items is
 * as likely as the published one (Oren et al. 2023, <a
 * href="https://arxiv.org/abs/2310.17623">Proving Test Set Contamination in Black Box Language
 * Models</a>).
 *
 * <p>The items are cut into shards of neighbours; for each shard the log-likelihood of its items in
 * the published order is compared with those in several shuffled orders.
 */
public final class ItemOrder {

  private ItemOrder() {}

  /**
   * A stretch of neighbouring items and the orders in which to ask for it.
   *
   * @param from the first item's position, from 0
   * @param orders positions of items; the first is the published order, the others are shuffled
   */
  public record Shard(int from, List<List<Integer>> orders) {

    /** Copies the lists. */
    public Shard {
      orders = orders.stream().map(List::copyOf).toList();
    }

    /** Returns the text of order {@code order}: the items' texts, a blank line between them. */
    public String text(int order, List<String> texts) {
      var out = new StringBuilder();
      for (int position : orders.get(order)) {
        out.append(out.isEmpty() ? "" : "\n\n").append(texts.get(position));
      }
      return out.toString();
    }
  }

  /**
   * Cuts items into shards.
   *
   * @param items how many items there are
   * @param shardSize how many items a shard has, at least 2; a shorter last one is left out
   * @param shuffles how many shuffled orders each shard gets, at least 1
   * @param seed the seed of the shuffles
   */
  public static List<Shard> shards(int items, int shardSize, int shuffles, long seed) {
    if (shardSize < 2 || shuffles < 1 || items / Math.max(1, shardSize) < 2) {
      throw new IllegalArgumentException(
          "an order test needs shards of at least 2 items, at least 2 of them and at least 1"
              + " shuffle, not "
              + items
              + " items in shards of "
              + shardSize
              + " with "
              + shuffles
              + " shuffles");
    }
    RandomGenerator random = Effect.generator(seed);
    List<Shard> shards = new ArrayList<>();
    for (int from = 0; from + shardSize <= items; from += shardSize) {
      List<List<Integer>> orders = new ArrayList<>();
      List<Integer> published = new ArrayList<>();
      for (int i = 0; i < shardSize; i++) {
        published.add(from + i);
      }
      orders.add(published);
      for (int s = 0; s < shuffles; s++) {
        List<Integer> shuffled = new ArrayList<>(published);
        for (int i = shardSize - 1; i > 0; i--) {
          java.util.Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        orders.add(shuffled);
      }
      shards.add(new Shard(from, orders));
    }
    return List.copyOf(shards);
  }

  /**
   * What a model says about a shard.
   *
   * @param published the log-likelihood of the published order
   * @param shuffled those of the shuffled orders, at least one
   */
  public record ShardLikelihood(double published, List<Double> shuffled) {

    /** Copies the list. */
    public ShardLikelihood {
      shuffled = List.copyOf(shuffled);
      if (shuffled.isEmpty()) {
        throw new IllegalArgumentException("a shard needs at least 1 shuffled order, not 0");
      }
    }

    double gain() {
      return published - shuffled.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double likelihood(int order) {
      return order == 0 ? published : shuffled.get(order - 1);
    }
  }

  /**
   * Tests whether the published order is likelier. The effect is the mean gain of a shard in nats
   * with a t interval; the p-value is exact up to the draws: in each shard any of the orders is as
   * likely to be the published one.
   *
   * @throws IllegalArgumentException if there are fewer than 2 shards
   */
  public static Finding finding(
      String entrant, String task, List<ShardLikelihood> shards, long seed) {
    double[] gains = shards.stream().mapToDouble(ShardLikelihood::gain).toArray();
    Effect effect = Effect.paired(new Effect.Sample(gains, Clusters.alone(gains.length)), seed);
    double p = p(shards, seed);
    return Finding.of(
        ContaminationTest.ITEM_ORDER,
        entrant,
        task,
        new Effect(effect.size(), effect.low(), effect.high(), p, gains.length, gains.length),
        "shuffled orders of the same items, " + gains.length + " shards");
  }

  private static double p(List<ShardLikelihood> shards, long seed) {
    RandomGenerator random = Effect.generator(seed);
    double observed = shards.stream().mapToDouble(ShardLikelihood::published).sum();
    double bound = observed - 1e-12 * Math.abs(observed);
    int asGreat = 0;
    for (int draw = 0; draw < Effect.DRAWS; draw++) {
      double sum = 0;
      for (ShardLikelihood shard : shards) {
        sum += shard.likelihood(random.nextInt(shard.shuffled().size() + 1));
      }
      asGreat += sum >= bound ? 1 : 0;
    }
    return (asGreat + 1.0) / (Effect.DRAWS + 1.0);
  }

  /** Returns the published and shuffled log-likelihoods of a shard as one row, published first. */
  public static ShardLikelihood of(double... logLikelihoods) {
    if (logLikelihoods.length < 2) {
      throw new IllegalArgumentException(
          "a shard needs the published and at least 1 shuffled order, not "
              + logLikelihoods.length);
    }
    return new ShardLikelihood(
        logLikelihoods[0], Arrays.stream(logLikelihoods).skip(1).boxed().toList());
  }
}
