package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.gwageo.benchmark.journal.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

  private static final Instant NOW = Instant.parse("2026-08-03T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|PT0S",
        "7|PT7S",
        " 2 |PT2S",
        "0.25|PT0.25S",
        "Mon, 03 Aug 2026 00:00:30 GMT|PT30S",
        "Sun, 02 Aug 2026 00:00:00 GMT|PT0S",
      })
  void isSecondsOrADate(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e3", "2026-08-03T00:00:30Z"})
  void isNothingElse(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void backsOffTwiceAsLongEachTimeUpToTheCap() {
    var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350));
    var random = new Random(1);

    assertThat(backoff.after(1, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.after(2, random)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(backoff.after(3, random)).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
    assertThat(backoff.after(99, random)).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
    assertThat(backoff.after(1, new Random(7))).isEqualTo(backoff.after(1, new Random(7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/v1", "host/v1", "http:///v1", "http://h/v1?key=1"})
  void refusesAnAddressThatIsNoEndpoint(String address) {
    assertThatThrownBy(() -> Endpoint.of(URI.create(address), "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint");
  }

  @Test
  void keepsTheTokenToItself() {
    var endpoint =
        new Endpoint(URI.create("http://h/v1/"), new Subject("m", "", ""), "a-secret-token");

    assertThat(endpoint.toString()).doesNotContain("a-secret-token");
    assertThat(endpoint.at("chat/completions"))
        .isEqualTo(URI.create("http://h/v1/chat/completions"));
  }
}
