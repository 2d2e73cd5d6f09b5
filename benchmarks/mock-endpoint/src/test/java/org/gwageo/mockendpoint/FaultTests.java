package org.gwageo.mockendpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class FaultTests {

  private static final String QUESTION = "What is the whole of this?";
  private static final AnswerKey KEY =
      AnswerKey.of(
          List.of(KeyItem.number("1", QUESTION, "42")),
          new AnswerPlan(1, 1, List.of(AnswerStyle.HASH)));

  private static MockEndpoint endpoint(String... faults) throws IOException {
    return MockEndpoint.start(
        MockOptions.standard()
            .with(KEY)
            .withFaults(List.of(faults).stream().map(Fault::parse).toList()));
  }

  @Test
  void readsASchedule() {
    Fault fault =
        Fault.parse("429:share=0.25,occurrences=2,after=5,until=9,retry-after=1.5,items=a+b");
    assertThat(fault.kind()).isEqualTo(FaultKind.RATE_LIMIT);
    assertThat(fault.share()).isEqualTo(0.25);
    assertThat(fault.occurrences()).isEqualTo(2);
    assertThat(fault.after()).isEqualTo(5);
    assertThat(fault.until()).isEqualTo(9);
    assertThat(fault.time()).isEqualTo(Duration.ofMillis(1500));
    assertThat(fault.items()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void refusesScheduleThatItDoesNotUnderstand() {
    assertThatThrownBy(() -> Fault.parse("flood")).hasMessageContaining("flood");
    assertThatThrownBy(() -> Fault.parse("429:often=1")).hasMessageContaining("often");
    assertThatThrownBy(() -> Fault.parse("429:share=2")).hasMessageContaining("2.0");
  }

  @Test
  void everyKindIsReadBackByItsWord() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(FaultKind.parse(kind.word())).isEqualTo(kind);
    }
  }

  @Test
  void limitsTheRateOnceAndSaysForHowLong() throws Exception {
    try (MockEndpoint endpoint = endpoint("429:retry-after=2");
        Client client = new Client(endpoint)) {
      HttpResponse<String> first = client.post("chat/completions", Client.chatBody(QUESTION, ""));
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("retry-after")).contains("2");
      assertThat(Client.content(client.chat(QUESTION, ""))).endsWith("#### 42");
      assertThat(endpoint.stats().faults()).containsEntry("429", 1L);
    }
  }

  @Test
  void namesADateThatIsNotTooEarly() throws Exception {
    try (MockEndpoint endpoint = endpoint("429-date:retry-after=3");
        Client client = new Client(endpoint)) {
      Instant asked = Instant.now();
      HttpResponse<String> response =
          client.post("chat/completions", Client.chatBody(QUESTION, ""));
      String date = response.headers().firstValue("retry-after").orElse("");
      Instant until = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      assertThat(until).isBetween(asked.plusSeconds(3), Instant.now().plusSeconds(5));
    }
  }

  @Test
  void breaksConnections() throws Exception {
    for (String kind : List.of("reset-before", "reset-after", "cut", "stall:time=0.05")) {
      try (MockEndpoint endpoint = endpoint(kind);
          Client client = new Client(endpoint)) {
        String body = Client.chatBody(QUESTION, "");
        assertThatThrownBy(() -> client.post("chat/completions", body))
            .as(kind)
            .isInstanceOf(IOException.class);
        assertThat(Client.content(client.chat(QUESTION, ""))).as(kind).endsWith("#### 42");
      }
    }
  }

  @Test
  void sendsRepliesThatHoldNoAnswer() throws Exception {
    try (MockEndpoint endpoint = endpoint("length", "filter:after=1,until=2,occurrences=0");
        Client client = new Client(endpoint)) {
      JsonNode cut = client.chat(QUESTION, "");
      assertThat(cut.path("choices").path(0).path("finish_reason").asString(""))
          .isEqualTo("length");
      assertThat(Client.content(cut)).doesNotContain("42");
      JsonNode filtered = client.chat(QUESTION, "");
      assertThat(filtered.path("choices").path(0).path("finish_reason").asString(""))
          .isEqualTo("content_filter");
    }
  }

  @Test
  void halvesOfRepliesAreNoJson() throws Exception {
    try (MockEndpoint endpoint = endpoint("truncated-json");
        Client client = new Client(endpoint)) {
      String body = client.post("chat/completions", Client.chatBody(QUESTION, "")).body();
      assertThatThrownBy(() -> Client.JSON.readTree(body)).isNotNull();
    }
  }

  @Test
  void acceptsTheNewTokenAfterARotation() throws Exception {
    try (MockEndpoint endpoint = endpoint("401:after=1,occurrences=0,token=new");
        Client client = new Client(endpoint)) {
      String body = Client.chatBody(QUESTION, "");
      String[] old = {"Authorization", "Bearer old"};
      assertThat(client.post("chat/completions", body, old).statusCode()).isEqualTo(200);
      assertThat(client.post("chat/completions", body, old).statusCode()).isEqualTo(401);
      assertThat(client.post("chat/completions", body, "Authorization", "Bearer new").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void doublesTheLastTokenOfAStreamThatTellsItsUsage() throws Exception {
    try (MockEndpoint endpoint = endpoint("duplicate-chunk");
        Client client = new Client(endpoint)) {
      List<String> events = client.stream(QUESTION, "\"stream_options\":{\"include_usage\":true},");
      assertThat(Client.text(events)).endsWith("#### 42 42");
      JsonNode usage = Client.JSON.readTree(events.get(events.size() - 2)).path("usage");
      long pieces =
          events.stream().filter(event -> event.contains("\"delta\":{\"content\"")).count();
      assertThat(usage.path("completion_tokens").longValue()).isEqualTo(pieces - 1);
    }
  }

  @Test
  void doublesEventsWithTheirIds() throws Exception {
    try (MockEndpoint endpoint = endpoint("duplicate-event");
        Client client = new Client(endpoint)) {
      String body =
          client.post("chat/completions", Client.chatBody(QUESTION, "\"stream\":true,")).body();
      List<String> ids = body.lines().filter(line -> line.startsWith("id: ")).toList();
      assertThat(ids).isNotEmpty();
      assertThat(ids.stream().distinct().count() * 2).isEqualTo(ids.size());
    }
  }

  @Test
  void putsAnErrorIntoAStream() throws Exception {
    try (MockEndpoint endpoint = endpoint("stream-error");
        Client client = new Client(endpoint)) {
      List<String> events = client.stream(QUESTION, "");
      assertThat(events.getLast()).contains("\"error\"");
      assertThat(Client.text(events)).doesNotContain("42");
    }
  }
}
