package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.ToolCall;
import org.gwageo.benchmark.journal.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeReplyTests {

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
    assertThat(Failures.ofStatus(status, new byte[0]).failure().code()).isEqualTo(code);
  }

  @Test
  void tellsAFilterFromARefusal() {
    byte[] body = bytes("{\"error\":{\"code\":\"content_filter\",\"message\":\"withheld\"}}");

    assertThat(Failures.ofStatus(400, body))
        .isEqualTo(new Failed(FailureClass.FILTERED, 400, "withheld"));
  }

  @Test
  void repeatsWhatTheEndpointSays() {
    assertThat(Failures.ofStatus(400, bytes("{\"error\":\"too long\"}")).message())
        .isEqualTo("too long");
    assertThat(Failures.ofStatus(502, bytes("<html>bad gateway</html>")).message())
        .isEqualTo("<html>bad gateway</html>");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"message\":\"x\",\"code\":429}', rate-limited",
    "'{\"message\":\"x\",\"code\":500}', server-error",
    "'{\"message\":\"x\",\"type\":\"rate_limit_exceeded\"}', rate-limited",
    "'{\"message\":\"x\",\"type\":\"overloaded_error\"}', overloaded",
    "'{\"message\":\"x\",\"code\":\"content_filter\"}', filtered",
    "'{\"message\":\"x\",\"type\":\"invalid_request_error\"}', refused",
    "'{\"message\":\"x\"}', server-error",
    "'\"x\"', server-error",
  })
  void classifiesErrorsThatComeInPlaceOfAReply(String error, String code) {
    assertThat(read("{\"error\":" + error + "}"))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(code);
              assertThat(failed.message()).isEqualTo("x");
            });
  }

  @Test
  void readsToolCallsAndTheTokensOfReasoningAndCache() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                    + "\"type\":\"function\",\"function\":{\"name\":\"find\",\"arguments\":"
                    + "\"{\\\"q\\\":1}\"}},{\"id\":\"c2\",\"function\":{\"name\":\"see\","
                    + "\"arguments\":{\"a\":[1,\"b\"]}}}]},\"finish_reason\":\"tool_calls\"}],"
                    + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":7},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":6}}}"))
        .isEqualTo(
            new Answered(
                new Reply(
                    "",
                    null,
                    "tool_calls",
                    new Usage(9L, 8L, 6L, 7L),
                    null,
                    List.of(
                        new ToolCall("c1", "find", "{\"q\":1}"),
                        new ToolCall("c2", "see", "{\"a\":[1,\"b\"]}")),
                    null)));
  }

  @Test
  void countsReasoningThatComesUnderTwoNamesOnce() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":\"a\",\"reasoning\":\"why\","
                    + "\"reasoning_content\":\"why\"},\"finish_reason\":\"stop\"}]}"))
        .isEqualTo(
            new Answered(new Reply("a", "why", "stop", Usage.UNKNOWN, null, List.of(), null)));
  }

  @Test
  void staysCalmWithHostileDocuments() {
    for (String body :
        List.of(
            "[".repeat(100_000),
            "{\"choices\":" + "[".repeat(100_000),
            "{\"choices\":[{\"message\":{\"content\":" + "{\"a\":".repeat(50_000),
            "{\"choices\":[{\"text\":\"a\"}],\"usage\":{\"prompt_tokens\":"
                + "9".repeat(100_000)
                + "}}",
            "{\"choices\":[{\"text\":\"a\"}]} more")) {
      assertThat(read(body)).isInstanceOf(Failed.class);
    }
  }

  private static Outcome read(String body) {
    var sink = new ReplySink();
    sink.head(Heads.json());
    byte[] bytes = bytes(body);
    if (bytes.length > 0) {
      sink.body(bytes, 0, bytes.length, 0);
    }
    return sink.outcome(Heads.chatRequest(), () -> "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
