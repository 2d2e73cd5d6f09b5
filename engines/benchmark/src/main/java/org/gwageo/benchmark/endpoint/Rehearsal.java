package org.gwageo.benchmark.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.gwageo.benchmark.task.Api;

/**
 * Reads streamed replies that nobody sent, before the first one that is timed.
 *
 * <p>A Java machine runs code it has not seen before many times slower than later. Where several
 * replies arrive at once, the time to read the first of them would count as the others' time to
 * their first token. Nothing is sent and nothing is kept.
 */
final class Rehearsal {

  private static final int ROUNDS = 24;
  private static final int EVENTS = 32;

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private Rehearsal() {}

  /** Returns how many pieces were read. */
  static int streams() {
    int pieces = 0;
    for (Api api : Api.values()) {
      List<byte[]> events = events(api);
      for (int round = 0; round < ROUNDS; round++) {
        var sink = new ReplySink();
        sink.head(ResponseHead.parse(HEAD));
        long at = 0;
        for (byte[] event : events) {
          sink.body(event, 0, event.length, ++at);
        }
        StreamedReply stream = sink.stream();
        pieces += stream == null ? 0 : stream.pieces();
      }
    }
    return pieces;
  }

  private static List<byte[]> events(Api api) {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String content = i % 4 == 0 ? "\"답 \\n%d\"".formatted(i) : "\" token %d\"".formatted(i);
      String piece =
          api == Api.CHAT ? "\"delta\":{\"content\":%s}".formatted(content) : "\"text\":" + content;
      String finish = i == EVENTS - 1 ? "\"stop\"" : "null";
      events.add(
          event(
              "\"choices\":[{\"index\":0,%s,\"logprobs\":null,\"finish_reason\":%s}]"
                  .formatted(piece, finish)));
    }
    events.add(
        event(
            "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + EVENTS + "}"));
    events.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    return events;
  }

  private static byte[] event(String members) {
    return ("data: {\"id\":\"r\",\"object\":\"chunk\",\"created\":1,\"model\":\"m\","
            + members
            + "}\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
