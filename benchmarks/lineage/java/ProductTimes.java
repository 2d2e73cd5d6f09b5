import java.lang.management.ManagementFactory;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.numerics.Sums;

/**
 * Times A·Bᵀ: {@code rows columns depth seconds threads}. Prints the least wall and CPU seconds of
 * one product and two sums over the result; ends with 1 if elements of the result are wrong.
 */
public final class ProductTimes {

  private ProductTimes() {}

  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int columns = Integer.parseInt(arguments[1]);
    int depth = Integer.parseInt(arguments[2]);
    double seconds = Double.parseDouble(arguments[3]);
    var product = MatrixProduct.onThreads(Integer.parseInt(arguments[4]));
    FloatMatrix a = FloatMatrix.of(values(rows * depth, 1), rows, depth);
    FloatMatrix b = FloatMatrix.of(values(columns * depth, 2), columns, depth);
    FloatMatrix c = FloatMatrix.zeros(rows, columns);
    var threads = ManagementFactory.getThreadMXBean();
    long wall = Long.MAX_VALUE;
    long cpu = Long.MAX_VALUE;
    long begun = System.nanoTime();
    for (int turn = 0; turn < 3 || System.nanoTime() - begun < seconds * 1e9; turn++) {
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long before = System.nanoTime();
      product.timesTransposed(a, b, c);
      wall = Math.min(wall, System.nanoTime() - before);
      cpu = Math.min(cpu, threads.getCurrentThreadCpuTime() - cpuBefore);
    }
    check(a, b, c);
    double sizes = 0;
    double weighted = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = c.at(row, column);
        sizes += Math.abs(value);
        weighted += value * (column % 7 - 3);
      }
    }
    System.out.println(wall / 1e9 + " " + cpu / 1e9 + " " + sizes + " " + weighted);
  }

  private static void check(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    for (int i = 0; i < 2_000; i++) {
      int row = (int) (i * 7_919L % c.rows());
      int column = (int) (i * 104_729L % c.columns());
      double exact =
          Sums.dot(a.values(), row * a.columns(), b.values(), column * b.columns(), a.columns());
      if (!(Math.abs(exact - c.at(row, column)) < 1e-4)) {
        System.err.println(
            "element (%d, %d) is %s and should be %s"
                .formatted(row, column, c.at(row, column), exact));
        System.exit(1);
      }
    }
  }

  /** The same values as the numpy side: the upper bits of multiples of an odd number. */
  private static float[] values(int count, long seed) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (((i + seed) * 0x9E3779B97F4A7C15L >>> 40) / 0x1p24 - 0.5);
    }
    return values;
  }
}
