package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTests {

  @Test
  void readsAChatReply() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":\"19\",\"reasoning_content\":\"12+7\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2},"
                    + "\"system_fingerprint\":\"fp\"}"))
        .isEqualTo(
            new Answered(
                new Reply(
                    "19", "12+7", "stop", new Usage(5L, 2L, null, null), "fp", List.of(), null)));
  }

  @Test
  void readsACompletion() {
    assertThat(read("{\"choices\":[{\"text\":\" 19\",\"finish_reason\":null}]}"))
        .isEqualTo(new Answered(Reply.of(" 19", "")));
  }

  @Test
  void joinsContentParts() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"1\"},"
                    + "{\"type\":\"text\",\"text\":\"9\"}]},\"finish_reason\":\"stop\"}]}"))
        .isEqualTo(new Answered(Reply.of("19", "stop")));
  }

  @Test
  void takesNullContentAsEmptyAndARefusalAsFiltered() {
    assertThat(read("{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}"))
        .isEqualTo(new Answered(Reply.of("", "stop")));
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"no\"},"
                    + "\"finish_reason\":\"stop\"}]}"))
        .isEqualTo(new Answered(Reply.of("", "content_filter")));
  }

  @Test
  void repairsLoneSurrogates() {
    assertThat(
            read(
                "{\"choices\":[{\"text\":\"\\ud83d\\ude00"
                    + " \\ud83d!\",\"finish_reason\":\"stop\"}]}"))
        .isEqualTo(new Answered(Reply.of("😀 \uFFFD!", "stop")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "{\"choices\":[]}",
        "{\"choices\":[{}]}",
        "{\"error\":{\"message\":\"x\"}}",
        "{\"choices\":[{\"message\":",
      })
  void callsAnythingElseMalformed(String body) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(FailureClass.MALFORMED));
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate-limited",
    "503, overloaded",
    "500, server-error",
    "502, server-error",
    "504, server-error",
    "408, stall",
    "400, refused",
    "401, refused",
    "404, refused",
    "413, refused",
    "422, refused",
    "301, refused",
    "204, malformed",
  })
  void classifiesStatuses(int status, String code) {
    assertThat(ReplyReader.failure(status, new byte[0]).failure().code()).isEqualTo(code);
  }

  @Test
  void tellsAFilterFromARefusal() {
    byte[] body = bytes("{\"error\":{\"code\":\"content_filter\",\"message\":\"withheld\"}}");

    assertThat(ReplyReader.failure(400, body))
        .isEqualTo(new Failed(FailureClass.FILTERED, 400, "withheld"));
  }

  @Test
  void repeatsWhatTheEndpointSays() {
    assertThat(ReplyReader.failure(400, bytes("{\"error\":\"too long\"}")).message())
        .isEqualTo("too long");
    assertThat(ReplyReader.failure(502, bytes("<html>bad gateway</html>")).message())
        .isEqualTo("<html>bad gateway</html>");
  }

  private static Outcome read(String body) {
    return ReplyReader.reply(bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
