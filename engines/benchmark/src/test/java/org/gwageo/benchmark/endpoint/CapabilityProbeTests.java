package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.gwageo.benchmark.endpoint.Capabilities.Verdict;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.gwageo.benchmark.endpoint.http.ScriptedServer;
import org.gwageo.benchmark.endpoint.http.ScriptedServer.Script;
import org.gwageo.benchmark.endpoint.http.ScriptedServer.Visit;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CapabilityProbeTests {

  private static Capabilities probe(Script script, Set<Feature> wanted) throws Exception {
    try (var server = ScriptedServer.start(script);
        var probe =
            new CapabilityProbe(
                Endpoint.of(server.base(), "m"),
                Duration.ofSeconds(20),
                Clock.systemUTC(),
                NanoClock.system())) {
      return probe.probe(wanted);
    }
  }

  private static final String REPLY =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"A\"},\"text\":\"A\","
          + "\"finish_reason\":\"stop\"}]}";

  /** An endpoint that can everything. */
  private static void able(Visit visit) throws Exception {
    String body = visit.request().body();
    if (visit.request().method().equals("GET")) {
      visit.respond(
          200,
          "application/json",
          "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"owned_by\":\"vllm\"}]}");
    } else if (body.contains("\"stream\":true")) {
      visit.events().event("{\"choices\":[{\"delta\":{\"content\":\"A\"}}]}");
      visit.event("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
      visit.event("[DONE]");
      visit.lastChunk();
    } else if (body.contains("\"echo\":true")) {
      visit.respond(
          200,
          "application/json",
          "{\"choices\":[{\"text\":\"x\",\"logprobs\":{\"token_logprobs\":[null,-1,-1,-1]}}]}");
    } else if (body.contains("prompt_logprobs")) {
      visit.respond(
          200,
          "application/json",
          "{\"choices\":[{\"text\":\"x\",\"prompt_logprobs\":[null,{},{},{}]}]}");
    } else if (body.contains("top_logprobs")) {
      visit.respond(200, "application/json", "{\"choices\":[{\"logprobs\":{\"content\":[{}]}}]}");
    } else if (body.contains("\"tools\"")) {
      visit.respond(
          200,
          "application/json",
          "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"now\"}}]}}]}");
    } else if (body.contains("\"n\":2")) {
      visit.respond(200, "application/json", "{\"choices\":[{},{}]}");
    } else {
      visit.respond(200, "application/json", REPLY);
    }
  }

  private static void refuse(Visit visit, String message) throws Exception {
    visit.respond(400, "application/json", "{\"error\":{\"message\":\"" + message + "\"}}");
  }

  @Test
  void findsWhatAnEndpointCan() throws Exception {
    Capabilities found = probe(CapabilityProbeTests::able, EnumSet.allOf(Feature.class));

    assertThat(found.profile()).isEqualTo(Profile.VLLM);
    assertThat(found.models()).containsExactly("m");
    assertThat(found.findings().keySet()).isEqualTo(EnumSet.allOf(Feature.class));
    for (Feature feature : Feature.values()) {
      Verdict expected =
          feature == Feature.IMAGES || feature == Feature.AUDIO ? Verdict.UNKNOWN : Verdict.YES;
      assertThat(found.findings().get(feature))
          .as(feature.word())
          .extracting(Capabilities.Finding::verdict)
          .isEqualTo(expected);
    }
    assertThat(found.adaptations()).isEmpty();
    assertThat(found.obstacle(EnumSet.allOf(Feature.class))).isEmpty();
    assertThat(CanonicalJson.string(found.toTree())).contains("\"profile\":\"vllm\"");
  }

  @Test
  void findsTheLimitsOwnNameAndWhatIsRefused() throws Exception {
    Capabilities found =
        probe(
            visit -> {
              String body = visit.request().body();
              if (body.contains("\"max_tokens\"")) {
                refuse(visit, "use max_completion_tokens");
              } else if (body.contains("stream_options")) {
                refuse(visit, "stream_options unknown");
              } else if (body.contains("image_url")) {
                refuse(visit, "m is not a multimodal model");
              } else {
                able(visit);
              }
            },
            EnumSet.of(Feature.CHAT, Feature.STREAM, Feature.IMAGES, Feature.ECHO_LOGPROBS));

    assertThat(found.adaptations())
        .contains(Adaptation.RENAMED_MAX_TOKENS)
        .doesNotContain(Adaptation.WITHOUT_STREAM);
    assertThat(found.obstacle(Set.of(Feature.CHAT, Feature.IMAGES)))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence).contains("images").contains("m is not a multimodal model"));
    assertThat(found.obstacle(Set.of(Feature.CHAT))).isEmpty();
  }

  @Test
  void takesOneFormOfLikelihoodForTheOther() throws Exception {
    Capabilities found =
        probe(
            visit -> {
              if (visit.request().body().contains("\"echo\":true")) {
                visit.respond(200, "application/json", REPLY);
              } else {
                able(visit);
              }
            },
            EnumSet.of(Feature.ECHO_LOGPROBS, Feature.PROMPT_LOGPROBS));

    assertThat(found.can(Feature.ECHO_LOGPROBS)).isFalse();
    assertThat(found.adaptations()).containsExactly(Adaptation.PROMPT_LOGPROBS);
    assertThat(found.obstacle(Set.of(Feature.ECHO_LOGPROBS))).isEmpty();
  }

  @Test
  void tellsThatAnEndpointHasNothing() throws Exception {
    Capabilities found =
        probe(
            visit -> visit.respond(404, "text/plain", "not here"),
            EnumSet.of(Feature.COMPLETIONS, Feature.SEED));

    assertThat(found.profile()).isEqualTo(Profile.GENERIC);
    assertThat(found.obstacle(Set.of(Feature.COMPLETIONS, Feature.SEED)))
        .contains("the endpoint lacks what the task needs: completions (404 not here)");
  }

  @Test
  void seesWhatARequestNeeds() {
    assertThat(Capabilities.needsOf(Heads.chatRequest())).containsExactly(Feature.CHAT);
    assertThat(Capabilities.needsOf(Heads.likelihood("a b", 1)))
        .containsExactly(Feature.COMPLETIONS, Feature.ECHO_LOGPROBS);
  }
}
