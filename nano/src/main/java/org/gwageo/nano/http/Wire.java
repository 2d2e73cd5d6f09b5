package org.gwageo.nano.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Reads bodies and writes replies. */
final class Wire {
  private Wire() {}

  /** Returns the body of a request of at most {@code most} bytes. */
  static byte[] body(HttpExchange exchange, int most) throws IOException, ApiException {
    byte[] body = exchange.getRequestBody().readNBytes(most + 1);
    if (body.length > most) {
      exchange.getResponseHeaders().set("Connection", "close");
      throw ApiException.tooLarge("the body is larger than %d bytes".formatted(most));
    }
    return body;
  }

  /** Sends {@code json} as the whole reply. */
  static void reply(HttpExchange exchange, int status, byte[] json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, json.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(json);
    }
  }
}
