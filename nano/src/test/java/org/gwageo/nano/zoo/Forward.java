package org.gwageo.nano.zoo;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gwageo.nano.zoo.Specimen.Network;

/**
 * The outputs of a specimen in double precision, written for clarity: the yardstick for changes
 * that must leave outputs as they are.
 */
final class Forward {
  private static final double EPSILON = 1e-5;
  private static final double ROPE_BASE = 10_000;

  private final Specimen model;

  private Forward(Specimen model) {
    this.model = model;
  }

  /** Returns the logits after each of {@code ids}. */
  static double[][] logits(Specimen model, int... ids) {
    return new Forward(model).logits(ids);
  }

  private double[][] logits(int[] ids) {
    Tensor embedding = model.tensor(Specimen.EMBEDDING);
    var x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      float[] row = embedding.row(ids[t]);
      x[t] = IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      add(x, attention(layer, normed(x, Specimen.in(layer, "input_layernorm"))));
      double[][] normed = normed(x, Specimen.in(layer, "post_attention_layernorm"));
      for (int t = 0; t < x.length; t++) {
        add(x[t], feed(layer, normed[t]));
      }
    }
    double[][] last = normed(x, Specimen.FINAL_NORM);
    return linear(last, model.tied() ? Specimen.EMBEDDING : Specimen.HEAD);
  }

  private double[][] attention(int layer, double[][] x) {
    int size = model.headSize();
    int group = model.heads() / model.keyHeads();
    double[][] queries = linear(x, Specimen.in(layer, "self_attn.q_proj"));
    double[][] keys = linear(x, Specimen.in(layer, "self_attn.k_proj"));
    double[][] values = linear(x, Specimen.in(layer, "self_attn.v_proj"));
    for (int t = 0; t < x.length; t++) {
      turn(queries[t], t);
      turn(keys[t], t);
    }
    var mixed = new double[x.length][model.heads() * size];
    for (int head = 0; head < model.heads(); head++) {
      int at = head * size;
      int from = head / group * size;
      for (int t = 0; t < x.length; t++) {
        var shares = new double[t + 1];
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < size; i++) {
            shares[s] += queries[t][at + i] * keys[s][from + i] / Math.sqrt(size);
          }
        }
        softmax(shares);
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < size; i++) {
            mixed[t][at + i] += shares[s] * values[s][from + i];
          }
        }
      }
    }
    return linear(mixed, Specimen.in(layer, "self_attn.o_proj"));
  }

  private void turn(double[] heads, int position) {
    int size = model.headSize();
    for (int head = 0; head < heads.length / size; head++) {
      for (int i = 0; i < size / 2; i++) {
        double angle = position / Math.pow(ROPE_BASE, 2.0 * i / size);
        double a = heads[head * size + i];
        double b = heads[head * size + i + size / 2];
        heads[head * size + i] = a * Math.cos(angle) - b * Math.sin(angle);
        heads[head * size + i + size / 2] = b * Math.cos(angle) + a * Math.sin(angle);
      }
    }
  }

  private double[] feed(int layer, double[] x) {
    List<Network> networks = model.networks(layer);
    if (networks.size() == 1) {
      return network(networks.getFirst(), x);
    }
    double[] shares = linear(new double[][] {x}, Specimen.in(layer, "block_sparse_moe.gate"))[0];
    softmax(shares);
    List<Integer> chosen =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer e) -> -shares[e]))
            .limit(model.number("num_experts_per_tok"))
            .toList();
    double all = chosen.stream().mapToDouble(e -> shares[e]).sum();
    var sum = new double[x.length];
    for (int e : chosen) {
      double[] part = network(networks.get(e), x);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += shares[e] / all * part[i];
      }
    }
    return sum;
  }

  private double[] network(Network names, double[] x) {
    double[][] row = {x};
    double[] gate = linear(row, names.gate())[0];
    double[] up = linear(row, names.up())[0];
    for (int i = 0; i < gate.length; i++) {
      gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
    }
    return linear(new double[][] {gate}, names.down())[0];
  }

  private double[][] normed(double[][] x, String gains) {
    float[] gain = model.tensor(gains).values();
    var normed = new double[x.length][gain.length];
    for (int t = 0; t < x.length; t++) {
      double squares = 0;
      for (double value : x[t]) {
        squares += value * value;
      }
      double root = Math.sqrt(squares / gain.length + EPSILON);
      for (int i = 0; i < gain.length; i++) {
        normed[t][i] = x[t][i] / root * gain[i];
      }
    }
    return normed;
  }

  private double[][] linear(double[][] x, String name) {
    Tensor matrix = model.tensor(name);
    var result = new double[x.length][matrix.rows()];
    for (int t = 0; t < x.length; t++) {
      for (int row = 0; row < matrix.rows(); row++) {
        for (int column = 0; column < matrix.columns(); column++) {
          result[t][row] += (double) matrix.at(row, column) * x[t][column];
        }
      }
    }
    return result;
  }

  private static void softmax(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i] - largest);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
  }

  private static void add(double[][] x, double[][] change) {
    for (int t = 0; t < x.length; t++) {
      add(x[t], change[t]);
    }
  }

  private static void add(double[] x, double[] change) {
    for (int i = 0; i < x.length; i++) {
      x[i] += change[i];
    }
  }
}
