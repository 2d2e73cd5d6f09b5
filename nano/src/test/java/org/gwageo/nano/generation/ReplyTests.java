package org.gwageo.nano.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplyTests {
  @Test
  void keepsBackCharactersWhoseBytesAreMissing() {
    Reply reply = new Reply(List.of());
    byte[] bytes = "각😀".getBytes(StandardCharsets.UTF_8);
    StringBuilder told = new StringBuilder();
    for (byte value : bytes) {
      reply.append(new byte[] {value});
      String news = reply.news(false);
      assertThat(news).doesNotContain("\ufffd");
      told.append(news);
    }
    reply.end();
    assertThat(told.append(reply.news(true))).hasToString("각😀");
  }

  @Test
  void neverTellsAPartOfAStopText() {
    Reply reply = new Reply(List.of("STOP"));
    reply.append("a ST".getBytes(StandardCharsets.UTF_8));
    assertThat(reply.news(false)).isEqualTo("a ");
    reply.append("AR S".getBytes(StandardCharsets.UTF_8));
    assertThat(reply.news(false)).isEqualTo("STAR ");
    reply.append("TOP b".getBytes(StandardCharsets.UTF_8));
    assertThat(reply.stopped()).isTrue();
    assertThat(reply.news(true)).isEmpty();
    assertThat(reply.text()).isEqualTo("a STAR ");
  }

  @Test
  void endsAtTheFirstOfSeveralStopTexts() {
    Reply reply = new Reply(List.of("\n", "답:"));
    reply.append("27\n답:".getBytes(StandardCharsets.UTF_8));
    assertThat(reply.text()).isEqualTo("27");
  }

  @Test
  void turnsBytesThatEndNowhereIntoReplacements() {
    Reply reply = new Reply(List.of());
    reply.append(new byte[] {'x', (byte) 0xEA, (byte) 0xB0});
    reply.end();
    assertThat(reply.text()).isEqualTo("x\ufffd");
  }

  @Test
  void tellsTheWholeTextHoweverItIsCut() {
    SplittableRandom random = new SplittableRandom(2);
    String text = "가나다 abc 😀 끝 end 가나";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 200; round++) {
      Reply reply = new Reply(List.of("끝내", "나다라", "end!"));
      StringBuilder told = new StringBuilder();
      int at = 0;
      while (at < bytes.length) {
        int size = Math.min(bytes.length - at, 1 + random.nextInt(5));
        reply.append(Arrays.copyOfRange(bytes, at, at + size));
        told.append(reply.news(false));
        at += size;
      }
      reply.end();
      assertThat(told.append(reply.news(true))).hasToString(text);
    }
  }
}
