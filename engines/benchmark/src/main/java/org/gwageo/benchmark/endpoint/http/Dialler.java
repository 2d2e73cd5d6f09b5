package org.gwageo.benchmark.endpoint.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.gwageo.benchmark.endpoint.http.HttpFailure.Kind;
import org.jspecify.annotations.Nullable;

/** Makes connections to one server: directly or through a proxy, plain or with TLS. */
final class Dialler {

  private final String host;
  private final int port;
  private final @Nullable InetSocketAddress proxy;
  private final @Nullable SSLSocketFactory tls;
  private final HttpLimits limits;
  private final NanoClock clock;

  Dialler(
      URI base,
      @Nullable InetSocketAddress proxy,
      @Nullable SSLSocketFactory tls,
      HttpLimits limits,
      NanoClock clock) {
    this.host = unbracketed(base.getHost());
    this.port = base.getPort() >= 0 ? base.getPort() : tls == null ? 80 : 443;
    this.proxy = proxy;
    this.tls = tls;
    this.limits = limits;
    this.clock = clock;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns a connection whose exchange has begun, watched by {@code watch}. */
  Connection dial(Watch watch) throws HttpFailure, InterruptedException {
    String to = proxy == null ? host : proxy.getHostString();
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(to);
    } catch (IOException e) {
      throw new HttpFailure(Kind.CONNECT, "no address is known of host " + to, e);
    }
    HttpFailure failure = null;
    for (InetAddress address : addresses) {
      try {
        return dial(new InetSocketAddress(address, proxy == null ? port : proxy.getPort()), watch);
      } catch (HttpFailure e) {
        failure = e;
      }
    }
    throw failure == null
        ? new HttpFailure(Kind.CONNECT, "host " + to + " has no address")
        : failure;
  }

  private Connection dial(SocketAddress address, Watch watch)
      throws HttpFailure, InterruptedException {
    // A proxy for sockets would be looked for by every socket that is not told to use none.
    var socket = new Socket(Proxy.NO_PROXY);
    var connection = new Connection(clock, socket);
    connection.begin(clock.nanos(), limits.connect().toNanos());
    watch.add(connection);
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.connect(address);
      connection.carry(socket, false);
      if (tls != null) {
        if (proxy != null) {
          tunnel(connection);
        }
        connection.carry(secure(socket, tls), true);
      }
      return connection;
    } catch (IOException e) {
      Connection.State state = connection.state();
      drop(connection, watch);
      if (state == Connection.State.INTERRUPTED || Thread.interrupted()) {
        throw new InterruptedException("interrupted while connecting to " + host);
      }
      String reason =
          state == Connection.State.STALLED
              ? "within " + limits.connect().toMillis() + " ms"
              : String.valueOf(e.getMessage());
      throw new HttpFailure(
          Kind.CONNECT, "no connection to %s:%d: %s".formatted(host, port, reason), e);
    } catch (HttpFailure e) {
      drop(connection, watch);
      throw e;
    }
  }

  private static void drop(Connection connection, Watch watch) {
    watch.remove(connection);
    connection.close();
  }

  private SSLSocket secure(Socket socket, SSLSocketFactory factory) throws IOException {
    var secure = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Asks the proxy for a way to the server (RFC 9110, section 9.3.6). */
  private void tunnel(Connection connection) throws IOException, HttpFailure {
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    connection.write(
        ("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    ResponseHead head;
    try {
      head = new ResponseReader(connection, limits).head(new ExchangeTimes());
    } catch (HttpFailure e) {
      throw new HttpFailure(Kind.CONNECT, "the proxy gave no answer: " + e.getMessage(), e);
    }
    if (head.status() / 100 != 2 || connection.left() > 0) {
      throw new HttpFailure(
          Kind.CONNECT, "the proxy refused the way to " + authority + ": " + head.status());
    }
  }
}
