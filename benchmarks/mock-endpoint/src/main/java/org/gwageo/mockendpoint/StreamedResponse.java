package org.gwageo.mockendpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gwageo.mockendpoint.EventWriter.Event;
import org.jspecify.annotations.Nullable;

/**
 * Sends one reply as server-sent events in chunks, token by token, as its latency and fault say.
 */
final class StreamedResponse {

  private static final byte[] HEAD =
      ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
              + "cache-control: no-cache\r\ntransfer-encoding: chunked\r\nx-request-id: req-")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final MockEndpoint endpoint;
  private final ReplyWriter writer;
  private final Wire wire;
  private final Bytes event;
  private final Plan plan;
  private final Runnable closing;
  private long began;

  /**
   * Sends to {@code wire}; {@code scratch} is used for one event at a time and {@code closing} is
   * told before the client can have the end.
   */
  StreamedResponse(
      MockEndpoint endpoint,
      ReplyWriter writer,
      Wire wire,
      Bytes scratch,
      Plan plan,
      Runnable closing) {
    this.endpoint = endpoint;
    this.writer = writer;
    this.wire = wire;
    this.event = scratch;
    this.plan = plan;
    this.closing = closing;
  }

  /** Sends all; returns when the first content was written, or 0 if there was none. */
  long send(Call call, long number) throws IOException, InterruptedException {
    Latency latency = endpoint.options().latency();
    long due = System.nanoTime() + latency.firstNanos(plan.draw());
    Wire.sleepUntil(due);
    wire.out().clear().add(HEAD).add(number).add(endpoint.limitHeaders()).add(Wire.END_OF_HEAD);
    if (plan.has(FaultKind.RESET_AFTER)) {
      closing.run();
      wire.send();
      wire.reset();
      return 0;
    }
    var events = new EventWriter(writer, call, plan, number);
    List<Event> all = events.events();
    int stop = breaksMidway() ? all.size() / 2 : all.size();
    int tokens = 0;
    for (int i = 0; i < stop; i++) {
      if (all.get(i).isToken() && tokens++ > 0) {
        long gap = latency.gapNanos(plan.draw(), tokens - 1, endpoint.books().inFlight());
        if (gap > 0) {
          flush();
          due += gap;
          Wire.sleepUntil(due);
        }
      }
      add(events, all, i);
    }
    end();
    return began;
  }

  private boolean breaksMidway() {
    return plan.fault() != null
        && switch (plan.fault().kind()) {
          case CUT, STALL_MIDWAY, STREAM_ERROR, TRUNCATED_JSON, GARBAGE -> true;
          default -> false;
        };
  }

  private void add(EventWriter events, List<Event> all, int index)
      throws IOException, InterruptedException {
    int id = plan.has(FaultKind.DUPLICATE_EVENT) ? index : -1;
    add(events, all.get(index), id);
    if (id >= 0 || (plan.has(FaultKind.DUPLICATE_CHUNK) && isLastToken(all, index))) {
      add(events, all.get(index), id);
    }
    Fault fault = plan.fault();
    if (fault != null && fault.kind() == FaultKind.SLOW_LORIS) {
      flush();
      Thread.sleep(Duration.ofMillis(fault.millis(1000)).dividedBy(all.size()));
    }
  }

  private static boolean isLastToken(List<Event> all, int index) {
    return all.get(index).isToken() && (index + 1 == all.size() || !all.get(index + 1).isToken());
  }

  /** Ends the stream as its fault wants. */
  private void end() throws IOException, InterruptedException {
    Fault fault = plan.fault();
    if (!plan.has(FaultKind.STALL_MIDWAY)) {
      closing.run();
    }
    switch (fault == null ? null : fault.kind()) {
      case CUT -> {
        flush();
        wire.close();
        return;
      }
      case STALL_MIDWAY -> {
        flush();
        Thread.sleep(fault == null ? 0 : fault.millis(Wire.LONG_STALL));
        wire.close();
        return;
      }
      case STREAM_ERROR -> {
        writer.error(event.clear(), 500, "", "the engine died");
        add(event.toString());
      }
      case TRUNCATED_JSON -> {
        add("{\"id\":\"chatcmpl-0\",\"choices\":[{\"ind");
        add("[DONE]");
      }
      case GARBAGE -> add("It works!");
      case NO_DONE -> {}
      case null, default -> add("[DONE]");
    }
    wire.out().add(LAST_CHUNK);
    flush();
  }

  /** Adds an event as one chunk; an id lets a client tell a doubled event from a doubled word. */
  private void add(EventWriter events, Event next, int id) {
    event.clear();
    if (id >= 0) {
      event.add("id: ").add(id).add("\n");
    }
    event.add("data: ");
    events.write(event, next);
    addChunk();
  }

  private void add(String data) {
    event.clear().add("data: ").add(data);
    addChunk();
  }

  private void addChunk() {
    event.add("\n\n");
    Bytes out = wire.out().addHex(event.length()).add("\r\n");
    out.add(event.array(), 0, event.length()).add("\r\n");
  }

  private void flush() throws IOException {
    if (began == 0) {
      began = System.nanoTime();
    }
    wire.send();
  }

  /** Returns whether the client can have read a whole reply in spite of the fault. */
  static boolean isWhole(@Nullable Fault fault, boolean streamed) {
    return fault == null
        || switch (fault.kind()) {
          case DUPLICATE_CHUNK, DUPLICATE_EVENT, SLOW_LORIS, NO_USAGE, NO_DONE -> true;
          case STREAM_ERROR -> !streamed;
          default -> false;
        };
  }
}
