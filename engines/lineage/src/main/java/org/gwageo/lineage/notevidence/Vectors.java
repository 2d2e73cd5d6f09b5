package org.gwageo.lineage.notevidence;

import java.util.Arrays;

/** Similarities of two vectors of equal length; 0 where one has no length or no spread. */
final class Vectors {

  private Vectors() {}

  static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }

  static double pearson(double[] a, double[] b) {
    return cosine(centred(a), centred(b));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / Math.max(1, values.length);
  }

  static double spread(double[] values) {
    double[] centred = centred(values);
    double squares = Arrays.stream(centred).map(x -> x * x).sum();
    return Math.sqrt(squares / Math.max(1, values.length));
  }

  static double[] centred(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(x -> x - mean).toArray();
  }

  static double[] doubles(float[] values) {
    var doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
