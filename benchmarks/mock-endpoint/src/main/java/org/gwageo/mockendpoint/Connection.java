package org.gwageo.mockendpoint;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.gwageo.mockendpoint.HttpInput.Head;
import org.jspecify.annotations.Nullable;

/** Serves one connection, request after request, on its own thread. */
final class Connection implements Runnable {

  private static final byte[] JSON_HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
          .getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final MockEndpoint endpoint;
  private final World world;
  private final ReplyWriter writer;
  private final Bytes body = new Bytes(4096);
  private final Wire wire;
  private CallReader reader;
  private Books books;
  private boolean closing;

  Connection(Socket socket, MockEndpoint endpoint, World world, ReplyWriter writer) {
    this.socket = socket;
    this.wire = new Wire(socket);
    this.endpoint = endpoint;
    this.world = world;
    this.writer = writer;
    this.books = endpoint.books();
    this.reader = new CallReader(books::parameter);
  }

  @Override
  public void run() {
    books.connected();
    try (socket) {
      socket.setTcpNoDelay(true);
      var input = new HttpInput(socket.getInputStream(), this::sendContinue);
      long before = 0;
      for (Head head = input.next(); head != null; head = input.next()) {
        long arrived = System.nanoTime();
        use(endpoint.books());
        serve(head, input.body(), arrived, input.bytesRead() - before);
        before = input.bytesRead();
        if (head.close() || !wire.isOpen()) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away or spoke no HTTP; the connection is closed.
    } catch (InterruptedException e) {
      // The endpoint is being closed.
    } finally {
      endpoint.forget(socket);
    }
  }

  /** Writes into the current books: a reset opens new ones while connections stand. */
  private void use(Books current) {
    if (current != books) {
      books = current;
      reader = new CallReader(current::parameter);
    }
  }

  private void sendContinue() {
    try {
      wire.out().clear().add("HTTP/1.1 100 Continue").add(Wire.END_OF_HEAD);
      wire.send();
    } catch (IOException e) {
      wire.close();
    }
  }

  private void serve(Head head, HttpInput.Body content, long arrived, long bytes)
      throws IOException, InterruptedException {
    int query = head.path().indexOf('?');
    String path = query < 0 ? head.path() : head.path().substring(0, query);
    boolean chat = path.endsWith("/chat/completions");
    if (!chat && !path.endsWith("/completions")) {
      respond(endpoint.page(head.method(), path));
      return;
    }
    long before = wire.written();
    long number = books.arrived(path, arrived);
    int status = 0;
    try {
      status = answer(head, reader.read(chat, content), number, arrived);
    } catch (CallReader.BadCall e) {
      status = refuse(400, "", String.valueOf(e.getMessage()), "");
    } finally {
      books.ended(status, arrived, System.nanoTime(), bytes, wire.written() - before);
      if (closing) {
        closing = false;
        books.settled();
      }
    }
  }

  /** Notes that the client can have the end of the response from now on. */
  private void closing() {
    if (!closing) {
      closing = true;
      books.closing();
    }
  }

  private int answer(Head head, Call call, long number, long arrived)
      throws IOException, InterruptedException {
    int occurrence = books.asked(call, head.idempotencyKey());
    MockOptions options = endpoint.options();
    String unsupported = unsupported(options, call);
    if (!unsupported.isEmpty()) {
      return refuse(400, "unsupported_parameter", unsupported, "");
    }
    if (options.strictModels() && !options.models().contains(call.settings().model())) {
      return refuse(404, "model_not_found", "there is no model " + call.settings().model(), "");
    }
    Plan plan = world.plan(call, head.token(), occurrence, number);
    books.item(plan.item());
    Fault fault = plan.fault();
    if (fault != null) {
      books.fault(fault.kind());
      switch (fault.kind()) {
        case RESET_BEFORE -> {
          closing();
          wire.reset();
          return 0;
        }
        case STALL -> {
          Thread.sleep(fault.millis(Wire.LONG_STALL));
          wire.close();
          return 0;
        }
        default -> {
          if (fault.kind().status() > 0) {
            return refuse(fault);
          }
        }
      }
    }
    endpoint.slots().enter();
    try {
      long began =
          call.settings().stream()
              ? new StreamedResponse(endpoint, writer, wire, body, plan, this::closing)
                  .send(call, number)
              : whole(call, plan, number);
      note(head, call, plan, number, arrived, began);
      return 200;
    } finally {
      endpoint.slots().leave();
    }
  }

  private static String unsupported(MockOptions options, Call call) {
    Profile profile = options.profile();
    Call.Settings settings = call.settings();
    if (call.chat() && settings.oldLimit() && profile.refusesMaxTokens()) {
      return "Unsupported parameter: 'max_tokens' is not supported with this model."
          + " Use 'max_completion_tokens' instead.";
    }
    if (settings.stops().size() > profile.mostStops()) {
      return "'stop' has at most " + profile.mostStops() + " sequences";
    }
    if (settings.echo() && settings.logprobs() != null && profile == Profile.OPENAI) {
      return "Setting 'echo' and 'logprobs' at the same time is not supported";
    }
    return "";
  }

  /** Sends a reply as one document; returns when it began. */
  private long whole(Call call, Plan plan, long number) throws IOException, InterruptedException {
    Latency latency = endpoint.options().latency();
    if (!latency.isNone()) {
      long nanos = latency.firstNanos(plan.draw());
      int inFlight = books.inFlight();
      for (int i = 1; i < plan.completionTokens(); i++) {
        nanos += latency.gapNanos(plan.draw(), i, inFlight);
      }
      Wire.sleepUntil(System.nanoTime() + nanos);
    }
    writer.whole(body.clear(), call, plan, number);
    if (plan.has(FaultKind.GARBAGE)) {
      body.clear().add("<html><body>It works!</body></html>");
    } else if (plan.has(FaultKind.TRUNCATED_JSON)) {
      body.truncate(body.length() / 2);
    }
    Bytes out = wire.out().clear().add(JSON_HEAD).add(body.length());
    out.add("\r\nx-request-id: req-").add(number);
    out.add(endpoint.limitHeaders()).add(Wire.END_OF_HEAD);
    int headLength = out.length();
    out.add(body.array(), 0, body.length());
    long began = System.nanoTime();
    sendWhole(plan.fault(), headLength);
    return began;
  }

  /** Sends a response, or the part of it that the fault lets through. */
  private void sendWhole(@Nullable Fault fault, int headLength)
      throws IOException, InterruptedException {
    if (fault == null || fault.kind() != FaultKind.STALL_MIDWAY) {
      closing();
    }
    if (fault == null) {
      wire.send();
      return;
    }
    int half = headLength + (wire.out().length() - headLength) / 2;
    switch (fault.kind()) {
      case RESET_AFTER -> {
        wire.out().truncate(headLength);
        wire.send();
        wire.reset();
      }
      case CUT -> {
        wire.out().truncate(half);
        wire.send();
        wire.close();
      }
      case STALL_MIDWAY -> {
        wire.out().truncate(half);
        wire.send();
        Thread.sleep(fault.millis(Wire.LONG_STALL));
        wire.close();
      }
      case SLOW_LORIS -> wire.drip(fault.millis(1000));
      default -> wire.send();
    }
  }

  private void note(Head head, Call call, Plan plan, long number, long arrived, long began) {
    if (StreamedResponse.isWhole(plan.fault(), call.settings().stream())) {
      books.delivered(plan.item());
    }
    if (endpoint.options().recordsTimings() && began != 0) {
      books.timing(
          new RequestTiming(
              number,
              head.idempotencyKey(),
              plan.item() == null ? "" : plan.item().item().id(),
              call.promptId().hex(),
              (began - arrived) / 1000,
              endpoint.microsSince1970(began),
              (System.nanoTime() - arrived) / 1000));
    }
  }

  private int refuse(Fault fault) throws IOException {
    int status = fault.kind().status();
    Duration time = fault.time();
    String wait = "";
    if (time != null && fault.kind() == FaultKind.RATE_LIMIT_DATE) {
      // A date has whole seconds: rounded up, so that the wait is never shorter than the fault's.
      ZonedDateTime until = endpoint.now().atZone(ZoneOffset.UTC).plus(time).plusNanos(999_999_999);
      wait = "\r\nretry-after: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(until);
    } else if (time != null && (status == 429 || status == 503)) {
      String seconds = Double.toString(time.toMillis() / 1000.0);
      wait =
          "\r\nretry-after: "
              + (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds);
    }
    String code = fault.kind() == FaultKind.FILTER_STATUS ? "content_filter" : "";
    return refuse(status, code, "the mock endpoint's schedule says " + fault.kind().word(), wait);
  }

  private int refuse(int status, String code, String message, String header) throws IOException {
    body.clear();
    String type = "application/json";
    if (status == 502) {
      body.add("<html><head><title>502 Bad Gateway</title></head></html>");
      type = "text/html";
    } else {
      writer.error(body, status, code, message);
    }
    Bytes out =
        wire.out().clear().add("HTTP/1.1 ").add(status).add(" Refused\r\ncontent-type: ").add(type);
    out.add("\r\ncontent-length: ").add(body.length()).add(header).add(Wire.END_OF_HEAD);
    out.add(body.array(), 0, body.length());
    closing();
    wire.send();
    return status;
  }

  private void respond(MockEndpoint.Page page) throws IOException {
    byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
    Bytes out =
        wire.out().clear().add("HTTP/1.1 ").add(page.status()).add(" Page\r\ncontent-type: ");
    out.add(page.type()).add("\r\ncontent-length: ").add(bytes.length).add(Wire.END_OF_HEAD);
    out.add(bytes);
    wire.send();
  }
}
