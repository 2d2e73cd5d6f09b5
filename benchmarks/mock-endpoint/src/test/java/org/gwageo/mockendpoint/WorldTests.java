package org.gwageo.mockendpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class WorldTests {

  @Test
  void timesToTheFirstTokenAreLogNormal() {
    var latency = new Latency(Duration.ofMillis(100), 0.5, Duration.ZERO, 0, 0, 0);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double log = Math.log(latency.firstNanos(Draw.of(1, "request", Integer.toString(i))) / 1e8);
      sum += log;
      squares += log * log;
    }
    double mean = sum / draws;
    assertThat(mean).isBetween(-0.015, 0.015);
    assertThat(Math.sqrt(squares / draws - mean * mean)).isBetween(0.49, 0.51);
  }

  @Test
  void aFullMachineIsSlower() {
    var latency = new Latency(Duration.ZERO, 0, Duration.ofMillis(10), 0, 4, 1);
    Draw draw = Draw.of(1, "a");
    assertThat(latency.gapNanos(draw, 1, 0)).isEqualTo(10_000_000);
    assertThat(latency.gapNanos(draw, 1, 4)).isEqualTo(20_000_000);
  }

  @Test
  void drawsAreEvenAndKeepTheirPromise() {
    int below = 0;
    for (int i = 0; i < 20_000; i++) {
      Draw draw = Draw.of(9, "x", Integer.toString(i));
      assertThat(draw.uniform(3)).isEqualTo(draw.uniform(3)).isBetween(0.0, 1.0);
      below += draw.uniform(3) < 0.1 ? 1 : 0;
    }
    assertThat(below).isBetween(1800, 2200);
  }

  @Test
  void tokensJoinedAreTheText() {
    var random = new Random(5);
    String letters = "ab c\n한글 😀é,.\t";
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(60); j > 0; j--) {
        text.appendCodePoint(
            letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(12))));
      }
      var tokens = Tokens.of(text.toString());
      assertThat(String.join("", tokens)).isEqualTo(text.toString());
      assertThat(Tokens.count(text.toString())).isEqualTo(tokens.size());
      for (String token : tokens) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(token);
      }
    }
  }

  @Test
  void quotesTextAsJson() {
    String text = "quote \" slash \\ line \n\t\r bell \u0007 한글 😀 end";
    String json = new Bytes(4).quote(text).toString();
    assertThat(JsonMapper.builder().build().readTree(json).stringValue()).isEqualTo(text);
  }
}
