package org.gwageo.benchmark.endpoint.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.gwageo.benchmark.endpoint.http.HttpFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A server that is talked to over kept HTTP/1.1 connections.
 *
 * <p>Safe for use by many threads; an exchange blocks its thread, which may be virtual. As many
 * connections stand as exchanges were under way at once. A request is sent once: whether a failed
 * one may be repeated is for the caller to know.
 */
public final class HttpOrigin implements AutoCloseable {

  /** A connection that rested this long is looked at before it is used again. */
  private static final long REST_TRUSTED = 100_000_000L;

  /** Servers that do not tell commonly close a connection that rested for five seconds. */
  private static final long REST_UNTOLD = 4_000_000_000L;

  private final URI base;
  private final HttpLimits limits;
  private final NanoClock clock;
  private final boolean absoluteForm;
  private final Dialler dialler;
  private final Watch watch;
  private final Pool pool = new Pool();

  /**
   * Makes an origin without connections.
   *
   * @param base an {@code http} or {@code https} address of a host
   * @param proxy the proxy to go through; null for none
   * @param tls the context of secure connections; null for the platform's default
   * @throws IllegalArgumentException if {@code base} has another scheme or no host
   */
  public HttpOrigin(
      URI base,
      HttpLimits limits,
      NanoClock clock,
      @Nullable InetSocketAddress proxy,
      @Nullable SSLContext tls) {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("an origin is an http or https address, not " + base);
    }
    boolean secure = scheme.equals("https");
    this.base = base;
    this.limits = limits;
    this.clock = clock;
    this.absoluteForm = proxy != null && !secure;
    this.dialler =
        new Dialler(
            base,
            proxy,
            secure ? (tls == null ? platformTls() : tls).getSocketFactory() : null,
            limits,
            clock);
    this.watch = new Watch(clock, "watch " + base.getAuthority());
  }

  /** Makes an origin without a proxy, with the platform's TLS. */
  public HttpOrigin(URI base, HttpLimits limits, NanoClock clock) {
    this(base, limits, clock, null, null);
  }

  private static SSLContext platformTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the platform has no TLS", e);
    }
  }

  /**
   * Returns the proxy that the platform's standard properties ({@code http.proxyHost}, {@code
   * https.proxyHost}, their ports and {@code http.nonProxyHosts}) name for {@code base}, or null.
   */
  public static @Nullable InetSocketAddress proxyByProperties(URI base) {
    if (System.getProperty("http.proxyHost") == null
        && System.getProperty("https.proxyHost") == null) {
      return null;
    }
    for (var proxy : java.net.ProxySelector.getDefault().select(base)) {
      if (proxy.type() == java.net.Proxy.Type.HTTP
          && proxy.address() instanceof InetSocketAddress address) {
        return address;
      }
    }
    return null;
  }

  /**
   * Returns the bytes of a request up to the fields that change: request line, host and {@code
   * fields}.
   *
   * @param path the path of the request, with its slash, below the host
   * @throws IllegalArgumentException if a field holds a control character or is not Latin-1
   */
  public byte[] opening(String method, String path, List<Map.Entry<String, String>> fields) {
    var head = new StringBuilder();
    String target = absoluteForm ? base.getScheme() + "://" + base.getRawAuthority() + path : path;
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(base.getRawAuthority()).append("\r\n");
    for (Map.Entry<String, String> field : fields) {
      if (!(field.getKey() + field.getValue())
          .chars()
          .allMatch(c -> c >= ' ' && c < 256 && c != 127)) {
        throw new IllegalArgumentException(
            "the header " + field.getKey() + " holds a character that no header may hold");
      }
      head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns a whole request: an opening, one more field, and a body with its length. */
  public static byte[] message(byte[] opening, String name, String value, byte[] body) {
    byte[] closing =
        (name + ": " + value + "\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] message = new byte[opening.length + closing.length + body.length];
    System.arraycopy(opening, 0, message, 0, opening.length);
    System.arraycopy(closing, 0, message, opening.length, closing.length);
    System.arraycopy(body, 0, message, opening.length + closing.length, body.length);
    return message;
  }

  /** Returns a whole request without a body. */
  public static byte[] message(byte[] opening) {
    byte[] message = java.util.Arrays.copyOf(opening, opening.length + 2);
    message[opening.length] = '\r';
    message[opening.length + 1] = '\n';
    return message;
  }

  /**
   * Sends {@code message} and hands the response to {@code sink}.
   *
   * @param times receives when each step happened, also if the exchange fails
   * @throws HttpFailure if no complete response came
   * @throws InterruptedException if the calling thread is interrupted; the exchange is abandoned
   */
  public void exchange(byte[] message, BodySink sink, ExchangeTimes times)
      throws HttpFailure, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    times.start(clock.nanos());
    try {
      Connection connection = kept(times);
      if (connection == null) {
        connection = dialler.dial(watch);
        times.connect(clock.nanos());
      }
      exchange(connection, message, sink, times);
    } finally {
      times.end(clock.nanos());
    }
  }

  private @Nullable Connection kept(ExchangeTimes times) {
    for (Connection resting = pool.take(); resting != null; resting = pool.take()) {
      if (resting.wake(clock.nanos(), REST_TRUSTED)) {
        times.reuse();
        return resting;
      }
      drop(resting);
    }
    return null;
  }

  private void exchange(Connection connection, byte[] message, BodySink sink, ExchangeTimes times)
      throws HttpFailure, InterruptedException {
    connection.begin(times.started(), limits.total().toNanos());
    var reader = new ResponseReader(connection, limits);
    boolean lasting = false;
    try {
      ResponseHead head = ask(connection, message, reader, times);
      connection.limitPauses(limits.idle().toNanos());
      sink.head(head);
      lasting = reader.body(head, sink) && rest(connection, head);
    } catch (HttpFailure e) {
      throw ended(connection, reader, e);
    } catch (IOException e) {
      throw ended(connection, reader, broken(reader, e));
    } finally {
      if (!lasting) {
        drop(connection);
      }
    }
  }

  private ResponseHead ask(
      Connection connection, byte[] message, ResponseReader reader, ExchangeTimes times)
      throws IOException, HttpFailure {
    IOException unsent = null;
    try {
      connection.write(message);
    } catch (IOException e) {
      // A server that refuses a request may answer before it has read all of it.
      unsent = e;
    }
    times.send(clock.nanos());
    try {
      return reader.head(times);
    } catch (IOException e) {
      throw unsent == null || reader.begun() ? e : unsent;
    }
  }

  private boolean rest(Connection connection, ResponseHead head) {
    long kept = REST_UNTOLD;
    String told = head.field("Keep-Alive");
    if (told != null) {
      kept = Math.max(0, keepAliveSeconds(told) * 1_000_000_000L - 500_000_000L);
    }
    return connection.rest(clock.nanos(), kept) && pool.keep(connection);
  }

  /** Reads {@code timeout=N}; half a second where it cannot be read. */
  static long keepAliveSeconds(String field) {
    for (String part : field.split(",", -1)) {
      String word = part.strip().toLowerCase(Locale.ROOT);
      if (word.matches("timeout=\\d{1,6}")) {
        return Long.parseLong(word.substring("timeout=".length()));
      }
    }
    return REST_UNTOLD / 1_000_000_000L;
  }

  private static HttpFailure broken(ResponseReader reader, IOException cause) {
    String message = cause.getMessage() == null ? "no reason given" : cause.getMessage();
    return reader.begun()
        ? new HttpFailure(
            Kind.RESET_IN_REPLY, "the connection broke within the response: " + message, cause)
        : new HttpFailure(
            Kind.RESET_BEFORE_REPLY, "the connection broke before the response: " + message, cause);
  }

  /** Says why an exchange ended: the watch knows better than the read that it broke. */
  private HttpFailure ended(Connection connection, ResponseReader reader, HttpFailure failure)
      throws InterruptedException {
    if (connection.state() == Connection.State.INTERRUPTED || Thread.interrupted()) {
      throw new InterruptedException("the exchange was interrupted");
    }
    if (connection.state() != Connection.State.STALLED) {
      return failure;
    }
    return reader.begun()
        ? new HttpFailure(
            Kind.STALL_IN_REPLY,
            "the response paused for %d ms or was not complete within %d ms"
                .formatted(limits.idle().toMillis(), limits.total().toMillis()),
            failure)
        : new HttpFailure(
            Kind.STALL_BEFORE_REPLY,
            "no response within " + limits.total().toMillis() + " ms",
            failure);
  }

  private void drop(Connection connection) {
    watch.remove(connection);
    connection.close();
  }

  /** Closes every connection; exchanges under way fail. */
  @Override
  public void close() {
    pool.close();
    watch.close();
  }
}
