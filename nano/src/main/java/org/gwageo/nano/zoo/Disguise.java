package org.gwageo.nano.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.nano.zoo.Specimen.Network;

/**
 * Changes of all weights that leave every output as it was, up to rounding.
 *
 * <p>They are the symmetries of a decoder with RMS norms, gated networks and rotary positions.
 * Where W reads the residual stream x behind a norm with gains g, the block sees W·diag(g)·x/|x|;
 * so g may move into W, and x may be expressed in any orthonormal basis if all readers and writers
 * are. Networks and heads have symmetries of their own.
 *
 * <p>Source of the group: S. Zhu et al., "Independence Tests for Language Models", 2025, appendix
 * G; the change of basis between value and output projection is added to it.
 */
public enum Disguise {
  /** Another order of the neurons in every network. */
  NEURON_ORDER {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers(); layer++) {
        for (Network network : model.networks(layer)) {
          int[] order = Specimen.shuffled(change.get(network.up()).rows(), random);
          change.put(network.gate(), change.get(network.gate()).rows(order));
          change.put(network.up(), change.get(network.up()).rows(order));
          change.put(network.down(), change.get(network.down()).columns(order));
        }
      }
      return change.done();
    }
  },
  /** Another order of the residual channels. */
  CHANNEL_ORDER {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      return channels(model, Specimen.shuffled(model.hidden(), random), ones(model.hidden()));
    }
  },
  /** Another order and other signs of the residual channels; not free where norms have biases. */
  SIGNED_CHANNEL_ORDER {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      int[] order = Specimen.shuffled(model.hidden(), random);
      double[] signs =
          random.ints(model.hidden(), 0, 2).mapToDouble(bit -> bit == 0 ? -1 : 1).toArray();
      return channels(model, order, signs);
    }
  },
  /** Any other orthonormal basis of the residual stream; gains move into the readers. */
  ROTATION {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var basis = SquareMatrix.orthogonal(model.hidden(), random);
      var folded = withGains(model, new Gains(false, random));
      var change = folded.change();
      change.put(Specimen.EMBEDDING, change.get(Specimen.EMBEDDING).times(basis));
      change.put(Specimen.HEAD, change.get(Specimen.HEAD).times(basis));
      for (int layer = 0; layer < folded.layers(); layer++) {
        for (String reader : Specimen.attentionReaders(layer)) {
          change.put(reader, change.get(reader).times(basis));
        }
        for (String reader : folded.networkReaders(layer)) {
          change.put(reader, change.get(reader).times(basis));
        }
        for (String writer : folded.writers(layer)) {
          change.put(writer, change.get(writer).transposed().times(basis).transposed());
        }
      }
      return change.done();
    }
  },
  /** Gains drawn anew, the readers behind them scaled against it. */
  GAINS {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      return withGains(model, new Gains(true, random));
    }
  },
  /** Each neuron's up row times c and its down column times 1/c. */
  NEURON_SCALES {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers(); layer++) {
        for (Network network : model.networks(layer)) {
          double[] up = logNormal(change.get(network.up()).rows(), 0.7, random);
          double[] down = Arrays.stream(up).map(c -> 1 / c).toArray();
          change.put(network.up(), change.get(network.up()).scaledRows(up));
          change.put(network.down(), change.get(network.down()).scaledColumns(down));
        }
      }
      return change.done();
    }
  },
  /** Any other basis between value and output projection of each key head. */
  VALUE_BASIS {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers(); layer++) {
        Heads.changeValueBasis(model, change, layer, random);
      }
      return change.done();
    }
  },
  /** Turns of each pair of rotary channels, the same for a key head and its query heads. */
  QUERY_TURNS {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers(); layer++) {
        Heads.turnQueries(model, change, layer, random);
      }
      return change.done();
    }
  },
  /** Another order of the key heads, and of the query heads of each. */
  HEAD_ORDER {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers(); layer++) {
        int[] groups = Specimen.shuffled(model.keyHeads(), random);
        int size = model.heads() / model.keyHeads();
        int[] heads =
            Arrays.stream(groups)
                .flatMap(
                    group ->
                        Arrays.stream(Specimen.shuffled(size, random)).map(i -> group * size + i))
                .toArray();
        Heads.keep(model, change, layer, groups, heads);
      }
      return change.done();
    }
  },
  /** Another order of the experts of each block. */
  EXPERT_ORDER {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      var change = model.change();
      for (int layer = 0; layer < model.layers() && model.experts() > 1; layer++) {
        int[] order = Specimen.shuffled(model.experts(), random);
        String router = Specimen.in(layer, "block_sparse_moe.gate");
        change.put(router, model.tensor(router).rows(order));
        for (int e = 0; e < order.length; e++) {
          Network to = Specimen.expert(layer, e);
          Network from = Specimen.expert(layer, order[e]);
          change.put(to.gate(), model.tensor(from.gate()));
          change.put(to.up(), model.tensor(from.up()));
          change.put(to.down(), model.tensor(from.down()));
        }
      }
      return change.done();
    }
  },
  /** All of these one after the other; the strongest disguise there is for such a decoder. */
  ALL {
    @Override
    Specimen apply(Specimen model, SplittableRandom random) {
      Specimen changed = model;
      for (Disguise disguise : values()) {
        if (disguise != ALL) {
          changed = disguise.apply(changed, random.split());
        }
      }
      return changed;
    }
  };

  private static final double GAIN_SPREAD = 0.3;

  /** Returns {@code model} in this disguise; all draws come from {@code seed}. */
  public Specimen apply(Specimen model, long seed) {
    return apply(model, new SplittableRandom(seed));
  }

  abstract Specimen apply(Specimen model, SplittableRandom random);

  /** Which gains a norm gets: random ones or ones. */
  private record Gains(boolean drawn, SplittableRandom source) {
    double[] of(int size) {
      return drawn ? logNormal(size, GAIN_SPREAD, source) : ones(size);
    }
  }

  private static double[] ones(int size) {
    return IntStream.range(0, size).mapToDouble(i -> 1).toArray();
  }

  private static double[] logNormal(int size, double spread, SplittableRandom random) {
    return IntStream.range(0, size)
        .mapToDouble(i -> StrictMath.exp(spread * random.nextGaussian()))
        .toArray();
  }

  private static Specimen channels(Specimen model, int[] order, double[] signs) {
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      if (name.endsWith("norm.weight")) {
        change.put(name, change.get(name).rows(order));
      } else if (Specimen.writes(name)) {
        change.put(name, change.get(name).rows(order).scaledRows(signs));
      } else {
        change.put(name, change.get(name).columns(order).scaledColumns(signs));
      }
    }
    return change.done();
  }

  /** Gives every norm other gains and scales the readers behind it against them. */
  private static Specimen withGains(Specimen model, Gains gains) {
    var change = model.change();
    if (model.tied()) {
      change.put(Specimen.HEAD, model.tensor(Specimen.EMBEDDING));
      change.set("tie_word_embeddings", false);
    }
    Specimen untied = change.done();
    change = untied.change();
    for (int layer = 0; layer < untied.layers(); layer++) {
      regain(
          change, Specimen.in(layer, "input_layernorm"), Specimen.attentionReaders(layer), gains);
      regain(
          change,
          Specimen.in(layer, "post_attention_layernorm"),
          untied.networkReaders(layer),
          gains);
    }
    regain(change, Specimen.FINAL_NORM, List.of(Specimen.HEAD), gains);
    return change.done();
  }

  private static void regain(
      Specimen.Change change, String norm, List<String> readers, Gains gains) {
    Tensor old = change.get(norm);
    double[] wanted = gains.of(old.rows());
    var ratio = new double[wanted.length];
    var written = new float[wanted.length];
    for (int i = 0; i < ratio.length; i++) {
      written[i] = (float) wanted[i];
      ratio[i] = old.values()[i] / (double) written[i];
    }
    change.put(norm, new Tensor(old.shape(), written));
    for (String reader : readers) {
      change.put(reader, change.get(reader).scaledColumns(ratio));
    }
  }
}
