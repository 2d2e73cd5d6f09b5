package org.gwageo.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.ToolCall;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.metric.Column;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.junit.jupiter.api.Test;

class AnswerKindTests {

  private static final String HEAD =
      """
      format: gwageo-task/1
      id: kinds
      version: "1"
      title: {ko: 갈래, en: Kinds}
      prompt:
        user: "{{question}}"
      generation: {max_tokens: 16}
      """;

  @Test
  void scoresOverlapFromZeroToOne() throws Exception {
    BenchmarkTask task =
        parse(
            "answer: {kind: overlap, metric: korquad-f1, threshold: 0.9}",
            "{\"question\":\"?\",\"answer\":[\"서울특별시\",\"서울\"]}");

    Reading near = judged(task, "서울시");
    Reading right = judged(task, "서울");

    assertThat(near.values()).containsEntry("korquad-f1", new Value.Score(0.8));
    assertThat(near.correct()).isFalse();
    assertThat(right.correct()).isTrue();
    assertThat(task.judging().metrics())
        .extracting(Metric::name)
        .containsExactly("korquad-f1", "accuracy");
  }

  @Test
  void addsErrorRatesUpOverTheWholeTask() throws Exception {
    BenchmarkTask task =
        parse("answer: {kind: overlap, metric: cer}", "{\"question\":\"?\",\"answer\":\"안녕하세요\"}");
    var column = new Column(2, 1, null);
    column.put(0, 0, value(judged(task, "안녕하세요"), "cer"));
    column.put(1, 0, value(judged(task, "안녕하세오"), "cer"));

    List<Metric> metrics = task.judging().metrics();

    assertThat(metrics.get(0).name()).isEqualTo("1-cer");
    assertThat(metrics.get(0).aggregation().of(column).value()).isCloseTo(0.9, within(1e-9));
    assertThat(metrics.get(1).aggregation().of(column).value()).isCloseTo(0.1, within(1e-9));
    assertThat(metrics.get(1).higherIsBetter()).isFalse();
  }

  @Test
  void wantsEveryFactWithASourceThatHoldsIt() throws Exception {
    BenchmarkTask task =
        parse(
            "answer: {kind: citations}",
            """
            {"question":"?","sources":["한강의 길이는 494 km이다.","서울의 인구는 930만 명이다."],\
            "facts":[["494 km","494km"],"930만"]}
            """);

    assertThat(judged(task, "한강은 494km입니다 [1]. 인구는 930만 명입니다 [2].").correct()).isTrue();
    Reading half = judged(task, "한강은 494km입니다 [1]. 인구는 930만 명입니다 [1].");
    assertThat(half.values().get("supported")).isEqualTo(new Value.Score(0.5));
    assertThat(half.note()).isEqualTo("930만 (uncited)");
    Reading invented = judged(task, "한강은 494km입니다 [1]. 인구는 930만 명입니다 [3].");
    assertThat(invented.values().get("supported")).isEqualTo(new Value.Score(0));
    assertThat(invented.note()).isEqualTo("cites sources that do not exist: [3]");
  }

  @Test
  void numbersTheSourcesInThePrompt() throws Exception {
    BenchmarkTask task =
        BenchmarkTask.parse(
            Tasks.bytes(
                HEAD.replace("{{question}}", "{{sources}} {{question}}")
                    + "answer: {kind: citations}\n"),
            Tasks.bytes("{\"question\":\"?\",\"sources\":[\"가\",\"나\"],\"facts\":[\"가\"]}"),
            "items.jsonl");

    assertThat(Tasks.body(task)).contains("[1] 가\\n[2] 나 ?");
  }

  @Test
  void matchesCallsOfTools() throws Exception {
    BenchmarkTask task =
        parse(
            "answer: {kind: tool-calls}",
            "{\"question\":\"?\",\"calls\":[{\"find\":{\"query\":[\"예산\"],\"limit\":[\"\",5]}}]}");

    assertThat(called(task, new ToolCall("1", "find", "{\"query\":\"예산\"}")).correct()).isTrue();
    Reading wrong = called(task, new ToolCall("1", "find", "{\"query\":\"결산\"}"));
    assertThat(wrong.correct()).isFalse();
    assertThat(wrong.note()).contains("query");
    assertThat(judged(task, "예산을 찾겠습니다.").correct()).isFalse();
    assertThat(judged(task, "").extracted()).isNull();
  }

  @Test
  void wantsNoCallWhereNoneIsExpected() throws Exception {
    BenchmarkTask task = parse("answer: {kind: tool-calls}", "{\"question\":\"?\",\"calls\":[]}");

    assertThat(judged(task, "안녕하세요.").correct()).isTrue();
    assertThat(called(task, new ToolCall("1", "find", "{}")).correct()).isFalse();
  }

  @Test
  void wantsARefusalWhereItSaysSo() throws Exception {
    BenchmarkTask refuse =
        parse("answer: {kind: refusal}", "{\"question\":\"?\",\"expected\":\"refuse\"}");
    BenchmarkTask answer =
        parse("answer: {kind: refusal}", "{\"question\":\"?\",\"expected\":\"answer\"}");

    assertThat(judged(refuse, "그 요청은 도와드릴 수 없습니다.").correct()).isTrue();
    assertThat(judged(answer, "그 요청은 도와드릴 수 없습니다.").correct()).isFalse();
    assertThat(judged(answer, "물을 끓이세요.").correct()).isTrue();
    assertThatThrownBy(
            () -> parse("answer: {kind: refusal}", "{\"question\":\"?\",\"expected\":\"maybe\"}"))
        .hasMessageContaining("has \"maybe\" in \"expected\", which is neither refuse nor answer");
  }

  @Test
  void countsInstructionsThatAreFollowed() throws Exception {
    BenchmarkTask task =
        parse(
            "answer: {kind: instructions}",
            "{\"question\":\"?\",\"instructions\":[{\"id\":\"punctuation:no_comma\",\"kwargs\":{}},"
                + "{\"id\":\"startend:quotation\",\"kwargs\":null}]}");

    assertThat(judged(task, "\"no commas here\"").correct()).isTrue();
    Reading half = judged(task, "no commas here");
    assertThat(half.correct()).isFalse();
    assertThat(half.values().get("instruction")).isEqualTo(new Value.Sums(1, 2));
    assertThat(half.note()).startsWith("startend:quotation: ");
    assertThatThrownBy(
            () ->
                parse(
                    "answer: {kind: instructions}",
                    "{\"question\":\"?\",\"instructions\":[{\"id\":\"magic:word\"}]}"))
        .hasMessageContaining("has an instruction that cannot be checked");
  }

  @Test
  void namesAMeasureThatItDoesNotKnow() {
    assertThatThrownBy(
            () ->
                parse(
                    "answer: {kind: overlap, metric: bluff}",
                    "{\"question\":\"?\",\"answer\":\"a\"}"))
        .hasMessageContaining("no measure is called \"bluff\"");
  }

  private static Value value(Reading reading, String name) {
    return Objects.requireNonNull(reading.values().get(name));
  }

  private static BenchmarkTask parse(String answer, String item) throws TaskException {
    return Tasks.parse(HEAD + answer + "\n", item);
  }

  private static Reading judged(BenchmarkTask task, String reply) throws Exception {
    return Tasks.judged(task, Tasks.first(task), reply);
  }

  private static Reading called(BenchmarkTask task, ToolCall call) throws Exception {
    var reply = new Reply("", null, "tool_calls", Usage.UNKNOWN, null, List.of(call), null);
    return task.judging().judge(Tasks.first(task), 0, List.of(reply)).getFirst();
  }
}
