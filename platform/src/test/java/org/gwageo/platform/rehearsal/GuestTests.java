package org.gwageo.platform.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTests {

  @Test
  void readsNameAddressAndModel() {
    assertThat(Guest.parse("내 모델=http://127.0.0.1:8081/v1#qwen"))
        .isEqualTo(new Guest("내 모델", URI.create("http://127.0.0.1:8081/v1"), "qwen"));
    assertThat(Guest.parse("a=https://models.example/v1").model()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8081/v1",
        "=http://127.0.0.1:8081/v1",
        "a=127.0.0.1:8081",
        "a=file:///etc/passwd",
        "a=http://127.0.0.1:8081/",
        "a=http://"
      })
  void refusesAnotherFormAndNamesIt(String text) {
    assertThatThrownBy(() -> Guest.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an entrant");
  }
}
