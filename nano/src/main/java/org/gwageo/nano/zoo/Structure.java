package org.gwageo.nano.zoo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.nano.zoo.Specimen.Network;

/** Models of another depth or width, made of the weights of one model. */
public final class Structure {
  private Structure() {}

  /**
   * Returns the model with the blocks {@code order[0], order[1], …}; blocks may be left out or
   * repeated.
   */
  public static Specimen layers(Specimen model, int... order) {
    var change = model.change();
    model.tensors().keySet().stream()
        .filter(name -> name.startsWith("model.layers."))
        .forEach(change::remove);
    for (int to = 0; to < order.length; to++) {
      String from = "model.layers.%d.".formatted(order[to]);
      for (Map.Entry<String, Tensor> entry : model.tensors().entrySet()) {
        if (entry.getKey().startsWith(from)) {
          String rest = entry.getKey().substring(from.length());
          change.put("model.layers.%d.%s".formatted(to, rest), entry.getValue());
        }
      }
    }
    return change.set("num_hidden_layers", order.length).done();
  }

  /**
   * Removes {@code count} neighbouring blocks before the last one, which is how deep models are
   * usually shortened.
   *
   * @throws IllegalArgumentException if fewer than two blocks would stay
   */
  public static Specimen withoutLayers(Specimen model, int count) {
    int left = model.layers() - count;
    if (count < 0 || left < 2) {
      throw new IllegalArgumentException(
          "%d of %d blocks cannot be removed; at least 2 stay".formatted(count, model.layers()));
    }
    return layers(
        model,
        IntStream.concat(IntStream.range(0, left - 1), IntStream.of(model.layers() - 1)).toArray());
  }

  /**
   * Repeats the middle: all blocks without the last {@code cut}, then all without the first {@code
   * cut}.
   *
   * <p>Source: D. Kim et al., "SOLAR 10.7B", 2023, section 2 (depth up-scaling).
   */
  public static Specimen duplicated(Specimen model, int cut) {
    int layers = model.layers();
    return layers(
        model,
        IntStream.concat(IntStream.range(0, layers - cut), IntStream.range(cut, layers)).toArray());
  }

  /**
   * Keeps the share {@code kept} of the neurons of every network: those with the largest product of
   * the norms of their three vectors, in the order they have.
   */
  public static Specimen keepNeurons(Specimen model, double kept) {
    int count = count(model.neurons(), kept);
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Network network : model.networks(layer)) {
        int[] best = largest(importance(model, network), count);
        change.put(network.gate(), model.tensor(network.gate()).rows(best));
        change.put(network.up(), model.tensor(network.up()).rows(best));
        change.put(network.down(), model.tensor(network.down()).columns(best));
      }
    }
    return change.set("intermediate_size", count).done();
  }

  /**
   * Keeps the share {@code kept} of the residual channels: those with the largest embedding column,
   * in the order they have.
   */
  public static Specimen keepChannels(Specimen model, double kept) {
    int count = count(model.hidden(), kept);
    Tensor columns = model.tensor(Specimen.EMBEDDING).transposed();
    int[] best = largest(norms(columns), count);
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      Tensor tensor = model.tensor(name);
      boolean byRows = name.endsWith("norm.weight") || Specimen.writes(name);
      change.put(name, byRows ? tensor.rows(best) : tensor.columns(best));
    }
    return change.set("hidden_size", count).done();
  }

  /** Keeps the given key heads of every block, with all query heads of theirs. */
  public static Specimen keepHeads(Specimen model, int... keyHeads) {
    int group = model.heads() / model.keyHeads();
    int[] heads =
        Arrays.stream(keyHeads)
            .flatMap(head -> IntStream.range(head * group, (head + 1) * group))
            .toArray();
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      Heads.keep(model, change, layer, keyHeads, heads);
    }
    return change
        .set("num_attention_heads", heads.length)
        .set("num_key_value_heads", keyHeads.length)
        .done();
  }

  /**
   * Replaces every {@code group} neighbouring key heads by their mean.
   *
   * <p>Source: J. Ainslie et al., "GQA", 2023, section 2.1.
   */
  public static Specimen pooledKeyHeads(Specimen model, int group) {
    if (model.keyHeads() % group != 0) {
      throw new IllegalArgumentException(
          "%d key heads cannot be pooled in groups of %d".formatted(model.keyHeads(), group));
    }
    int size = model.headSize();
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (String part : List.of("k_proj", "v_proj")) {
        String name = Specimen.in(layer, "self_attn." + part);
        Tensor old = model.tensor(name);
        int rows = old.rows() / group;
        var pooled = new float[rows * old.columns()];
        for (int row = 0; row < rows; row++) {
          for (int member = 0; member < group; member++) {
            int from = (row / size * group + member) * size + row % size;
            for (int column = 0; column < old.columns(); column++) {
              pooled[row * old.columns() + column] += old.at(from, column) / group;
            }
          }
        }
        change.put(name, new Tensor(List.of(rows, old.columns()), pooled));
      }
    }
    return change.set("num_key_value_heads", model.keyHeads() / group).done();
  }

  /**
   * Adds neurons that change nothing: {@code share} of the neurons are written twice with half of
   * their down column each, and as many get a zero column with rows of the size of the others.
   */
  public static Specimen stuffed(Specimen model, double share, long seed) {
    var random = new SplittableRandom(seed);
    int neurons = model.neurons();
    int added = count(neurons, share);
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Network network : model.networks(layer)) {
        int[] twice = Arrays.copyOf(Specimen.shuffled(neurons, random), added);
        int[] order = IntStream.concat(IntStream.range(0, neurons), IntStream.of(twice)).toArray();
        var factors = new double[order.length];
        Arrays.fill(factors, 1);
        for (int i = 0; i < added; i++) {
          factors[twice[i]] = 0.5;
          factors[neurons + i] = 0.5;
        }
        for (String name : List.of(network.gate(), network.up())) {
          Tensor old = model.tensor(name);
          Tensor dead = Tensor.gaussian(added, old.columns(), old.scale(), random);
          change.put(name, old.rows(order).above(dead));
        }
        Tensor down = model.tensor(network.down());
        Tensor none = new Tensor(List.of(added, down.rows()), new float[added * down.rows()]);
        change.put(
            network.down(),
            down.columns(order).scaledColumns(factors).transposed().above(none).transposed());
      }
    }
    return change.set("intermediate_size", neurons + 2 * added).done();
  }

  private static int count(int all, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    return Math.max(1, (int) Math.round(all * share));
  }

  private static double[] importance(Specimen model, Network network) {
    double[] gate = norms(model.tensor(network.gate()));
    double[] up = norms(model.tensor(network.up()));
    double[] down = norms(model.tensor(network.down()).transposed());
    return IntStream.range(0, gate.length).mapToDouble(i -> gate[i] * up[i] * down[i]).toArray();
  }

  private static double[] norms(Tensor tensor) {
    var norms = new double[tensor.rows()];
    for (int row = 0; row < norms.length; row++) {
      for (int column = 0; column < tensor.columns(); column++) {
        norms[row] += (double) tensor.at(row, column) * tensor.at(row, column);
      }
      norms[row] = Math.sqrt(norms[row]);
    }
    return norms;
  }

  private static int[] largest(double[] values, int count) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
