package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MultiplicityTests {

  private static void close(double[] actual, JsonNode expected, double tolerance) {
    double[] numbers = Reference.doubles(expected);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(actual[i]).as("number " + i).isCloseTo(numbers[i], within(tolerance));
    }
  }

  @Test
  void adjustedValuesEqualStatsmodels() {
    JsonNode reference = Reference.get("adjusted");
    double[] p = Reference.doubles(reference.get("p"));
    close(Multiplicity.holm(p), reference.get("holm"), 1e-12);
    close(Multiplicity.benjaminiHochberg(p), reference.get("bh"), 1e-12);
    close(Multiplicity.benjaminiYekutieli(p), reference.get("by"), 1e-12);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> Multiplicity.holm(new double[] {0.1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void theJointMethodEqualsTheListOfAllAssignments() {
    JsonNode reference = Reference.get("maxT");
    double[][] sums = new double[4][];
    Arrays.setAll(sums, e -> Reference.doubles(reference.get("sums").get(e)));
    int[][] pairs = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    double[] p = new JointSignFlip(sums, 200_000, 3).adjustedP(pairs);
    close(p, reference.get("p"), 0.005);
  }

  @Test
  void theJointMethodIsSharperThanHolmWhereEntrantsDependOnEachOther() {
    double[][] sums = new double[5][400];
    var random = new java.util.Random(8);
    for (int g = 0; g < 400; g++) {
      for (int e = 0; e < 5; e++) {
        sums[e][g] = random.nextGaussian() + (e == 0 ? 0.16 : 0);
      }
    }
    int[][] pairs = new int[10][];
    double[] p = new double[10];
    int m = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        double[] d = new double[400];
        for (int g = 0; g < 400; g++) {
          d[g] = sums[i][g] - sums[j][g];
        }
        p[m] = SignFlip.test(d, 50_000, m).p();
        pairs[m++] = new int[] {i, j};
      }
    }
    double joint = Arrays.stream(new JointSignFlip(sums, 50_000, 3).adjustedP(pairs)).sum();
    assertThat(joint).isLessThan(Arrays.stream(Multiplicity.holm(p)).sum());
  }

  @Test
  void ranksFollowFromDecisions() {
    boolean[][] better = new boolean[4][4];
    better[0][2] = true;
    better[0][3] = true;
    better[1][3] = true;
    assertThat(RankSet.of(better))
        .containsExactly(
            new RankSet(1, 2), new RankSet(1, 3), new RankSet(2, 4), new RankSet(3, 4));
  }

  @Test
  void tiedEntrantsShareALetterAndOthersNone() {
    boolean[][] differ = new boolean[4][4];
    for (int[] pair : new int[][] {{0, 2}, {0, 3}, {1, 3}}) {
      differ[pair[0]][pair[1]] = true;
      differ[pair[1]][pair[0]] = true;
    }
    TieGroups groups = TieGroups.of(differ);
    assertThat(groups.groups()).containsExactly(List.of(0, 1), List.of(1, 2), List.of(2, 3));
    assertThat(List.of(groups.letters(0), groups.letters(1), groups.letters(3)))
        .containsExactly("a", "ab", "c");
  }

  @Test
  void lettersSayExactlyWhichPairsDifferInRandomTables() {
    var random = new java.util.Random(4);
    for (int trial = 0; trial < 200; trial++) {
      int k = 1 + random.nextInt(12);
      boolean[][] differ = new boolean[k][k];
      for (int i = 0; i < k; i++) {
        for (int j = i + 1; j < k; j++) {
          differ[i][j] = random.nextInt(3) == 0;
          differ[j][i] = differ[i][j];
        }
      }
      List<List<Integer>> groups = TieGroups.of(differ).groups();
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          int first = i;
          int second = j;
          boolean share = groups.stream().anyMatch(g -> g.contains(first) && g.contains(second));
          assertThat(share).isEqualTo(!differ[i][j]);
        }
      }
      for (List<Integer> group : groups) {
        assertThat(groups).noneMatch(other -> !other.equals(group) && other.containsAll(group));
      }
    }
  }

  @Test
  void contradictingDecisionsAreRefused() {
    assertThatThrownBy(() -> RankSet.of(new boolean[][] {{false, true}, {true, false}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TieGroups.of(new boolean[41][41])).hasMessageContaining("at most 40");
  }
}
