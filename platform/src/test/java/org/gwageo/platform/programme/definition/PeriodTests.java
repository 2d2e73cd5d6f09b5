package org.gwageo.platform.programme.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodTests {

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  @ParameterizedTest
  @CsvSource({
    "2025-08-04,            2025-08-04, 2025-08-04, DAY,      false",
    "2026-01-05~,           2026-01-05, 2026-01-05, DAY,      true",
    "2024-02,               2024-02-01, 2024-02-29, MONTH,    false",
    "2027~,                 2027-01-01, 2027-12-31, YEAR,     true",
    "2025-06-20/2025-07-21, 2025-06-20, 2025-07-21, INTERVAL, false",
    "2026-07/2026-08~,      2026-07-01, 2026-08-31, INTERVAL, true",
  })
  void isAsPreciseAsItIsWritten(
      String text, String first, String last, Period.Precision precision, boolean approximate) {
    Period period = Period.parse(text);
    assertThat(period.first()).isEqualTo(first);
    assertThat(period.last()).isEqualTo(last);
    assertThat(period.precision()).isEqualTo(precision);
    assertThat(period.approximate()).isEqualTo(approximate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2025-8-4", "2025-13", "2025-02-30", "2025-07-21/2025-06-20", "soon", "~"})
  void refusesWhatIsNoDate(String text) {
    assertThatThrownBy(() -> Period.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDayLastsFromItsFirstToItsLastInstantInTheZone() {
    Moment day = Moment.parse("2026-01-05");
    assertThat(day.begins(SEOUL)).isEqualTo("2026-01-05T00:00+09:00[Asia/Seoul]");
    assertThat(day.ends(SEOUL)).isEqualTo("2026-01-05T23:59:59.999999999+09:00[Asia/Seoul]");
  }

  @Test
  void anExactTimeIsTheSameInstantInEveryZone() {
    Moment time = Moment.parse("2026-01-05T09:00+09:00");
    assertThat(time.begins(ZoneId.of("UTC"))).isEqualTo("2026-01-05T00:00Z[UTC]");
    assertThat(time.ends(SEOUL)).isEqualTo(time.begins(SEOUL));
  }

  @Test
  void aTextIsKoreanForAKoreanReaderOnly() {
    var text = new Bilingual("단계", "stage");
    assertThat(text.in(Locale.KOREA)).isEqualTo("단계");
    assertThat(text.in(Locale.ENGLISH)).isEqualTo("stage");
    assertThat(text.in(Locale.JAPANESE)).isEqualTo("stage");
  }
}
