package org.gwageo.nano.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Generation;
import org.jspecify.annotations.Nullable;

/** A reply as server-sent events, written while the model writes. Not safe for several threads. */
final class EventStream implements Writer.Progress {
  private final HttpExchange exchange;
  private final Request request;
  private final boolean goOnAlone;
  private @Nullable OutputStream out;
  private @Nullable Shape shape;
  private @Nullable IOException broken;

  /**
   * Prepares the stream; the status is sent with the first event.
   *
   * @param goOnAlone whether writing goes on after the client is gone, because the reply is kept
   */
  EventStream(HttpExchange exchange, Request request, boolean goOnAlone) {
    this.exchange = exchange;
    this.request = request;
    this.goOnAlone = goOnAlone;
  }

  @Override
  public void begin(long number, long created) {
    Shape begun = new Shape(request, number, created);
    shape = begun;
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      out = exchange.getResponseBody();
      if (request.route() == Request.Route.CHAT) {
        send(begun.opening());
      }
      if (request.echo()) {
        for (int i = 0; i < request.prompts().size(); i++) {
          send(begun.more(i, begun.promptText(i), List.of()));
        }
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  @Override
  public boolean wrote(int index, String text, List<Choice> choices) {
    Shape begun = shape;
    if (broken == null && begun != null) {
      try {
        send(begun.more(index, text, choices));
      } catch (IOException e) {
        broken = e;
      }
    }
    return broken == null || goOnAlone;
  }

  /** Sends what is missing of the reply and ends the stream. */
  void finish(Remembered.Found found) throws IOException {
    Written written = found.written();
    if (!found.fresh()) {
      begin(written.number(), written.created());
      for (int i = 0; i < written.generations().size(); i++) {
        Generation generation = written.generations().get(i);
        wrote(i, generation.text(), generation.choices());
      }
    }
    Shape begun = shape;
    if (broken != null) {
      throw broken;
    }
    if (begun == null) {
      throw new IllegalStateException(
          "the stream of reply %d was not begun".formatted(written.number()));
    }
    for (int i = 0; i < written.generations().size(); i++) {
      send(begun.ending(i, written.generations().get(i)));
    }
    if (request.streamUsage()) {
      send(begun.usagePiece(written));
    }
    event("[DONE]".getBytes(StandardCharsets.US_ASCII));
    if (out != null) {
      out.close();
    }
  }

  private void send(Map<String, Object> piece) throws IOException {
    event(CanonicalJson.bytes(piece));
  }

  private void event(byte[] data) throws IOException {
    if (out == null) {
      return;
    }
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 8);
    event.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
    event.writeBytes(data);
    event.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    out.write(event.toByteArray());
    out.flush();
  }
}
