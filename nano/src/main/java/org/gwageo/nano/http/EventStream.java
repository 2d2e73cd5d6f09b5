package org.gwageo.nano.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Generation;
import org.jspecify.annotations.Nullable;

/**
 * A reply as server-sent events.
 *
 * <p>One thread has the model write and another copies the events to the client, so that a client
 * who reads slowly holds up nobody else. The model's positions bound what lies between them.
 */
final class EventStream implements Writer.Progress {
  private final Request request;
  private final boolean goOnAlone;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private @Nullable Shape shape;
  private volatile boolean gone;

  private sealed interface Item {
    record Event(String data) implements Item {}

    record Refusal(ApiException reason) implements Item {}

    record End() implements Item {}
  }

  /**
   * Prepares the stream.
   *
   * @param goOnAlone whether writing goes on after the client is gone, because the reply is kept
   */
  EventStream(Request request, boolean goOnAlone) {
    this.request = request;
    this.goOnAlone = goOnAlone;
  }

  @Override
  public void begin(long number, long created) {
    Shape begun = new Shape(request, number, created);
    shape = begun;
    if (request.route() == Request.Route.CHAT) {
      put(begun.opening());
    }
    if (request.echo()) {
      for (int i = 0; i < request.prompts().size(); i++) {
        put(begun.more(i, begun.promptText(i), List.of()));
      }
    }
  }

  @Override
  public boolean wrote(int index, String text, List<Choice> choices) {
    if (shape != null) {
      put(shape.more(index, text, choices));
    }
    return !gone || goOnAlone;
  }

  /** Puts what is missing of the reply, and the end. */
  void finish(Remembered.Found found) {
    Written written = found.written();
    if (!found.fresh()) {
      begin(written.number(), written.created());
      for (int i = 0; i < written.generations().size(); i++) {
        Generation generation = written.generations().get(i);
        wrote(i, generation.text(), generation.choices());
      }
    }
    Shape begun = new Shape(request, written.number(), written.created());
    for (int i = 0; i < written.generations().size(); i++) {
      put(begun.ending(i, written.generations().get(i)));
    }
    if (request.streamUsage()) {
      put(begun.usagePiece(written));
    }
    items.add(new Item.Event("[DONE]"));
    items.add(new Item.End());
  }

  /** Ends the stream with a refusal, which the client sees as a status if nothing was sent yet. */
  void fail(ApiException reason) {
    items.add(new Item.Refusal(reason));
  }

  /**
   * Sends the events to the client until the stream ends.
   *
   * @throws ApiException if the stream was refused before its first event
   */
  void copyTo(HttpExchange exchange) throws IOException, ApiException {
    try {
      OutputStream out = null;
      while (true) {
        switch (items.take()) {
          case Item.Event event -> {
            out = out == null ? opened(exchange) : out;
            out.write(bytes(event.data()));
            if (items.isEmpty()) {
              out.flush();
            }
          }
          case Item.Refusal refusal -> throw refusal.reason();
          case Item.End end -> {
            if (out != null) {
              out.close();
            }
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.closing();
    } finally {
      gone = true;
    }
  }

  private static OutputStream opened(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private void put(Map<String, Object> piece) {
    items.add(new Item.Event(CanonicalJson.string(piece)));
  }

  private static byte[] bytes(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
