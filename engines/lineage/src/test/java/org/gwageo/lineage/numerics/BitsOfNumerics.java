package org.gwageo.lineage.numerics;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Prints a digest of some results, for a test that compares processes. */
final class BitsOfNumerics {

  private BitsOfNumerics() {}

  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    FloatMatrix a = Draws.normal(205, 531, 21);
    FloatMatrix b = Draws.normal(333, 531, 22);
    // Often enough that the compiled loops are the ones that count.
    for (int round = 0; round < 12; round++) {
      add(digest, MatrixProduct.onThreads(2).timesTransposed(a, b));
      add(digest, MatrixProduct.onThreads(1).gram(a));
    }
    add(digest, PolarFactor.of(Draws.normal(90, 120, 23), MatrixProduct.onThreads(1)).factor());
    for (int count = 0; count < 500; count++) {
      double dot = Sums.dot(a.values(), 3, b.values(), 8, count);
      digest.update(ByteBuffer.allocate(8).putDouble(0, dot));
    }
    System.out.println(HexFormat.of().formatHex(digest.digest()));
  }

  private static void add(MessageDigest digest, FloatMatrix matrix) {
    float[] values = matrix.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
  }
}
