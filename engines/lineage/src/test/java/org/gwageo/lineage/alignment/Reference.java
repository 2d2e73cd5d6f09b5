package org.gwageo.lineage.alignment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.gwageo.lineage.numerics.FloatMatrix;

/** Figures computed by {@code reference.py}, and the matrices that they were computed from. */
final class Reference {

  private Reference() {}

  static double value(String name) throws IOException {
    var properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Reference.class.getResourceAsStream("reference.properties"))) {
      properties.load(in);
    }
    return Double.parseDouble(Objects.requireNonNull(properties.getProperty(name), name));
  }

  static FloatMatrix sines(int rows, int columns, double phase) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.put(i, j, (float) Math.sin(phase + 12.9898 * i + 78.233 * j + 0.37 * i * j));
      }
    }
    return matrix;
  }
}
