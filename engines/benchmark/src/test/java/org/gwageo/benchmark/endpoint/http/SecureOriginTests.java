package org.gwageo.benchmark.endpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gwageo.benchmark.endpoint.http.HttpFailure.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SecureOriginTests {

  private static final HttpLimits LIMITS = HttpLimits.within(Duration.ofSeconds(20));

  private static final char[] PASSWORD = "only for tests".toCharArray();

  @TempDir private static Path folder;

  private static SSLContext tls;

  @BeforeAll
  static void makesACertificateForLocalhost() throws Exception {
    Path store = folder.resolve("localhost.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    assertThat(Files.exists(store)).isTrue();
  }

  private static ScriptedServer server(ScriptedServer.Script script) throws Exception {
    return ScriptedServer.start(
        tls.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress()),
        script,
        true);
  }

  private static String get(HttpOrigin origin) throws Exception {
    var body = new StringBuilder();
    var head = new AtomicReference<ResponseHead>();
    origin.exchange(
        HttpOrigin.message(origin.opening("GET", "/v1/models", List.of())),
        new BodySink() {
          @Override
          public void head(ResponseHead newHead) {
            head.set(newHead);
          }

          @Override
          public void body(byte[] block, int offset, int length, long readAt) {
            body.append(new String(block, offset, length, java.nio.charset.StandardCharsets.UTF_8));
          }
        },
        new ExchangeTimes());
    return head.get().status() + " " + body;
  }

  @Test
  void talksInSecretAndKeepsTheConnection() throws Exception {
    try (var server = server(visit -> visit.respond(200, "text/plain", "x".repeat(100_000)));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system(), null, tls)) {
      for (int i = 0; i < 3; i++) {
        assertThat(get(origin)).hasSize(100_004);
      }
      Thread.sleep(250);
      assertThat(get(origin)).startsWith("200 ");
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    try (var server = server(visit -> visit.respond(200, "text/plain", "secret"));
        var origin =
            new HttpOrigin(
                URI.create("https://127.0.0.1:" + server.base().getPort()),
                LIMITS,
                NanoClock.system(),
                null,
                tls)) {
      assertThatThrownBy(() -> get(origin))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void refusesACertificateThatNobodyKnows() throws Exception {
    try (var server = server(visit -> visit.respond(200, "text/plain", "secret"));
        var origin = new HttpOrigin(server.base(), LIMITS, NanoClock.system())) {
      assertThatThrownBy(() -> get(origin))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void asksAProxyForAWayAndTalksInSecretThroughIt() throws Exception {
    try (var server = server(visit -> visit.respond(200, "text/plain", "through"));
        var proxy =
            ScriptedServer.start(
                visit -> {
                  assertThat(visit.request().method()).isEqualTo("CONNECT");
                  visit.tunnelTo(server.base().getPort());
                });
        var origin =
            new HttpOrigin(
                server.base(),
                LIMITS,
                NanoClock.system(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.base().getPort()),
                tls)) {
      assertThat(get(origin)).isEqualTo("200 through");
      assertThat(proxy.requests().getFirst().target())
          .isEqualTo("localhost:" + server.base().getPort());
    }
  }

  @Test
  void tellsThatAProxyRefusesTheWay() throws Exception {
    try (var proxy = ScriptedServer.start(visit -> visit.respond(403, "text/plain", "no"));
        var origin =
            new HttpOrigin(
                URI.create("https://model.invalid"),
                LIMITS,
                NanoClock.system(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.base().getPort()),
                tls)) {
      assertThatThrownBy(() -> get(origin))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
          .hasMessageContaining("403");
    }
  }

  @Test
  void limitsTheTimeOfAHandshake() throws Exception {
    try (var silent = ScriptedServer.start(ScriptedServer.Visit::hold);
        var origin =
            new HttpOrigin(
                URI.create("https://localhost:" + silent.base().getPort()),
                HttpLimits.within(Duration.ofMillis(300)),
                NanoClock.system(),
                null,
                tls)) {
      assertThatThrownBy(() -> get(origin))
          .isInstanceOfSatisfying(
              HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
          .hasMessageContaining("300 ms");
    }
  }
}
