package org.gwageo.benchmark.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTests {

  private static int[] random(Random random, int length, int symbols) {
    return random.ints(length, 0, symbols).toArray();
  }

  private static int[][] distances(int[] a, int[] b) {
    int[][] cells = new int[a.length + 1][b.length + 1];
    for (int i = 0; i <= a.length; i++) {
      for (int j = 0; j <= b.length; j++) {
        if (i == 0 || j == 0) {
          cells[i][j] = i + j;
        } else {
          int change = cells[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
          cells[i][j] = Math.min(change, 1 + Math.min(cells[i - 1][j], cells[i][j - 1]));
        }
      }
    }
    return cells;
  }

  private static int[][] common(int[] a, int[] b) {
    int[][] cells = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        cells[i][j] =
            a[i - 1] == b[j - 1]
                ? cells[i - 1][j - 1] + 1
                : Math.max(cells[i - 1][j], cells[i][j - 1]);
      }
    }
    return cells;
  }

  @Test
  void bitsAgreeWithCells() {
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      int[] a = random(random, random.nextInt(200), 1 + random.nextInt(8));
      int[] b = random(random, random.nextInt(200), 1 + random.nextInt(8));
      assertThat(Alignment.editDistance(a, b)).isEqualTo(distances(a, b)[a.length][b.length]);
      int[][] cells = common(a, b);
      assertThat(Alignment.commonLength(a, b)).isEqualTo(cells[a.length][b.length]);
      BitSet positions = Alignment.commonPositions(a, b);
      assertThat(positions).isEqualTo(traced(cells, a, b));
    }
  }

  private static BitSet traced(int[][] cells, int[] a, int[] b) {
    BitSet positions = new BitSet();
    int i = a.length;
    int j = b.length;
    while (i > 0 && j > 0) {
      if (a[i - 1] == b[j - 1]) {
        positions.set(--i);
        j--;
      } else if (cells[i][j - 1] > cells[i - 1][j]) {
        j--;
      } else {
        i--;
      }
    }
    return positions;
  }
}
