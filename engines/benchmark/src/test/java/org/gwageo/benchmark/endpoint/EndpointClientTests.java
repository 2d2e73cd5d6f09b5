package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.gwageo.benchmark.endpoint.http.ScriptedServer;
import org.gwageo.benchmark.endpoint.http.ScriptedServer.Script;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.task.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndpointClientTests {

  private static final String PLAIN =
      "{\"choices\":[{\"message\":{\"content\":\"7\"},\"finish_reason\":\"stop\"}]}";

  private static EndpointClient client(
      ScriptedServer server, Streaming streaming, Duration limit, Adaptation... adaptations) {
    return new EndpointClient(
        new Endpoint(server.base(), new Subject("m", "", ""), "token"),
        limit,
        streaming,
        Set.of(adaptations),
        Clock.fixed(Instant.parse("2026-08-01T00:00:00Z"), ZoneOffset.UTC),
        NanoClock.system());
  }

  private static Answer once(Script script, Streaming streaming) throws Exception {
    try (var server = ScriptedServer.start(script);
        var client = client(server, streaming, Duration.ofSeconds(20))) {
      return client.ask(Heads.chatRequest());
    }
  }

  private static String text(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Answered.class);
    return ((Answered) outcome).reply().text();
  }

  @Test
  void sendsTheRequestAsItIsWhereNothingIsStreamed() throws Exception {
    try (var server = ScriptedServer.start(visit -> visit.respond(200, "application/json", PLAIN));
        var client = client(server, Streaming.OFF, Duration.ofSeconds(20))) {
      Request request = Heads.chatRequest();
      assertThat(text(client.ask(request).outcome())).isEqualTo("7");

      ScriptedServer.Request sent = server.requests().getFirst();
      assertThat(sent.body()).isEqualTo(request.body());
      assertThat(sent.target()).isEqualTo("/v1/chat/completions");
      assertThat(sent.headers())
          .containsEntry("idempotency-key", request.key().hex())
          .containsEntry("authorization", "Bearer token")
          .containsEntry("content-type", "application/json");
    }
  }

  @Test
  void asksForAStreamWithItsUsage() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> {
                  visit.events();
                  visit.pause(40);
                  visit.event("{\"choices\":[{\"delta\":{\"content\":\"7\"}}]}");
                  visit.pause(40);
                  visit.event("{\"choices\":[{\"delta\":{\"content\":\"8\"}}]}");
                  visit.event("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
                  visit.event("[DONE]");
                  visit.lastChunk();
                });
        var client = client(server, Streaming.ON, Duration.ofSeconds(20))) {
      Answer answer = client.ask(Heads.chatRequest());

      assertThat(text(answer.outcome())).isEqualTo("78");
      assertThat(server.requests().getFirst().body())
          .isEqualTo(
              "{\"max_tokens\":5,\"messages\":[],\"model\":\"m\",\"stream\":true,"
                  + "\"stream_options\":{\"include_usage\":true}}");
      Timing timing = answer.timing();
      assertThat(timing.connect()).isPositive();
      assertThat(timing.firstToken()).isGreaterThanOrEqualTo(35_000);
      assertThat(timing.meanGap()).isEqualTo(timing.longestGap()).isGreaterThanOrEqualTo(35_000);
      assertThat(timing.total()).isGreaterThanOrEqualTo(75_000);
      assertThat(client.ask(Heads.chatRequest()).timing().connect()).isZero();
    }
  }

  @Test
  void readsAPlainReplyWhereAStreamWasAskedFor() throws Exception {
    Answer answer = once(visit -> visit.respond(200, "application/json", PLAIN), Streaming.ON);

    assertThat(text(answer.outcome())).isEqualTo("7");
    assertThat(answer.timing().firstToken()).isNull();
  }

  @Test
  void doesWithoutStreamOptionsWhereTheyAreRefusedAndTells() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> {
                  if (visit.request().body().contains("stream_options")) {
                    visit.respond(400, "application/json", error("unknown field stream_options"));
                  } else {
                    visit.respond(200, "application/json", PLAIN);
                  }
                });
        var client = client(server, Streaming.ON, Duration.ofSeconds(20))) {
      assertThat(text(client.ask(Heads.chatRequest()).outcome())).isEqualTo("7");
      assertThat(client.adaptations()).containsExactly(Adaptation.WITHOUT_STREAM_OPTIONS);
      client.ask(Heads.chatRequest());
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().getLast().body()).endsWith(",\"stream\":true}");
    }
  }

  @Test
  void renamesTheLimitOfTokensWhereTheEndpointSaysSo() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> {
                  if (visit.request().body().contains("\"max_tokens\"")) {
                    visit.respond(
                        400,
                        "application/json",
                        error("'max_tokens' is not supported. Use 'max_completion_tokens'."));
                  } else {
                    visit.respond(200, "application/json", PLAIN);
                  }
                });
        var client = client(server, Streaming.OFF, Duration.ofSeconds(20))) {
      assertThat(text(client.ask(Heads.chatRequest()).outcome())).isEqualTo("7");
      assertThat(server.requests().getLast().body()).contains("\"max_completion_tokens\":5");
      assertThat(client.adaptations()).containsExactly(Adaptation.RENAMED_MAX_TOKENS);
    }
  }

  @Test
  void neverLeavesOutWhatChangesTheReply() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> visit.respond(400, "application/json", error("seed is not supported")));
        var client = client(server, Streaming.ON, Duration.ofSeconds(20))) {
      assertThat(client.ask(Heads.chatRequest()).outcome())
          .isEqualTo(new Failed(FailureClass.REFUSED, 400, "seed is not supported"));
      assertThat(server.requests()).hasSize(1);
      assertThat(client.adaptations()).isEmpty();
    }
  }

  @Test
  void asksOnceMoreAtMostForEachChange() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit ->
                    visit.respond(
                        400, "application/json", error("max_completion_tokens stream bad")));
        var client = client(server, Streaming.ON, Duration.ofSeconds(20))) {
      assertThat(client.ask(Heads.chatRequest()).outcome()).isInstanceOf(Failed.class);
      assertThat(server.requests()).hasSize(3);
      assertThat(client.adaptations()).isEmpty();
    }
  }

  @Test
  void doesNotTakeAnyWordForTheNameOfAParameter() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit -> visit.respond(400, "application/json", error("upstream refused it")));
        var client = client(server, Streaming.ON, Duration.ofSeconds(20))) {
      client.ask(Heads.chatRequest());
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static String error(String message) {
    return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"invalid_request_error\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000",
    "Retry-After, 'Sat, 01 Aug 2026 00:00:09 GMT', 9000",
    "Retry-After-Ms, 250, 250",
  })
  void tellsHowLongTheEndpointAsksToWait(String header, String value, long millis)
      throws Exception {
    Answer answer =
        once(visit -> visit.respond(429, Map.of(header, value), error("slow")), Streaming.ON);

    assertThat(answer.retryAfter()).isEqualTo(Duration.ofMillis(millis));
    assertThat(answer.outcome()).isEqualTo(new Failed(FailureClass.RATE_LIMITED, 429, "slow"));
  }

  @Test
  void tellsWhatTheEndpointSaysOfItsLimits() throws Exception {
    Answer answer =
        once(
            visit ->
                visit.respond(
                    200,
                    Map.of(
                        "Content-Type", "application/json",
                        "x-ratelimit-limit-requests", "60",
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "1m2.5s",
                        "x-ratelimit-limit-tokens", "150000",
                        "x-ratelimit-remaining-tokens", "149984",
                        "x-ratelimit-reset-tokens", "6ms"),
                    PLAIN),
            Streaming.OFF);

    assertThat(answer.rates())
        .isEqualTo(
            new RateSigns(
                60L, 0L, Duration.ofMillis(62_500), 150_000L, 149_984L, Duration.ofMillis(6)));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"6m0s;360000", "1h2m3s;3723000", "20ms;20", "1.5;1500", "soon;-1", "3 s;-1", "s;-1"},
      delimiter = ';')
  void readsDurationsOfResets(String field, long millis) {
    assertThat(RateSigns.duration(field)).isEqualTo(millis < 0 ? null : Duration.ofMillis(millis));
  }

  @Test
  void classifiesHowAStreamEndsTooEarly() throws Exception {
    String piece = "{\"choices\":[{\"delta\":{\"content\":\"7\"}}]}";
    assertFailure(
        once(
            visit -> {
              visit.events().event(piece);
              visit.reset();
            },
            Streaming.ON),
        FailureClass.RESET);
    assertFailure(
        once(
            visit -> {
              visit.events().event(piece);
              visit.lastChunk();
            },
            Streaming.ON),
        FailureClass.RESET);
    try (var server =
            ScriptedServer.start(
                visit -> {
                  visit.events().event(piece);
                  visit.hold();
                });
        var client = client(server, Streaming.ON, Duration.ofMillis(1500))) {
      Answer answer = client.ask(Heads.chatRequest());
      assertFailure(answer, FailureClass.STALL);
      assertThat(answer.timing().firstToken()).isNotNull();
    }
  }

  private static void assertFailure(Answer answer, FailureClass failure) {
    assertThat(answer.outcome())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
  }

  @Test
  void asksForALikelihoodInTheFormThatTheEndpointKnows() throws Exception {
    try (var server =
            ScriptedServer.start(
                visit ->
                    visit.respond(
                        200,
                        "application/json",
                        "{\"choices\":[{\"text\":\"x\",\"prompt_logprobs\":[null,{\"5\":"
                            + "{\"logprob\":-0.5,\"rank\":1,\"decoded_token\":\" A\"}}]}]}"));
        var client =
            client(server, Streaming.ON, Duration.ofSeconds(20), Adaptation.PROMPT_LOGPROBS)) {
      Answer answer = client.ask(Heads.likelihood("Q A", 1));

      assertThat(server.requests().getFirst().body())
          .contains("\"prompt_logprobs\":0")
          .contains("\"max_tokens\":1")
          .doesNotContain("echo")
          .doesNotContain("stream");
      assertThat(answer.outcome())
          .isInstanceOfSatisfying(
              Answered.class,
              answered ->
                  assertThat(String.valueOf(answered.reply().likelihood())).contains("-0.5"));
    }
  }
}
