package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTests {

  @ParameterizedTest
  @CsvSource({
    "가온, 은, 이, 을, 으로",
    "나래, 는, 가, 를, 로",
    "서울, 은, 이, 을, 로",
    "1단계, 는, 가, 를, 로",
    "규칙 v1, 은, 이, 을, 로",
    "제2, 는, 가, 를, 로",
    "3, 은, 이, 을, 으로",
    "10, 은, 이, 을, 으로",
    "LG, 는, 가, 를, 로",
    "SKT, 는, 가, 를, 로",
    "URL, 은, 이, 을, 로",
    "IBM, 은, 이, 을, 으로",
    "업스테이지(주), 는, 가, 를, 로"
  })
  void followsTheSoundOfTheLastLetter(
      String word, String topic, String subject, String object, String direction) {
    assertThat(Particles.topic(word)).isEqualTo(topic);
    assertThat(Particles.subject(word)).isEqualTo(subject);
    assertThat(Particles.object(word)).isEqualTo(object);
    assertThat(Particles.direction(word)).isEqualTo(direction);
  }

  @Test
  void writesBothFormsWhereTheSoundIsNotKnown() {
    assertThat(Particles.topic("Motif")).isEqualTo("은(는)");
    assertThat(Particles.direction("Motif")).isEqualTo("(으)로");
    assertThat(Particles.object("")).isEqualTo("을(를)");
  }
}
