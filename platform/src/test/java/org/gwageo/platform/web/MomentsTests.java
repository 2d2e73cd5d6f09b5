package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MomentsTests {

  @Test
  void showsKoreanTimeWithTheWeekday() {
    Instant evening = Instant.parse("2026-11-22T09:00:00Z");
    assertThat(Moments.time(Language.KOREAN, evening)).isEqualTo("2026. 11. 22.(일) 18:00 (KST)");
    assertThat(Moments.time(Language.ENGLISH, evening)).isEqualTo("Sun 22 Nov 2026, 18:00 (KST)");
    assertThat(Moments.machine(evening)).isEqualTo("2026-11-22T18:00:00+09:00");
  }

  @Test
  void countsTheDayInSeoul() {
    Instant lateInUtc = Instant.parse("2026-07-31T15:00:00Z");
    assertThat(Moments.time(Language.KOREAN, lateInUtc)).isEqualTo("2026. 8. 1.(토) 00:00 (KST)");
  }

  @Test
  void writesADateWithoutATime() {
    LocalDate date = LocalDate.of(2025, 6, 20);
    assertThat(Moments.date(Language.KOREAN, date)).isEqualTo("2025. 6. 20.(금)");
    assertThat(Moments.date(Language.ENGLISH, date)).isEqualTo("Fri 20 Jun 2025");
  }

  @Test
  void groupsThousandsAndKeepsDecimals() {
    assertThat(Figures.grouped(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.grouped(999)).isEqualTo("999");
    assertThat(Figures.grouped(new BigDecimal("-28000.50"))).isEqualTo("−28,000.50");
    assertThat(Figures.grouped(new BigDecimal("90.0"))).isEqualTo("90.0");
  }
}
