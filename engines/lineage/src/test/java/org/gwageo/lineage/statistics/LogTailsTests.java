package org.gwageo.lineage.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference numbers: mpmath with 40 digits (erfc, betainc, gammainc). */
class LogTailsTests {

  @ParameterizedTest
  @CsvSource({
    "-9, -4.9013971704574e-20",
    "-3, -0.000586649313790067",
    "0, -0.301029995663981",
    "0.5, -0.510691989265241",
    "1.9, -1.54186758888711",
    "2, -1.64301608014094",
    "2.1, -1.74801106568894",
    "5, -6.54264567239065",
    "10, -23.1180534054861",
    "40, -349.437006459346",
    "200, -8688.58976885156"
  })
  void normalTail(double z, double log10p) {
    assertThat(LogTails.normal(z)).isCloseTo(log10p, within(1e-12 * Math.max(1, -log10p)));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 5, -0.0870390140369183",
    "0.1, 3, -0.33411316477295",
    "1, 10, -0.768411743726268",
    "2.5, 198, -2.17942455594932",
    "12, 198, -24.8618064085639",
    "1000, 198, -368.186586679513",
    "10, 29, -10.4814951029885"
  })
  void studentTail(double t, double degrees, double log10p) {
    assertThat(LogTails.student(t, degrees))
        .isCloseTo(log10p, within(1e-11 * Math.max(1, -log10p)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.005, -2.30211527947875",
    "10, 3, -2.95762607764525",
    "150, 100, -5.72487058820232",
    "5000, 1000, -1759.82379336105",
    "200000, 1300, -351126.061890251",
    "3, 3, 0",
    "1, 5, 0"
  })
  void poissonTail(double n, double lambda, double log10p) {
    assertThat(LogTails.poisson(n, lambda)).isCloseTo(log10p, within(1e-11 * Math.max(1, -log10p)));
  }
}
