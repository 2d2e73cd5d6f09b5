package org.gwageo.nano.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Changes of single attention heads. */
final class Heads {
  private Heads() {}

  /** Returns the rows of {@code heads}, each {@code size} wide. */
  static int[] rows(int[] heads, int size) {
    return Arrays.stream(heads)
        .flatMap(head -> IntStream.range(head * size, (head + 1) * size))
        .toArray();
  }

  /** Keeps the given key heads and query heads of a block, in the given order. */
  static void keep(Specimen model, Specimen.Change change, int layer, int[] keyHeads, int[] heads) {
    int[] keys = rows(keyHeads, model.headSize());
    int[] queries = rows(heads, model.headSize());
    for (String part : List.of("k_proj", "v_proj")) {
      String name = Specimen.in(layer, "self_attn." + part);
      change.put(name, change.get(name).rows(keys));
    }
    String query = Specimen.in(layer, "self_attn.q_proj");
    change.put(query, change.get(query).rows(queries));
    String output = Specimen.in(layer, "self_attn.o_proj");
    change.put(output, change.get(output).columns(queries));
  }

  /**
   * Puts A·V for V and O·A⁻¹ for O, with A = orthogonal · scales · orthogonal for each key head.
   */
  static void changeValueBasis(
      Specimen model, Specimen.Change change, int layer, SplittableRandom random) {
    int size = model.headSize();
    int group = model.heads() / model.keyHeads();
    String valueName = Specimen.in(layer, "self_attn.v_proj");
    String outputName = Specimen.in(layer, "self_attn.o_proj");
    Tensor values = change.get(valueName);
    Tensor outputs = change.get(outputName).transposed();
    for (int keyHead = 0; keyHead < model.keyHeads(); keyHead++) {
      var left = SquareMatrix.orthogonal(size, random);
      var right = SquareMatrix.orthogonal(size, random);
      var scales = new double[size];
      var inverse = new double[size];
      for (int i = 0; i < size; i++) {
        scales[i] = StrictMath.exp(0.4 * random.nextGaussian());
        inverse[i] = 1 / scales[i];
      }
      SquareMatrix basis = left.times(right.scaledRows(scales));
      // The transpose of A⁻¹ is left · 1/scales · right.
      SquareMatrix dual = left.times(right.scaledRows(inverse));
      values = mixRows(values, keyHead * size, basis);
      for (int head = keyHead * group; head < (keyHead + 1) * group; head++) {
        outputs = mixRows(outputs, head * size, dual);
      }
    }
    change.put(valueName, values);
    change.put(outputName, outputs.transposed());
  }

  /**
   * Turns channels i and i + S/2 of every query and key head by an angle of their own, which
   * commutes with the rotary turn of the same pair.
   */
  static void turnQueries(
      Specimen model, Specimen.Change change, int layer, SplittableRandom random) {
    int size = model.headSize();
    int group = model.heads() / model.keyHeads();
    String queryName = Specimen.in(layer, "self_attn.q_proj");
    String keyName = Specimen.in(layer, "self_attn.k_proj");
    Tensor queries = change.get(queryName);
    Tensor keys = change.get(keyName);
    for (int keyHead = 0; keyHead < model.keyHeads(); keyHead++) {
      var turn = new double[size * size];
      for (int i = 0; i < size / 2; i++) {
        double angle = 2 * Math.PI * random.nextDouble();
        int j = i + size / 2;
        turn[i * size + i] = StrictMath.cos(angle);
        turn[i * size + j] = -StrictMath.sin(angle);
        turn[j * size + i] = StrictMath.sin(angle);
        turn[j * size + j] = StrictMath.cos(angle);
      }
      var basis = new SquareMatrix(size, turn);
      keys = mixRows(keys, keyHead * size, basis);
      for (int head = keyHead * group; head < (keyHead + 1) * group; head++) {
        queries = mixRows(queries, head * size, basis);
      }
    }
    change.put(queryName, queries);
    change.put(keyName, keys);
  }

  /** Returns {@code tensor} with the rows from {@code first} on replaced by basis times them. */
  private static Tensor mixRows(Tensor tensor, int first, SquareMatrix basis) {
    int size = basis.size();
    int columns = tensor.columns();
    float[] mixed = tensor.values().clone();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += basis.at(row, k) * tensor.at(first + k, column);
        }
        mixed[(first + row) * columns + column] = (float) sum;
      }
    }
    return new Tensor(tensor.shape(), mixed);
  }
}
