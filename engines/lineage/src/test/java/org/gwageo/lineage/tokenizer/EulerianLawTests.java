package org.gwageo.lineage.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gwageo.lineage.statistics.LogTails;
import org.junit.jupiter.api.Test;

class EulerianLawTests {

  @Test
  void tailsAgreeWithWholeNumbers() throws IOException {
    String csv;
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream("eulerian.csv"))) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(csv.lines()).hasSizeGreaterThan(10);
    csv.lines()
        .map(line -> line.split(",", -1))
        .forEach(
            row -> {
              var runs = Arrays.stream(row[0].split("\\+", -1)).map(Integer::valueOf).toList();
              double tail = EulerianLaw.log10Upper(runs, Long.parseLong(row[1]));
              assertThat(tail).as(row[0]).isCloseTo(Double.parseDouble(row[2]), within(1e-9));
            });
  }

  @Test
  void aWholeListHasVarianceOfATwelfthOfItsLength() {
    double step = EulerianLaw.z(List.of(119), 60) - EulerianLaw.z(List.of(119), 59);
    assertThat(1 / (step * step)).isCloseTo(121 / 12.0, within(1e-9));
    assertThat(EulerianLaw.z(List.of(10, 20), 15)).isZero();
    assertThat(EulerianLaw.z(List.of(), 0)).isZero();
  }

  @Test
  void theNormalTailIsNeverSmallerThanTheExactOneWhereItCounts() {
    for (List<Integer> runs : List.of(List.of(400), List.of(200, 200), List.of(40, 60, 300))) {
      for (int ascents = 230; ascents < 380; ascents += 10) {
        double z = EulerianLaw.z(runs, ascents);
        double step = z - EulerianLaw.z(runs, ascents - 1);
        if (z >= 4) {
          assertThat(LogTails.normal(z - step / 2))
              .isGreaterThanOrEqualTo(EulerianLaw.log10Upper(runs, ascents));
        }
      }
    }
  }

  @Test
  void bothTailsMeetInTheMiddle() {
    double up = EulerianLaw.log10Upper(List.of(30), 15);
    double down = EulerianLaw.log10Upper(List.of(30), 30 - 15);
    assertThat(up).isEqualTo(down).isBetween(StrictMath.log10(0.5), 0.0);
    assertThat(EulerianLaw.log10Upper(List.of(30), 0)).isZero();
    assertThat(EulerianLaw.log10Upper(List.of(5_000), 5_000)).isLessThan(-1_000);
  }
}
