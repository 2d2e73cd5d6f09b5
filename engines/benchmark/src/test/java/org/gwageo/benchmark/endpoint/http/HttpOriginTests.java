package org.gwageo.benchmark.endpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.gwageo.benchmark.endpoint.http.HttpFailure.Kind;
import org.gwageo.benchmark.endpoint.http.ScriptedServer.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpOriginTests {

  private static final HttpLimits LIMITS = HttpLimits.within(Duration.ofSeconds(20));

  /** What an exchange brought. */
  private record Got(int status, String body, ResponseHead head, ExchangeTimes times) {}

  private static final class Collected implements BodySink {

    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final AtomicReference<ResponseHead> head = new AtomicReference<>();

    @Override
    public void head(ResponseHead newHead) {
      assertThat(head.getAndSet(newHead)).isNull();
    }

    @Override
    public void body(byte[] block, int offset, int length, long readAt) {
      assertThat(length).isPositive();
      body.write(block, offset, length);
    }
  }

  private static Got post(HttpOrigin origin, String body) throws Exception {
    byte[] opening =
        origin.opening("POST", "/v1/x", List.of(Map.entry("Content-Type", "text/plain")));
    var sink = new Collected();
    var times = new ExchangeTimes();
    origin.exchange(
        HttpOrigin.message(opening, "Key", "k", body.getBytes(StandardCharsets.UTF_8)),
        sink,
        times);
    ResponseHead head = sink.head.get();
    return new Got(head.status(), sink.body.toString(StandardCharsets.UTF_8), head, times);
  }

  private static Got once(Script script) throws Exception {
    return once(script, LIMITS);
  }

  private static Got once(Script script, HttpLimits limits) throws Exception {
    try (var server = ScriptedServer.start(script);
        var origin = new HttpOrigin(server.base(), limits, NanoClock.system())) {
      return post(origin, "hello");
    }
  }

  private static HttpFailure failure(Script script, HttpLimits limits) {
    return catchThrowableOfType(HttpFailure.class, () -> once(script, limits));
  }

  private static Kind kind(Script script) {
    return failure(script, LIMITS).kind();
  }

  @Test
  void sendsARequestAndReadsABodyOfKnownLength() throws Exception {
    try (var server = ScriptedServer.start(visit -> visit.respond(200, "text/plain", "안녕"));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      Got got = post(origin, "물음");

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body()).isEqualTo("안녕");
      ScriptedServer.Request request = server.requests().getFirst();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/v1/x");
      assertThat(request.body()).isEqualTo("물음");
      assertThat(request.headers())
          .containsEntry("host", server.base().getAuthority())
          .containsEntry("content-length", "6")
          .containsEntry("key", "k");
    }
  }

  @Test
  void readsChunksWithExtensionsAndTrailersHoweverTheyAreCut() throws Exception {
    byte[] response =
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;name=value\r\nabc\r\n00A  \r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (var server =
            ScriptedServer.start(
                visit -> {
                  int cut = visit.number() % response.length;
                  visit.send(new String(response, 0, cut, StandardCharsets.US_ASCII));
                  visit.pause(1);
                  visit.send(
                      new String(response, cut, response.length - cut, StandardCharsets.US_ASCII));
                });
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      for (int i = 0; i < response.length; i++) {
        assertThat(post(origin, "hello").body()).isEqualTo("abc0123456789");
      }
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws Exception {
    Got got =
        once(
            visit -> {
              visit.send("HTTP/1.0 200 OK\r\n\r\nall of it");
              visit.hangUp();
            });

    assertThat(got.body()).isEqualTo("all of it");
  }

  @Test
  void readsHeadsWithBareLineEndsAndFieldsOfAnyCase() throws Exception {
    Got got = once(visit -> visit.send("HTTP/1.1 200\ncontent-LENGTH:2\nX-A:  1 \n\nhi"));

    assertThat(got.body()).isEqualTo("hi");
    assertThat(got.head().field("x-a")).isEqualTo("1");
    assertThat(got.head().field("x-b")).isNull();
  }

  @Test
  void passesOverInterimResponses() throws Exception {
    Got got =
        once(
            visit -> {
              visit.send("HTTP/1.1 100 Continue\r\n\r\n");
              visit.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
              visit.respond(201, "text/plain", "made");
            });

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.body()).isEqualTo("made");
  }

  @Test
  void refusesInterimResponsesWithoutEnd() {
    assertThat(kind(visit -> visit.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(50))))
        .isEqualTo(Kind.MALFORMED);
    assertThat(kind(visit -> visit.send("HTTP/1.1 101 Switching Protocols\r\n\r\n")))
        .isEqualTo(Kind.MALFORMED);
  }

  @Test
  void readsAResponseWithoutABody() throws Exception {
    try (var server =
            ScriptedServer.start(visit -> visit.send("HTTP/1.1 204 Nothing\r\nX-A: 1\r\n\r\n"));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      assertThat(post(origin, "1").body()).isEmpty();
      assertThat(post(origin, "2").status()).isEqualTo(204);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void keepsConnectionsAsServersWish() throws Exception {
    for (String wish :
        List.of(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore than was announced")) {
      assertThat(connectionsForThree(wish)).isEqualTo(3);
    }
    for (String wish :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(connectionsForThree(wish)).isOne();
    }
  }

  private static int connectionsForThree(String response) throws Exception {
    try (var server = ScriptedServer.start(visit -> visit.send(response));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      boolean reused = false;
      for (int i = 0; i < 3; i++) {
        Got got = post(origin, "x");
        reused = got.times().reused();
        assertThat(got.times().connecting() == 0).isEqualTo(reused);
      }
      assertThat(reused).isEqualTo(server.connections() == 1);
      return server.connections();
    }
  }

  @Test
  void doesNotUseARestedConnectionThatTheServerHasClosed() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> {
                  visit.respond(200, "text/plain", "one");
                  visit.hangUp();
                });
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      assertThat(post(origin, "1").body()).isEqualTo("one");
      Thread.sleep(300);
      assertThat(post(origin, "2").body()).isEqualTo("one");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void usesARestedConnectionThatStands() throws Exception {
    try (var server = ScriptedServer.start(visit -> visit.respond(200, "text/plain", "one"));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      post(origin, "1");
      Thread.sleep(300);
      assertThat(post(origin, "2").times().reused()).isTrue();
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void tellsWhereAConnectionBroke() {
    assertThat(kind(ScriptedServer.Visit::reset)).isEqualTo(Kind.RESET_BEFORE_REPLY);
    assertThat(kind(ScriptedServer.Visit::hangUp)).isEqualTo(Kind.RESET_BEFORE_REPLY);
    assertThat(
            kind(
                visit -> {
                  visit.send("HTTP/1.1 200 OK\r\nContent-Le");
                  visit.hangUp();
                }))
        .isEqualTo(Kind.RESET_IN_REPLY);
    assertThat(
            kind(
                visit -> {
                  visit.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
                  visit.pause(50);
                  visit.reset();
                }))
        .isEqualTo(Kind.RESET_IN_REPLY);
    assertThat(
            kind(
                visit -> {
                  visit.events().chunk("abc");
                  visit.hangUp();
                }))
        .isEqualTo(Kind.RESET_IN_REPLY);
  }

  @Test
  void tellsStallsBeforeAndWithinAResponseApart() {
    HttpLimits brief = HttpLimits.within(Duration.ofMillis(1200));
    assertThat(failure(ScriptedServer.Visit::hold, brief).kind())
        .isEqualTo(Kind.STALL_BEFORE_REPLY);
    HttpFailure within =
        failure(
            visit -> {
              visit.events().chunk("abc");
              visit.hold();
            },
            brief);
    assertThat(within.kind()).isEqualTo(Kind.STALL_IN_REPLY);
    assertThat(within).hasMessageContaining("1200 ms");
  }

  @Test
  void endsAResponseThatPauses() {
    HttpFailure failure =
        failure(
            visit -> {
              visit.events().chunk("abc");
              visit.hold();
            },
            LIMITS.withIdle(Duration.ofMillis(150)));

    assertThat(failure.kind()).isEqualTo(Kind.STALL_IN_REPLY);
    assertThat(failure).hasMessageContaining("150 ms");
  }

  @Test
  void endsAResponseThatComesByteByByteForEver() {
    HttpFailure failure =
        failure(
            visit -> {
              visit.events();
              while (true) {
                visit.chunk("x").pause(10);
              }
            },
            HttpLimits.within(Duration.ofMillis(1200)));

    assertThat(failure.kind()).isEqualTo(Kind.STALL_IN_REPLY);
  }

  @Test
  void boundsHeadsAndBodies() {
    var small =
        new HttpLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), 2048, 4096);
    assertThat(
            failure(visit -> visit.send("HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(999)), small)
                .kind())
        .isEqualTo(Kind.TOO_LONG);
    assertThat(failure(visit -> visit.respond(200, "text/plain", "x".repeat(4097)), small).kind())
        .isEqualTo(Kind.TOO_LONG);
    assertThat(
            failure(
                    visit -> {
                      visit.events();
                      while (true) {
                        visit.chunk("x".repeat(1000));
                      }
                    },
                    small)
                .kind())
        .isEqualTo(Kind.TOO_LONG);
    assertThat(
            failure(
                    visit -> {
                      visit.send("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000));
                      visit.hangUp();
                    },
                    small)
                .kind())
        .isEqualTo(Kind.TOO_LONG);
  }

  @Test
  void refusesWhatIsNotHttp() {
    for (String response :
        List.of(
            "SSH-2.0-OpenSSH_9.7\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1".repeat(5000))) {
      assertThat(kind(visit -> visit.send(response))).as(response).isEqualTo(Kind.MALFORMED);
    }
  }

  @Test
  void readsAnAnswerThatComesBeforeTheRequestIsRead() throws Exception {
    try (var listener = new ServerSocket(0);
        var origin =
            new HttpOrigin(
                URI.create("http://127.0.0.1:" + listener.getLocalPort()),
                LIMITS,
                NanoClock.system())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = listener.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno"
                              .getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().readNBytes(20_000_000);
                } catch (IOException e) {
                  // The client has its answer.
                }
              });

      assertThat(post(origin, "x".repeat(10_000_000)).status()).isEqualTo(413);
    }
  }

  @Test
  void tellsThatThereIsNoServer() throws Exception {
    int port;
    try (var taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    try (var origin =
        new HttpOrigin(URI.create("http://127.0.0.1:" + port), LIMITS, NanoClock.system())) {
      assertThatThrownBy(() -> post(origin, "x"))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
          .hasMessageStartingWith("no connection to 127.0.0.1:" + port);
    }
    try (var origin =
        new HttpOrigin(URI.create("http://no-such-host.invalid"), LIMITS, NanoClock.system())) {
      assertThatThrownBy(() -> post(origin, "x"))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
          .hasMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void abandonsTheExchangeOfAnInterruptedThread() throws Exception {
    for (boolean platform : new boolean[] {true, false}) {
      var asked = new CountDownLatch(1);
      try (var server =
              ScriptedServer.start(
                  visit -> {
                    asked.countDown();
                    visit.hold();
                  });
          var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
        var thrown = new AtomicReference<Throwable>();
        Runnable work =
            () -> {
              try {
                post(origin, "x");
              } catch (Throwable e) {
                thrown.set(e);
              }
            };
        Thread thread = platform ? Thread.ofPlatform().start(work) : Thread.ofVirtual().start(work);
        asked.await();
        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      }
    }
  }

  @Test
  void goesThroughAProxyThatIsAskedForWholeAddresses() throws Exception {
    try (var proxy = ScriptedServer.start(visit -> visit.respond(200, "text/plain", "via"));
        var origin =
            new HttpOrigin(
                URI.create("http://model.invalid/v1"),
                LIMITS,
                NanoClock.system(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.base().getPort()),
                null)) {
      assertThat(post(origin, "x").body()).isEqualTo("via");
      assertThat(proxy.requests().getFirst().target()).isEqualTo("http://model.invalid/v1/x");
      assertThat(proxy.requests().getFirst().headers()).containsEntry("host", "model.invalid");
    }
  }

  @Test
  void keepsTimesInOrder() throws Exception {
    Got got =
        once(
            visit -> {
              visit.pause(30);
              visit.events().chunk("a").pause(30).chunk("b");
              visit.lastChunk();
            });

    ExchangeTimes times = got.times();
    assertThat(times.sent()).isGreaterThanOrEqualTo(times.started() + times.connecting());
    assertThat(times.answered() - times.sent()).isGreaterThanOrEqualTo(25_000_000);
    assertThat(times.ended() - times.answered()).isGreaterThanOrEqualTo(25_000_000);
  }

  @Test
  void failsWhatIsUnderWayWhenItIsClosed() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
        ScriptedServer.start(
            visit -> {
              asked.countDown();
              visit.hold();
            })) {
      var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system());
      var thrown = new AtomicReference<Throwable>();
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      post(origin, "x");
                    } catch (Throwable e) {
                      thrown.set(e);
                    }
                  });
      asked.await();
      origin.close();
      thread.join();

      assertThat(thrown.get()).isInstanceOf(HttpFailure.class);
    }
  }

  @Test
  void refusesHeadersThatWouldBeTwo() {
    try (var origin =
        new HttpOrigin(URI.create("http://127.0.0.1:1"), LIMITS, NanoClock.system())) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  origin.opening(
                      "GET", "/", List.of(Map.entry("Authorization", "Bearer a\r\nX-B: c"))))
          .withMessageContaining("Authorization")
          .withMessageNotContaining("Bearer");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpOrigin(URI.create("ftp://x"), LIMITS, NanoClock.system()));
  }
}
