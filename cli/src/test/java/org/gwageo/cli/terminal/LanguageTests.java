package org.gwageo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTests {

  @Test
  void koreanIsSpokenInKoreanLocalesAndEnglishElsewhere() {
    assertThat(Language.of(Locale.KOREA)).isEqualTo(Language.KO);
    assertThat(Language.of(Locale.JAPAN)).isEqualTo(Language.EN);
    assertThat(Language.of(Locale.ROOT)).isEqualTo(Language.EN);
  }
}
