package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.ToolCall;
import org.gwageo.benchmark.journal.Usage;
import org.junit.jupiter.api.Test;

class StreamedReplyTests {

  private static final String STOP =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
  private static final String DONE = "[DONE]";

  private static String piece(String content) {
    return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + content
        + "\"},\"finish_reason\":null}],\"usage\":null}";
  }

  private static String usage(int tokens) {
    return "{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + tokens + "}}";
  }

  private static String stream(String... events) {
    return Stream.of(events).map(event -> "data: " + event + "\n\n").collect(Collectors.joining());
  }

  private static Outcome read(String... events) {
    return readText(stream(events));
  }

  private static Outcome readText(String text) {
    var sink = new ReplySink();
    sink.head(Heads.events());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.body(bytes, 0, bytes.length, 7);
    return sink.outcome(Heads.chatRequest(), () -> "");
  }

  private static Reply reply(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Answered.class);
    return ((Answered) outcome).reply();
  }

  private static void assertFailed(Outcome outcome, FailureClass failure) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
  }

  @Test
  void joinsPiecesAndReadsTheUsageOfTheLastChunk() {
    assertThat(reply(read(piece("정"), piece("답 "), piece("7"), STOP, usage(3), DONE)))
        .isEqualTo(
            new Reply("정답 7", null, "stop", new Usage(5L, 3L, null, null), null, List.of(), null));
  }

  @Test
  void readsTheSameHoweverTheBytesAreCut() {
    String text =
        ": a comment\r\n\r\nevent: message\r\nid: 1\r\ndata: "
            + piece("한")
            + "\r\n\r\ndata:"
            + piece("글")
            + "\n\nretry: 5\rdata: {\"choices\":\rdata: [{\"delta\":{\"content\":\"!\"}}]}\r\r"
            + stream(STOP, usage(3), DONE);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Outcome whole = readText(text);
    assertThat(reply(whole).text()).isEqualTo("한글!");
    var random = new Random(5);
    for (int round = 0; round < 500; round++) {
      var sink = new ReplySink();
      sink.head(Heads.events());
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + round % 40));
        sink.body(bytes, at, length, at);
        at += length;
      }
      assertThat(sink.outcome(Heads.chatRequest(), () -> "")).isEqualTo(whole);
    }
  }

  @Test
  void acceptsAStreamWithoutItsLastMark() {
    assertThat(reply(read(piece("7"), STOP)).finish()).isEqualTo("stop");
    assertThat(reply(readText("data: " + piece("7") + "\n\ndata: " + STOP)).text()).isEqualTo("7");
  }

  @Test
  void callsAStreamThatEndsEarlyBroken() {
    assertFailed(read(piece("7"), piece("8")), FailureClass.RESET);
  }

  @Test
  void readsNothingBehindTheLastMark() {
    assertThat(reply(read(piece("7"), STOP, DONE, piece("8"))).text()).isEqualTo("7");
  }

  @Test
  void tellsAStreamThatIsNotWhatItClaims() {
    assertFailed(read("{\"choices\":[{\"delta\":{\"content\":\"7\"", DONE), FailureClass.MALFORMED);
    assertFailed(read(DONE), FailureClass.MALFORMED);
    assertFailed(readText(""), FailureClass.RESET);
  }

  @Test
  void readsAnErrorWithinAStream() {
    assertFailed(
        read(piece("7"), "{\"error\":{\"message\":\"out of memory\",\"code\":500}}"),
        FailureClass.SERVER_ERROR);
    assertFailed(
        read("{\"error\":{\"message\":\"later\",\"code\":429}}", DONE), FailureClass.RATE_LIMITED);
    assertFailed(read("{\"error\":{\"message\":\"too long\",\"code\":400}}"), FailureClass.REFUSED);
  }

  @Test
  void putsToolCallsTogether() {
    String head = "{\"choices\":[{\"delta\":{\"tool_calls\":[";
    String tail = "]}}]}";
    Reply reply =
        reply(
            read(
                head
                    + "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"find\",\"arguments\":\"\"}}"
                    + tail,
                head + "{\"index\":0,\"function\":{\"arguments\":\"{\\\"q\\\":\"}}" + tail,
                head
                    + "{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"see\",\"arguments\":\"{}\"}}"
                    + tail,
                head + "{\"index\":0,\"function\":{\"arguments\":\"1}\"}}" + tail,
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                DONE));

    assertThat(reply.toolCalls())
        .containsExactly(new ToolCall("a", "find", "{\"q\":1}"), new ToolCall("b", "see", "{}"));
  }

  @Test
  void putsToolCallsWithoutIndexTogether() {
    String head = "{\"choices\":[{\"delta\":{\"tool_calls\":[";
    String tail = "]}}]}";
    Reply reply =
        reply(
            read(
                head + "{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}" + tail,
                head + "{\"function\":{\"arguments\":\"}\"}}" + tail,
                head + "{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}" + tail,
                STOP));

    assertThat(reply.toolCalls())
        .containsExactly(new ToolCall("a", "f", "{}"), new ToolCall("b", "g", "{}"));
  }

  @Test
  void keepsReasoningApart() {
    Reply reply =
        reply(
            read(
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"생\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"각\"}}]}",
                piece("7"),
                STOP));

    assertThat(reply.reasoning()).isEqualTo("생각");
    assertThat(reply.text()).isEqualTo("7");
  }

  @Test
  void leavesReasoningWithinTheTextAsItCame() {
    assertThat(reply(read(piece("<think>생각"), piece("</think>7"), STOP)).text())
        .isEqualTo("<think>생각</think>7");
  }

  @Test
  void takesRepeatedPiecesOutWhereTheCountOfTokensTellsThem() {
    assertThat(reply(read(piece("4"), piece("4"), STOP, usage(1), DONE)).text()).isEqualTo("4");
    assertThat(reply(read(piece("4"), piece("4"), STOP, usage(2), DONE)).text()).isEqualTo("44");
    assertThat(reply(read(piece("4"), piece("4"), STOP, DONE)).text()).isEqualTo("44");
    assertThat(reply(read(piece("a"), piece("b"), piece("b"), STOP, STOP, usage(2), DONE)).text())
        .isEqualTo("ab");
  }

  @Test
  void refusesRepeatedPiecesThatCannotBeTold() {
    assertFailed(
        read(piece("4"), piece("4"), piece("x"), piece("5"), piece("5"), STOP, usage(4), DONE),
        FailureClass.MALFORMED);
  }

  @Test
  void leavesPiecesThatAreSmallerThanTokens() {
    assertThat(reply(read(piece("가"), piece("나"), piece("다"), STOP, usage(1), DONE)).text())
        .isEqualTo("가나다");
  }

  @Test
  void takesOutEventsThatComeTwiceUnderOneId() {
    assertThat(
            reply(
                    readText(
                        "id: 1\ndata: "
                            + piece("4")
                            + "\n\nid: 1\ndata: "
                            + piece("4")
                            + "\n\n"
                            + stream(STOP)))
                .text())
        .isEqualTo("4");
  }

  @Test
  void measuresFromTheReadsThatBroughtThePieces() {
    var streamed = new StreamedReply();
    int[] times = {100, 130, 230, 240};
    String[] events = {
      "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
      piece("a"),
      piece("b"),
      piece("c")
    };
    for (int i = 0; i < times.length; i++) {
      byte[] bytes = stream(events[i]).getBytes(StandardCharsets.UTF_8);
      streamed.feed(bytes, 0, bytes.length, times[i]);
    }
    byte[] rest = stream(STOP, usage(3), DONE).getBytes(StandardCharsets.UTF_8);
    streamed.feed(rest, 0, rest.length, 900);

    assertThat(streamed.pieces()).isEqualTo(3);
    assertThat(streamed.firstPiece()).isEqualTo(130);
    assertThat(streamed.meanGap()).isEqualTo(55);
    assertThat(streamed.longestGap()).isEqualTo(100);
  }

  @Test
  void boundsWhatAStreamMayBring() {
    var sink = new ReplySink();
    sink.head(Heads.events());
    byte[] bytes = stream(piece("x".repeat(100_000))).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      sink.body(bytes, 0, bytes.length, i);
    }

    assertFailed(sink.outcome(Heads.chatRequest(), () -> ""), FailureClass.MALFORMED);
  }
}
