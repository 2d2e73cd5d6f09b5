package org.gwageo.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.sandbox.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFileTests {

  private static final String ITEM = "{\"id\":\"a\",\"question\":\"1 + 1?\",\"answer\":\"2\"}";
  private static final Subject SUBJECT = new Subject("m", "r1", "s1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "id: sums|id: Sums|line 2: an id has 1 to 80 lower-case letters",
        "id: sums|idd: sums|line 1: the task has no \"id\"",
        "version: \"1\"|version: true|line 3: the task.version is text",
        "title: {ko: 덧셈, en: Sums}|title: {ko: 덧셈}|line 4: title has no \"en\"",
        "title: {ko: 덧셈, en: Sums}|title: 덧셈|line 4: title is a mapping",
        "generation: {max_tokens: 16}|generation: {max_tokens: 0}|line 7: generation.max_tokens is"
            + " between 1 and 1000000, not 0",
        "generation: {max_tokens: 16}|generation: {max_tokens: many}|line 7: generation.max_tokens"
            + " is a number, not \"many\"",
        "generation: {max_tokens: 16}|generation: {max_tokens: 1.5}|generation.max_tokens is a"
            + " whole number",
        "generation: {max_tokens: 16}|generation: {temperature: 0}|line 7: generation has no"
            + " \"max_tokens\"",
        "generation: {max_tokens: 16}|generation: {max_tokens: 16, temprature: 0}|line 7: unknown"
            + " key \"temprature\" in generation",
        "generation: {max_tokens: 16}|generation: {max_tokens: 16, top_p: 2}|line 7:"
            + " generation.top_p is between 0 and 1",
        "generation: {max_tokens: 16}|generation: {max_tokens: 16, stop: [a, b, c, d, e]}|line 7:"
            + " stop has at most 4 texts",
        "generation: {max_tokens: 16}|generation: {max_tokens: 16, max_tokens: 17}|line 7: key"
            + " \"max_tokens\" occurs twice",
        "user: \"{{question}}\"|user: \"{{question}\"|line 6: prompt.user: a place in a template is"
            + " written",
        "user: \"{{question}}\"|user: \"{{query}}\"|items.jsonl line 1: item a has no field"
            + " \"query\"",
        "kind: generated|kind: free|answer.kind is one of [generated, choice, math, overlap,"
            + " citations, tool-calls, refusal, instructions, program], not \"free\"",
        "extract: [number]|extract: [numbr]|line 11: no extractor is called \"numbr\"",
        "extract: [number]|extract: [{regex: '('}]|line 11: not a regular expression",
        "extract: [number]|extract: [{regex: 'a', take: all}]|line 11: extract.take is first or"
            + " last",
        "normalise: [number]|normalise: [upper]|line 12: no normalisation is called \"upper\"",
        "normalise: [number]|normalise: &x [number]|line 12: a task file has no anchors",
        "gold: answer|gold: solution|items.jsonl line 1: item a has no field \"solution\"",
        "gold: answer|gold: answer: x|line 10: not YAML",
        "format: gwageo-task/1|format: gwageo-task/2|format is gwageo-task/1",
        "id: sums|id: sums\\nrepeats: 0|line 3: the task.repeats is between 1 and 1000, not 0",
        "id: sums|id: sums\\napi: messages|line 3: api is chat or completions",
        "id: sums|id: sums\\nitems: ../other.jsonl|line 3: items names a file beside the task",
        "id: sums|id: sums\\n"
            + "metrics: [f1]|line 3: metrics are [accuracy], pass@k and pass^k with k up to the 1"
            + " repeats, not \"f1\"",
      })
  void namesTheLineOfAFault(String good, String bad, String message) {
    String yaml = Tasks.GENERATED.replace(good, bad.replace("\\n", "\n"));

    assertThat(yaml).isNotEqualTo(Tasks.GENERATED);
    assertThatThrownBy(() -> Tasks.parse(yaml, ITEM))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\":\"b\"|items.jsonl line 2: not a JSON object",
        "[1]|items.jsonl line 2: not a JSON object",
        "null|items.jsonl line 2: not a JSON object",
        "{\"id\":\"b\",\"question\":\"1?\"}|items.jsonl line 2: item b has no field \"answer\"",
        "{\"id\":\"b\",\"question\":null,\"answer\":\"1\"}|item b has null in its field"
            + " \"question\"",
        "{\"id\":\"b\",\"question\":[\"1?\"],\"answer\":\"1\"}|that is no text",
        "{\"id\":\"a\",\"question\":\"1?\",\"answer\":\"1\"}|items.jsonl line 2: an item's id is"
            + " unique, but this one occurs twice: a",
        "{\"id\":\" \",\"question\":\"1?\",\"answer\":\"1\"}|items.jsonl line 2: an item's id is"
            + " blank",
        "{\"id\":\"b\",\"id\":\"c\",\"question\":\"1?\",\"answer\":\"1\"}|items.jsonl line 2: not a"
            + " JSON object",
      })
  void namesTheLineOfABadItem(String item, String message) {
    assertThatThrownBy(() -> Tasks.parse(Tasks.GENERATED, ITEM, item))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesATaskWithoutItems() {
    assertThatThrownBy(() -> Tasks.parse(Tasks.GENERATED, ""))
        .isInstanceOf(TaskException.class)
        .hasMessage("items.jsonl: a task has at least one item, but there are none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"choices\":[\"감\"],\"answer\":0|has 2 to 10 choices, not 1",
        "\"choices\":[\"감\",\"배\"],\"answer\":2|has 2 for its right choice, which is none of its 2"
            + " choices",
        "\"choices\":[\"감\",\"배\"],\"answer\":\"C\"|has C for its right choice",
        "\"choices\":[\"감\",\"배\"],\"answer\":\"감\"|neither letter nor number",
      })
  void refusesAnImpossibleChoice(String fields, String message) {
    assertThatThrownBy(
            () -> Tasks.parse(Tasks.CHOICE, "{\"id\":\"a\",\"question\":\"?\"," + fields + "}"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rendersALetteredPrompt() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.CHOICE,
            "{\"id\":\"a\",\"question\":\"'크다'의"
                + " 반대말은?\",\"choices\":[\"작다\",\"길다\",\"높다\",\"넓다\"],\"answer\":0}");

    assertThat(question(task, 0).requests().getFirst().body())
        .isEqualTo(
            "{\"max_tokens\":8,\"messages\":[{\"content\":\"'크다'의 반대말은?\\n"
                + "A. 작다\\n"
                + "B. 길다\\n"
                + "C. 높다\\n"
                + "D. 넓다\\n"
                + "답:\",\"role\":\"user\"}],\"model\":\"m\",\"temperature\":0}");
  }

  @Test
  void rendersSystemTextAndExamplesForBothInterfaces() throws Exception {
    String yaml =
        Tasks.GENERATED.replace(
            "  user: \"{{question}}\"\n",
            """
              system: 답만 쓰세요.
              user: "{{question}} "
              assistant: "= {{answer}}"
              separator: "\\n"
              examples:
                - {question: "{{1}} + 2?", answer: "3"}
            """);

    BenchmarkTask task = Tasks.parse(yaml, ITEM);
    assertThat(question(task, 0).requests().getFirst().body())
        .contains(
            "[{\"content\":\"답만 쓰세요.\",\"role\":\"system\"},{\"content\":\"{{1}} + 2?"
                + " \",\"role\":\"user\"},{\"content\":\"="
                + " 3\",\"role\":\"assistant\"},{\"content\":\"1 + 1? \",\"role\":\"user\"}]");
    assertThat(question(task, 0).requests().getFirst().api().path()).isEqualTo("chat/completions");

    BenchmarkTask completions = task.withApi(Api.COMPLETIONS);
    assertThat(question(completions, 0).requests().getFirst().body())
        .contains("\"prompt\":\"답만 쓰세요.\\n{{1}} + 2? = 3\\n1 + 1? \"");
    assertThat(question(completions, 0).requests().getFirst().api().path())
        .isEqualTo("completions");
  }

  @Test
  void givesEveryRepeatItsOwnSeedAndKey() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED.replace("max_tokens: 16", "max_tokens: 16, temperature: 0.7, seed: 5")
                + "repeats: 3\n",
            ITEM);

    assertThat(task.questions()).isEqualTo(3);
    assertThat(question(task, 0).requests().getFirst().body())
        .contains("\"seed\":5", "\"temperature\":0.7");
    assertThat(question(task, 2).requests().getFirst().body()).contains("\"seed\":7");
    assertThat(question(task, 0).key()).isNotEqualTo(question(task, 2).key());
  }

  @Test
  void hasAKeyThatDependsOnEverythingThatMatters() throws Exception {
    BenchmarkTask task = Tasks.parse(Tasks.GENERATED, ITEM);
    Item item = first(task);
    Set<Object> keys = new HashSet<>();
    keys.add(task.question(item, 0, SUBJECT).key());
    keys.add(task.question(item, 0, new Subject("other", "r1", "s1")).key());
    keys.add(task.question(item, 0, new Subject("m", "r2", "s1")).key());
    keys.add(task.question(item, 0, new Subject("m", "r1", "s2")).key());
    keys.add(task.withSeed(1).question(item, 0, SUBJECT).key());
    keys.add(task.withApi(Api.COMPLETIONS).question(item, 0, SUBJECT).key());
    keys.add(Tasks.parse(Tasks.GENERATED + "places: 3\n", ITEM).question(item, 0, SUBJECT).key());
    keys.add(Tasks.parse(Tasks.GENERATED, ITEM, "").question(item, 0, SUBJECT).key());
    keys.add(Tasks.parse(Tasks.GENERATED, ITEM + "\n").question(item, 0, SUBJECT).key());

    // The last two are the same items with the same added line end.
    assertThat(keys).hasSize(8);
    assertThat(task.limitedTo(1).question(item, 0, SUBJECT).key())
        .isEqualTo(task.question(item, 0, SUBJECT).key());
  }

  @Test
  void hasADigestThatWritingStyleAndDefaultsDoNotChange() throws Exception {
    String styled =
        "# a comment\n"
            + Tasks.GENERATED.replace("gold: answer", "gold: 'answer'")
            + "api: chat\nrepeats: 1\nmetrics: [accuracy]\nitems: items.jsonl\n";

    assertThat(Tasks.parse(styled, ITEM).digest())
        .isEqualTo(Tasks.parse(Tasks.GENERATED, ITEM).digest());
  }

  @Test
  void readsQuotedTables() throws Exception {
    String csv =
        "\uFEFFid,question,A,B,answer\r\na,\"1, \"\"하나\"\"\n은?\",감,배,2\r\n\r\nb,둘?,귤,밤,1\r\n";
    String yaml =
        Tasks.CHOICE.replace("gold: answer", "gold: answer\n  choices: [A, B]\n  index_from: 1");
    BenchmarkTask task = BenchmarkTask.parse(Tasks.bytes(yaml), Tasks.bytes(csv), "items.csv");

    assertThat(task.items().count()).isEqualTo(2);
    Item item = first(task);
    assertThat(item.text("question")).isEqualTo("1, \"하나\"\n은?");
    assertThat(Tasks.judged(task, item, "B").correct()).isTrue();

    String tsv = "id\tquestion\tA\tB\tanswer\na\t하나?\t감\t배\t2\n";
    assertThat(
            first(BenchmarkTask.parse(Tasks.bytes(yaml), Tasks.bytes(tsv), "items.tsv"))
                .text("question"))
        .isEqualTo("하나?");
  }

  @Test
  void namesTheLineOfAShortRow() {
    String csv = "id,question,answer\na,\"1\n2\",1\nb,2\n";

    assertThatThrownBy(
            () -> BenchmarkTask.parse(Tasks.bytes(Tasks.GENERATED), Tasks.bytes(csv), "items.csv"))
        .isInstanceOf(TaskException.class)
        .hasMessage("items.csv line 4: the row has 2 fields, the header 3");
  }

  @Test
  void acceptsSeveralRightAnswersAndNumbers() throws Exception {
    BenchmarkTask task =
        Tasks.parse(Tasks.GENERATED, "{\"question\":\"?\",\"answer\":[\"2\", 3.50]}", ITEM);
    Item item = first(task);

    assertThat(item.id()).isEqualTo("1");
    assertThat(Tasks.judged(task, item, "답은 2").correct()).isTrue();
    assertThat(Tasks.judged(task, item, "3.5").correct()).isTrue();
    assertThat(Tasks.judged(task, item, "3.5").gold()).isEqualTo("2|3.5");
    assertThat(Tasks.judged(task, item, "4"))
        .isEqualTo(Reading.of("exact-match", "accuracy", "4", "2|3.5", false));
    assertThat(Tasks.judged(task, item, "모름").extracted()).isNull();
  }

  @Test
  void readsAsManyItemsAsItsLimit() throws Exception {
    BenchmarkTask task = Tasks.sums(5).limitedTo(3);

    int n = 0;
    try (ItemReader reader = task.items().open()) {
      while (reader.next() != null) {
        n++;
      }
    }
    assertThat(List.of(n, task.items().count())).containsExactly(3, 3);
  }

  private static Question question(BenchmarkTask task, int repeat) throws Exception {
    return task.question(first(task), repeat, SUBJECT);
  }

  @Test
  void putsImagesAndSoundBeforeTheText() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED.replace(
                "  user: \"{{question}}\"\n",
                "  user: \"{{question}}\"\n  images: [picture]\n  audio: sound\n"),
            "{\"question\":\"?\",\"answer\":\"1\",\"picture\":\"data:image/png;base64,AAAA\","
                + "\"sound\":\"data:audio/x-wav;base64,BBBB\"}");

    assertThat(question(task, 0).requests().getFirst().body())
        .contains(
            "\"content\":[{\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"},\"type\":\"image_url\"},"
                + "{\"input_audio\":{\"data\":\"BBBB\",\"format\":\"wav\"},\"type\":\"input_audio\"},"
                + "{\"text\":\"?\",\"type\":\"text\"}]");
    assertThatThrownBy(() -> task.withApi(Api.COMPLETIONS))
        .hasMessageContaining("go through chat, not through completions");
  }

  @Test
  void refusesMediaThatAreNoDataUrl() {
    assertThatThrownBy(
            () ->
                Tasks.parse(
                    Tasks.GENERATED.replace(
                        "  user: \"{{question}}\"\n",
                        "  user: \"{{question}}\"\n  images: [picture]\n"),
                    "{\"id\":\"a\",\"question\":\"?\",\"answer\":\"1\",\"picture\":\"cat.png\"}"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining(
            "item a has no data:image/…;base64 URL in \"picture\" but \"cat.png\"");
  }

  @Test
  void sendsToolsAndTheEarlierConversation() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED.replace(
                "  user: \"{{question}}\"\n",
                """
                  user: "{{question}}"
                  conversation: before
                  tools:
                    - name: find
                      description: 찾는다
                      parameters: {type: object, properties: {n: {type: integer, minimum: 1}}}
                """),
            "{\"question\":\"?\",\"answer\":\"1\",\"before\":[{\"role\":\"user\",\"content\":\"안녕\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\"}]}]}");

    assertThat(question(task, 0).requests().getFirst().body())
        .contains(
            "\"messages\":[{\"content\":\"안녕\",\"role\":\"user\"},"
                + "{\"content\":null,\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]},"
                + "{\"content\":\"?\",\"role\":\"user\"}]",
            "\"tools\":[{\"function\":{\"description\":\"찾는다\",\"name\":\"find\",\"parameters\":"
                + "{\"properties\":{\"n\":{\"minimum\":1,\"type\":\"integer\"}},\"type\":\"object\"}},"
                + "\"type\":\"function\"}]");
  }

  @Test
  void judgesMathematicsByWhatItMeans() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED
                .replace("  extract: [number]\n  normalise: [number]\n", "")
                .replace("kind: generated", "kind: math"),
            "{\"question\":\"?\",\"answer\":\"\\\\frac{1}{2}\"}");

    assertThat(Tasks.judged(task, first(task), "정답은 \\\\boxed{0.5}").correct()).isTrue();
    assertThat(Tasks.judged(task, first(task), "정답은 \\\\boxed{0.6}").correct()).isFalse();
    assertThat(Tasks.judged(task, first(task), "모르겠다").extracted()).isNull();
  }

  @Test
  void runsNoProgramUntilThatIsAllowed() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED
                .replace("  extract: [number]\n  normalise: [number]\n  gold: answer\n", "")
                .replace("  gold: answer\n  extract: [number]\n  normalise: [number]\n", "")
                .replace("kind: generated", "kind: program"),
            "{\"id\":\"p\",\"question\":\"?\",\"prompt\":\"def f():\\n"
                + "\",\"entry_point\":\"f\",\"test\":\"def check(c): pass\"}");

    assertThat(Tasks.judged(task, first(task), " ").correct()).isFalse();
    assertThatThrownBy(() -> Tasks.judged(task, first(task), "    return 1"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("has not been allowed");
    BenchmarkTask allowed =
        task.with(problem -> new Verdict(Verdict.Kind.PASSED, "every test held"));
    assertThat(Tasks.judged(allowed, first(allowed), "    return 1").correct()).isTrue();
    assertThat(allowed.digest()).isEqualTo(task.digest());
  }

  @Test
  void countsHowManyOfSeveralRepliesAreRight() throws Exception {
    BenchmarkTask task =
        Tasks.parse(
            Tasks.GENERATED + "repeats: 4\nmetrics: [accuracy, pass@2, \"pass^3\"]\n", ITEM);

    assertThat(task.judging().metrics())
        .extracting(Metric::name)
        .containsExactly("accuracy", "pass@2", "pass^3");
  }

  private static Item first(BenchmarkTask task) throws Exception {
    try (ItemReader reader = task.items().open()) {
      Item item = reader.next();
      assertThat(item).isNotNull();
      return Objects.requireNonNull(item);
    }
  }
}
