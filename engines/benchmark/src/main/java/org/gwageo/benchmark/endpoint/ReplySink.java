package org.gwageo.benchmark.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.gwageo.benchmark.endpoint.TokenScores.Unusable;
import org.gwageo.benchmark.endpoint.http.BodySink;
import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.task.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Takes a response and says what it brought: a streamed reply, a whole one, or an error. */
final class ReplySink implements BodySink {

  /** Most bytes of a reply that the model wrote, and most characters of a streamed one. */
  static final int LARGEST_REPLY = 8 << 20;

  private byte[] body = new byte[0];
  private int length;
  private long lastRead;
  private @Nullable ResponseHead head;
  private @Nullable StreamedReply stream;
  private boolean tooLong;

  @Override
  public void head(ResponseHead newHead) {
    head = newHead;
    String type = newHead.field("Content-Type");
    if (newHead.status() == 200
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      stream = new StreamedReply();
    }
  }

  @Override
  public void body(byte[] block, int offset, int count, long readAt) {
    lastRead = readAt;
    StreamedReply events = stream;
    if (events != null) {
      if (events.parts().written() <= LARGEST_REPLY) {
        events.feed(block, offset, count, readAt);
      } else {
        tooLong = true;
      }
      return;
    }
    if (length + count > body.length) {
      body = Arrays.copyOf(body, Math.max(Math.max(1024, 2 * body.length), length + count));
    }
    System.arraycopy(block, offset, body, length, count);
    length += count;
  }

  int status() {
    return head == null ? 0 : head.status();
  }

  @Nullable ResponseHead head() {
    return head;
  }

  byte[] bytes() {
    return Arrays.copyOf(body, length);
  }

  /** Returns the streamed reply; null if the response is none. */
  @Nullable StreamedReply stream() {
    return stream;
  }

  /** Returns what the complete response brought. */
  Outcome outcome(Request request, Supplier<String> prompt) {
    if (status() != 200) {
      return Failures.ofStatus(status(), bytes());
    }
    if (tooLong || (length > LARGEST_REPLY && !request.isLikelihood())) {
      return Failures.malformed("a reply has at most " + LARGEST_REPLY + " bytes, not more");
    }
    StreamedReply events = stream;
    return events == null ? whole(request, prompt) : streamed(events, request, prompt);
  }

  private Outcome streamed(StreamedReply events, Request request, Supplier<String> prompt) {
    events.end(lastRead);
    byte[] error = events.error();
    if (error != null) {
      return Failures.ofError(error);
    }
    String damage = events.settle();
    if (damage != null) {
      return Failures.malformed(damage);
    }
    if (!events.isComplete()) {
      return Failures.failed(
          FailureClass.RESET, 200, "the stream ended before the reply was complete");
    }
    return events.parts().hasChoice()
        ? reply(events.parts(), request, prompt)
        : Failures.malformed("the stream has no choices");
  }

  private Outcome whole(Request request, Supplier<String> prompt) {
    var parts = new ReplyParts();
    try {
      parts.add(body, 0, length);
    } catch (JacksonException e) {
      return Failures.malformed("the reply is not JSON: " + Excerpt.of(body, 0, length));
    }
    if (parts.hasError()) {
      return Failures.ofError(bytes());
    }
    if (!parts.hasChoice()) {
      return Failures.malformed("the reply has no choices: " + Excerpt.of(body, 0, length));
    }
    if (!parts.hasMessage()) {
      return Failures.malformed(
          "the reply's choice has neither message nor text: " + Excerpt.of(body, 0, length));
    }
    return reply(parts, request, prompt);
  }

  private static Outcome reply(ReplyParts parts, Request request, Supplier<String> prompt) {
    Likelihood likelihood = null;
    if (request.isLikelihood()) {
      TokenScores scores = parts.scores();
      if (scores == null || scores.size() == 0) {
        return Failures.failed(
            FailureClass.REFUSED, 200, "the reply has no log probabilities of the prompt");
      }
      try {
        likelihood = scores.of(prompt.get(), request.continuation());
      } catch (Unusable e) {
        return Failures.failed(FailureClass.REFUSED, 200, String.valueOf(e.getMessage()));
      }
    }
    String reasoning = parts.reasoning();
    String fingerprint = parts.fingerprint();
    return new Answered(
        new Reply(
            likelihood == null ? WellFormed.of(parts.text()) : "",
            reasoning == null ? null : WellFormed.of(reasoning),
            WellFormed.of(parts.finish()),
            parts.usage(),
            fingerprint == null ? null : WellFormed.of(fingerprint),
            parts.toolCalls(),
            likelihood));
  }
}
