package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.statistics.Permutations;

/**
 * An embedding and the MLPs of a model, without attention, and the ways to make another from it.
 * Rows of {@code gate} and {@code up} and columns of {@code down}, kept here as rows too, are
 * neurons.
 */
final class SmallModel {

  /** Of all models: what a token means, in 16 numbers; models share it and nothing else. */
  private static final int MEANINGS = 16;

  /** One MLP or expert. */
  @SuppressWarnings("ArrayRecordComponent") // the methods copy what they hand on
  record Mlp(float[][] gate, float[][] up, float[][] down) {

    Mlp neurons(int... kept) {
      return new Mlp(chosen(gate, kept), chosen(up, kept), chosen(down, kept));
    }

    private static float[][] chosen(float[][] rows, int[] kept) {
      return rows.length == 0
          ? rows
          : IntStream.of(kept).mapToObj(k -> rows[k].clone()).toArray(float[][]::new);
    }

    int size() {
      return up.length;
    }
  }

  final float[][] embedding;
  final List<float[]> gains = new ArrayList<>();
  final List<List<Mlp>> layers = new ArrayList<>();
  private boolean mixture;

  private SmallModel(float[][] embedding) {
    this.embedding = embedding;
  }

  /**
   * Draws a model of its own.
   *
   * @param meaning how much of a token's embedding and of a neuron's weights is shared meaning; 0
   *     for models that have nothing in common
   */
  static SmallModel random(
      int tokens, int channels, int layers, int neurons, boolean gated, double meaning, long seed) {
    var random = new SplittableRandom(seed);
    float[][] basis = gaussian(MEANINGS, channels, random);
    float[][] tokensMeanings = gaussian(tokens, MEANINGS, new SplittableRandom(42));
    var model = new SmallModel(gaussian(tokens, channels, random));
    add(model.embedding, tokensMeanings, basis, meaning);
    for (int layer = 0; layer < layers; layer++) {
      float[] gain = new float[channels];
      for (int c = 0; c < channels; c++) {
        gain[c] = (float) (1 + 0.1 * random.nextGaussian());
      }
      model.gains.add(gain);
      float[][] concepts = gaussian(neurons, MEANINGS, random);
      float[][] gate = gated ? gaussian(neurons, channels, random) : new float[0][];
      float[][] up = gaussian(neurons, channels, random);
      float[][] down = gaussian(neurons, channels, random);
      if (gated) {
        add(gate, concepts, basis, 0.5 * meaning);
      }
      add(up, concepts, basis, 0.5 * meaning);
      add(down, concepts, basis, 0.5 * meaning);
      model.layers.add(List.of(new Mlp(gate, up, down)));
    }
    return model;
  }

  private static float[][] gaussian(int rows, int columns, SplittableRandom random) {
    var matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  private static void add(float[][] to, float[][] a, float[][] basis, double weight) {
    for (int i = 0; i < to.length; i++) {
      for (int c = 0; c < basis[0].length; c++) {
        for (int k = 0; k < basis.length; k++) {
          to[i][c] += (float) (weight / Math.sqrt(MEANINGS) * a[i][k] * basis[k][c]);
        }
      }
    }
  }

  /** Returns a model with other layers and the same embedding and gains. */
  SmallModel withLayers(List<List<Mlp>> others) {
    var copy = new SmallModel(embedding);
    copy.gains.addAll(gains.subList(0, others.size()));
    copy.layers.addAll(others);
    copy.mixture = mixture || others.stream().anyMatch(layer -> layer.size() > 1);
    return copy;
  }

  /** Turns every MLP into another. */
  SmallModel each(UnaryOperator<Mlp> change) {
    return withLayers(layers.stream().map(layer -> layer.stream().map(change).toList()).toList());
  }

  SmallModel shuffledNeurons(long seed) {
    var random = new SplittableRandom(seed);
    return each(mlp -> mlp.neurons(order(mlp.size(), random)));
  }

  /** Keeps a random share of every MLP's neurons, in a random order. */
  SmallModel pruned(double share, long seed) {
    var random = new SplittableRandom(seed);
    return each(
        mlp ->
            mlp.neurons(
                Arrays.copyOf(order(mlp.size(), random), (int) Math.round(share * mlp.size()))));
  }

  /** Cuts every MLP into experts of equal size, in random order. */
  SmallModel sliced(int experts, long seed) {
    var random = new SplittableRandom(seed);
    return withLayers(
        layers.stream()
            .map(
                layer -> {
                  Mlp mlp = layer.getFirst();
                  int[] order = order(mlp.size(), random);
                  int size = mlp.size() / experts;
                  return IntStream.range(0, experts)
                      .mapToObj(
                          e -> mlp.neurons(Arrays.copyOfRange(order, e * size, (e + 1) * size)))
                      .toList();
                })
            .toList());
  }

  SmallModel shuffledExperts(int... order) {
    return withLayers(
        layers.stream().map(layer -> IntStream.of(order).mapToObj(layer::get).toList()).toList());
  }

  /** Adds noise of {@code share} of each number's own spread. */
  SmallModel trainedOn(double share, long seed) {
    var random = new SplittableRandom(seed);
    var copy = new SmallModel(noisy(embedding, share, random));
    copy.gains.addAll(gains);
    copy.mixture = mixture;
    for (List<Mlp> layer : layers) {
      copy.layers.add(
          layer.stream()
              .map(
                  mlp ->
                      new Mlp(
                          noisy(mlp.gate(), share, random),
                          noisy(mlp.up(), share, random),
                          noisy(mlp.down(), share, random)))
              .toList());
    }
    return copy;
  }

  private static float[][] noisy(float[][] matrix, double share, SplittableRandom random) {
    var noisy = new float[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      noisy[i] = matrix[i].clone();
      for (int c = 0; c < noisy[i].length; c++) {
        noisy[i][c] += (float) (share * random.nextGaussian());
      }
    }
    return noisy;
  }

  /** Turns the residual stream by a random rotation and folds all gains, changing no output. */
  SmallModel rotated(long seed) {
    int channels = embedding[0].length;
    float[][] rotation = rotation(channels, new SplittableRandom(seed));
    var copy = new SmallModel(product(embedding, rotation));
    copy.mixture = mixture;
    for (int layer = 0; layer < layers.size(); layer++) {
      float[] ones = new float[channels];
      Arrays.fill(ones, 1);
      copy.gains.add(ones);
      float[] gain = gains.get(layer);
      copy.layers.add(
          layers.get(layer).stream()
              .map(
                  mlp ->
                      new Mlp(
                          product(scaled(mlp.gate(), gain), rotation),
                          product(scaled(mlp.up(), gain), rotation),
                          product(mlp.down(), rotation)))
              .toList());
    }
    return copy;
  }

  /** Scales up-rows by c and down-columns by 1/c, neuron by neuron. */
  SmallModel rescaled(long seed) {
    var random = new SplittableRandom(seed);
    return each(
        mlp -> {
          Mlp copy = mlp.neurons(Permutations.identity(mlp.size()));
          for (int k = 0; k < copy.size(); k++) {
            float c = (float) Math.exp(2 * random.nextGaussian());
            for (int i = 0; i < copy.up()[k].length; i++) {
              copy.up()[k][i] *= c;
              copy.down()[k][i] /= c;
            }
          }
          return copy;
        });
  }

  private static float[][] scaled(float[][] rows, float[] gain) {
    var scaled = new float[rows.length][gain.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < gain.length; c++) {
        scaled[i][c] = rows[i][c] * gain[c];
      }
    }
    return scaled;
  }

  private static float[][] product(float[][] a, float[][] b) {
    var product = new float[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int c = 0; c < b[0].length; c++) {
          product[i][c] += a[i][k] * b[k][c];
        }
      }
    }
    return product;
  }

  /** Gram and Schmidt's rows of a Gaussian matrix. */
  private static float[][] rotation(int n, SplittableRandom random) {
    float[][] rows = gaussian(n, n, random);
    for (int i = 0; i < n; i++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          double dot = dot(rows[i], rows[j]);
          for (int c = 0; c < n; c++) {
            rows[i][c] -= (float) (dot * rows[j][c]);
          }
        }
      }
      double length = Math.sqrt(dot(rows[i], rows[i]));
      for (int c = 0; c < n; c++) {
        rows[i][c] /= (float) length;
      }
    }
    return rows;
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int c = 0; c < a.length; c++) {
      dot += (double) a[c] * b[c];
    }
    return dot;
  }

  private static int[] order(int n, SplittableRandom random) {
    int[] order = Permutations.identity(n);
    Permutations.shuffle(order, random);
    return order;
  }

  Tower tower() throws CheckpointException {
    var tensors = new ArrayList<StoredTensor>();
    add(tensors, "model.embed_tokens.weight", embedding);
    for (int layer = 0; layer < layers.size(); layer++) {
      String prefix = "model.layers." + layer + ".";
      add(tensors, prefix + "post_attention_layernorm.weight", gains.get(layer));
      List<Mlp> mlps = layers.get(layer);
      for (int e = 0; e < mlps.size(); e++) {
        String mlp = prefix + (mixture ? "mlp.experts." + e + "." : "mlp.");
        if (mlps.get(e).gate().length > 0) {
          add(tensors, mlp + "gate_proj.weight", mlps.get(e).gate());
        }
        add(tensors, mlp + "up_proj.weight", mlps.get(e).up());
        add(tensors, mlp + "down_proj.weight", turned(mlps.get(e).down()));
      }
    }
    return Anatomy.of(tensors, false).tower(Place.TEXT).orElseThrow();
  }

  private static float[][] turned(float[][] rows) {
    var turned = new float[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < rows[0].length; c++) {
        turned[c][i] = rows[i][c];
      }
    }
    return turned;
  }

  private static void add(List<StoredTensor> tensors, String name, float[] vector) {
    tensors.add(StoredTensor.of(name, ElementType.F32, List.of((long) vector.length), vector));
  }

  private static void add(List<StoredTensor> tensors, String name, float[][] matrix) {
    var flat = new float[matrix.length * matrix[0].length];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, flat, i * matrix[0].length, matrix[0].length);
    }
    tensors.add(
        StoredTensor.of(
            name, ElementType.F32, List.of((long) matrix.length, (long) matrix[0].length), flat));
  }

  /** Token ids in the order of the rows. */
  Map<String, Integer> ids() {
    var ids = new TreeMap<String, Integer>();
    for (int id = 0; id < embedding.length; id++) {
      ids.put("token" + id, id);
    }
    return ids;
  }
}
