package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTests {

  @Test
  void readsTheLanguageOffThePath() {
    assertThat(Language.of("/")).isEqualTo(Language.KOREAN);
    assertThat(Language.of("/entrants")).isEqualTo(Language.KOREAN);
    assertThat(Language.of("/en")).isEqualTo(Language.ENGLISH);
    assertThat(Language.of("/en/verify")).isEqualTo(Language.ENGLISH);
  }

  @Test
  void stripsAndPutsBackThePrefix() {
    assertThat(Language.ENGLISH.strip("/en")).isEqualTo("/");
    assertThat(Language.ENGLISH.strip("/en/verify")).isEqualTo("/verify");
    assertThat(Language.ENGLISH.address("/")).isEqualTo("/en");
    assertThat(Language.ENGLISH.address("/verify")).isEqualTo("/en/verify");
    assertThat(Language.KOREAN.address("/verify")).isEqualTo("/verify");
  }

  @Test
  void goesBackInsideTheSiteOnly() {
    assertThat(DisplayMode.inside("/en/verify?x=1")).isEqualTo("/en/verify?x=1");
    assertThat(DisplayMode.inside("//elsewhere.example")).isEqualTo("/");
    assertThat(DisplayMode.inside("/\\elsewhere.example")).isEqualTo("/");
    assertThat(DisplayMode.inside("https://elsewhere.example")).isEqualTo("/");
    assertThat(DisplayMode.inside("/a\r\nSet-Cookie: x=y")).isEqualTo("/");
  }
}
