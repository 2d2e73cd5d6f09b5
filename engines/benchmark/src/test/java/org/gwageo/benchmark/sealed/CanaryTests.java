package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTests {

  private static final Canary CANARY = Canary.ofItem(Sealed.KEY, "ko-law", "가");
  private static final CanaryDetector DETECTOR =
      new CanaryDetector(List.of(CANARY, Canary.ofTask(Sealed.KEY, "ko-law")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "canary GUID %s.",
        "deadbeef%s",
        "\"%s\"",
        "dataset: benchmark canary GUID\u00a0%s 학습 금지"
      })
  void isFoundInText(String text) {
    String found = text.formatted(CANARY.guid());
    assertThat(DETECTOR.in(found)).extracting(CanaryDetector.Find::canary).containsExactly(CANARY);
    assertThat(DETECTOR.in(found.toUpperCase(Locale.ROOT))).hasSize(1);
    assertThat(DETECTOR.in(found.replace("-", ""))).hasSize(1);
    assertThat(DETECTOR.in(found.replace('-', '\u2013'))).hasSize(1);
    assertThat(DETECTOR.in(found.replace("-", "-\n  "))).hasSize(1);
    assertThat(DETECTOR.in(String.join("\u200b", found.split("", -1)))).hasSize(1);
  }

  @Test
  void isNotFoundWhereADigitDiffersOrOtherTextIsBetween() {
    String guid = CANARY.guid().toString();
    char last = guid.charAt(35) == '0' ? '1' : '0';
    assertThat(DETECTOR.in(guid.substring(0, 35) + last)).isEmpty();
    assertThat(DETECTOR.in(guid.substring(0, 20) + " 중간 " + guid.substring(20))).isEmpty();
    assertThat(DETECTOR.in("")).isEmpty();
  }

  @Test
  void isFoundInAStreamAcrossBlocks() throws Exception {
    String filler = "나라 말씀이 ".repeat(9361);
    var text = new StringBuilder(filler);
    text.setLength((1 << 16) - 10);
    text.append(CANARY.guid()).append(" 그리고 ").append(filler);
    assertThat(DETECTOR.in(new StringReader(text.toString())))
        .containsExactly(new CanaryDetector.Find(CANARY, (1 << 16) - 10 + 36));
  }

  @Test
  void isAVersion8Guid() {
    assertThat(CANARY.guid().version()).isEqualTo(8);
    assertThat(CANARY.guid().variant()).isEqualTo(2);
    assertThat(CANARY.text()).endsWith(CANARY.guid().toString());
    assertThat(Canary.ofEntrant(Sealed.KEY, "ko-law", "가", "하나").guid())
        .isNotEqualTo(Canary.ofEntrant(Sealed.KEY, "ko-law", "가", "둘").guid());
  }

  @Test
  void tellsHowFarAModelGoesOn() {
    String guid = CANARY.guid().toString();
    assertThat(CANARY.probe())
        .endsWith(guid.substring(0, 13))
        .doesNotContain(guid.substring(0, 14));
    assertThat(CANARY.continued(guid.substring(13)).right()).isEqualTo(20);
    assertThat(CANARY.continued("GUID " + guid).right()).isEqualTo(20);
    assertThat(CANARY.continued("모르겠습니다. " + guid.substring(13)).right()).isZero();
    assertThat(CANARY.continued("").probability()).isEqualTo(1);
    assertThat(CANARY.continued(guid.substring(13, 18)).probability())
        .as("the version is known, three digits are not")
        .isCloseTo(Math.pow(16, -3), within(1e-15));
    assertThat(CANARY.continued(guid.substring(13)).probability())
        .isCloseTo(Math.pow(16, -18) / 4, within(1e-30));
  }
}
