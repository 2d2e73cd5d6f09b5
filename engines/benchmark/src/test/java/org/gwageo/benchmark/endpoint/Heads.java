package org.gwageo.benchmark.endpoint;

import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Request;
import org.gwageo.canonical.Digest;

/** What tests of replies share. */
final class Heads {

  private Heads() {}

  static ResponseHead json() {
    return ResponseHead.parse("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
  }

  static ResponseHead events() {
    return ResponseHead.parse(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n");
  }

  static Request chatRequest() {
    return new Request(
        0,
        Digest.of(new byte[0]),
        Api.CHAT,
        "{\"max_tokens\":5,\"messages\":[],\"model\":\"m\"}",
        Request.GENERATED);
  }

  static Request likelihood(String prompt, int continuation) {
    return new Request(
        0,
        Digest.of(new byte[0]),
        Api.COMPLETIONS,
        "{\"echo\":true,\"logprobs\":1,\"max_tokens\":0,\"model\":\"m\",\"prompt\":\""
            + prompt
            + "\"}",
        continuation);
  }
}
