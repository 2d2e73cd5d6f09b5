package org.gwageo.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.ToolCall;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The suite that comes with the product can be asked, and judges its own answers right. */
class SuiteTests {

  private static final Path SUITE = Path.of("../../suites/gwageo-small");
  private static final int FEWEST = 450;
  private static final int MOST = 600;
  private static final int MOST_BYTES = 6_000_000;
  private static final int LONGEST_PROMPT = 2_500;
  private static final int LONGEST_DIARY = 13_000;

  /** The 95th percentile of chi-square with three degrees of freedom. */
  private static final double CHI_SQUARE_95 = 7.815;

  private static final Pattern PRODUCT = Pattern.compile("(?m)^([A-Z]{2}-\\d{2}):");
  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{4}(?!\\d)");

  static List<String> tasks() throws IOException {
    List<String> tasks = new ArrayList<>();
    for (Object part : (List<?>) Objects.requireNonNull(suite().get("tasks"))) {
      tasks.add(String.valueOf(((Map<?, ?>) part).get("task")));
    }
    return tasks;
  }

  static List<String> tasksOfKind(String kind) throws Exception {
    List<String> tasks = new ArrayList<>();
    for (String name : tasks()) {
      if (kind(read(name)).equals(kind)) {
        tasks.add(name);
      }
    }
    return tasks;
  }

  @Test
  void listsEveryTaskOnceWithAWeight() throws Exception {
    Map<String, Object> suite = suite();
    Set<String> folders;
    try (Stream<Path> files = Files.list(SUITE.resolve("tasks"))) {
      folders = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }

    assertThat(suite).containsEntry("format", "gwageo-suite/1").containsEntry("id", "gwageo-small");
    assertThat(suite.get("title"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("ko", "en");
    assertThat(tasks()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(folders);
    for (Object part : (List<?>) Objects.requireNonNull(suite.get("tasks"))) {
      assertThat(((Map<?, ?>) part).get("weight")).isInstanceOf(Integer.class);
      assertThat((Integer) ((Map<?, ?>) part).get("weight")).isPositive();
      assertThat(((Map<?, ?>) part).get("area")).isInstanceOf(String.class);
    }
  }

  @Test
  void hasTheSizeThatItSays() throws Exception {
    int all = 0;
    var languages = new HashMap<String, Integer>();
    for (String name : tasks()) {
      List<Item> items = items(name);
      all += items.size();
      assertThat(items).as(name).hasSizeBetween(10, 60);
      for (Item item : items) {
        languages.merge(item.text("lang"), 1, Integer::sum);
      }
    }
    long bytes;
    try (Stream<Path> files = Files.walk(SUITE.getParent())) {
      bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }

    assertThat(all).isBetween(FEWEST, MOST);
    assertThat(languages).containsOnlyKeys("ko", "en");
    assertThat(languages.values())
        .allSatisfy(count -> assertThat(count).isGreaterThan(FEWEST * 2 / 5));
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void declaresItsLicenceAndSourceAndBothTitles(String name) throws Exception {
    BenchmarkTask task = read(name);

    assertThat(task.id()).isEqualTo(name);
    assertThat(task.title().ko()).isNotBlank();
    assertThat(task.title().en()).isNotBlank();
    assertThat(Files.readString(SUITE.resolve("tasks").resolve(name).resolve("task.yaml")))
        .contains("licence: CC0-1.0", "source: ");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void asksNoQuestionTwiceAndNoneTooLong(String name) throws Exception {
    BenchmarkTask task = read(name);
    var bodies = new HashSet<String>();

    for (Item item : items(name)) {
      String body = task.question(item, 0, new Subject("m", "", "")).requests().getFirst().body();
      assertThat(bodies.add(body)).as("asked once: " + item.id()).isTrue();
      int media = length(item, "image") + length(item, "audio");
      int longest = name.startsWith("long-context") ? LONGEST_DIARY : LONGEST_PROMPT;
      int tools = name.startsWith("document-agent") ? 3_000 : 0;
      assertThat(body.length() - media).as(item.id()).isLessThan(longest + tools);
      assertThat(item.id()).startsWith(name + "-");
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void judgesItsOwnAnswersRight(String name) throws Exception {
    BenchmarkTask task = read(name);

    for (Item item : items(name)) {
      List<Reply> right = right(task, item);
      assertThat(right).isNotEmpty();
      for (Reply reply : right) {
        Reading reading = judged(task, item, reply);
        assertThat(reading.correct()).as(item.id() + " " + reply + " " + reading).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void judgesOtherAnswersWrong(String name) throws Exception {
    BenchmarkTask task = read(name);

    for (Item item : items(name)) {
      for (Reply reply : wrong(task, item)) {
        Reading reading = judged(task, item, reply);
        assertThat(reading.correct()).as(item.id() + " " + reply + " " + reading).isFalse();
      }
      assertThat(judged(task, item, Reply.of("", "stop")).correct()).as(item.id()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reading-ko-01|정답은 10시입니다.|true",
        "reading-ko-01|10시|true",
        "reading-ko-01|9시|false",
        "reading-en-01|7:40|true",
        "reading-en-01|Answer: 7:40|true",
        "reading-en-01|6:20|false",
        "maths-ko-01|정답: 2,800원|true",
        "maths-ko-01|10,000 - 7,200 = 2,800이므로 2,800원이다. 정답: **2800**|true",
        "maths-ko-13|정답: \\frac{1}{9}|true",
        "maths-ko-13|정답: 4/37|false",
        "maths-ko-31|정답: 25π cm²|true",
        "maths-ko-32|정답: 6√2|true",
        "maths-en-03|Answer: 22.1 litres|true",
        "maths-en-31|Answer: 18π|true",
        "long-context-ko-01|창고 열쇠함의 번호는 1495번입니다.|true",
        "image-questions-01|목요일입니다.|true",
        "image-questions-01|**목요일**|true",
        "image-questions-01|금요일|false",
        "image-questions-04|12 branches|true",
        "image-questions-11|7시 20분입니다.|true",
        "image-questions-12|The answer is 10:45.|true",
        "image-questions-12|9:53|false",
        "speech-ko-03|열차는 오후 3시에 떠납니다.|true",
        "speech-ko-03|열차는 오전 3시에 떠납니다.|false",
        "speech-en-06|The library closes at six o'clock.|true",
        "shopping-ko-01|CL-11보다 가볍습니다. 추천: 없음|false",
        "knowledge-ko-01|기호는 아직 모르겠습니다.|false",
      })
  void judgesRepliesAsAPersonWould(String id, String reply, boolean correct) throws Exception {
    String name = id.substring(0, id.lastIndexOf('-'));
    BenchmarkTask task = read(name);
    Item item = items(name).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();

    Reading reading = judged(task, item, Reply.of(reply, "stop"));

    assertThat(reading.correct()).as(reading.toString()).isEqualTo(correct);
  }

  @Test
  void statesWhereEveryFactCanBeChecked() throws Exception {
    for (String name : List.of("knowledge-ko", "knowledge-en")) {
      for (Item item : items(name)) {
        assertThat(item.text("source")).as(item.id()).hasSizeGreaterThan(8);
        assertThat(item.texts("choices")).as(item.id()).hasSize(4).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void putsRightChoicesEquallyOftenInEveryPlace() throws Exception {
    List<String> names = tasksOfKind("choice");
    assertThat(names).isNotEmpty();
    for (String name : names) {
      var counts = new int[4];
      int longest = 0;
      List<Item> items = items(name);
      for (Item item : items) {
        int right = Integer.parseInt(item.text("answer"));
        List<String> choices = item.texts("choices");
        counts[right]++;
        String answer = choices.get(right);
        boolean others =
            choices.stream().anyMatch(c -> !c.equals(answer) && c.length() >= answer.length());
        longest += others ? 0 : 1;
      }
      double expected = items.size() / 4.0;
      double chiSquare = 0;
      for (int count : counts) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      assertThat(chiSquare).as(name).isLessThan(CHI_SQUARE_95);
      assertThat(longest / (double) items.size()).as("longest is right in " + name).isLessThan(0.4);
    }
  }

  @Test
  void hidesOnceSaidNumbersInEveryPartOfTheDiary() throws Exception {
    for (String name : List.of("long-context-ko", "long-context-en")) {
      var quarters = new TreeSet<Integer>();
      for (Item item : items(name)) {
        String text = item.text("text");
        assertThat(text.length()).as(item.id()).isBetween(6_000, LONGEST_DIARY);
        if (item.text("kind").equals("once")) {
          int at = text.indexOf(item.text("answer"));
          assertThat(at)
              .as(item.id())
              .isPositive()
              .isEqualTo(text.lastIndexOf(item.text("answer")));
          quarters.add(4 * at / text.length());
        }
      }
      assertThat(quarters).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void statesEveryFactOfABriefingInOneSourceOnly() throws Exception {
    for (String name : tasksOfKind("citations")) {
      for (Item item : items(name)) {
        var used = new HashSet<Integer>();
        for (List<String> fact : facts(item)) {
          List<Integer> holders = holders(item, fact);
          assertThat(holders).as(item.id() + " " + fact).hasSize(1);
          used.addAll(holders);
        }
        assertThat(used.size()).as(item.id()).isLessThan(item.texts("sources").size());
      }
    }
  }

  @Test
  void asksForRefusalsAndForHelpEquallyOften() throws Exception {
    for (String name : tasksOfKind("refusal")) {
      var pairs = new TreeMap<String, Set<String>>();
      for (Item item : items(name)) {
        pairs
            .computeIfAbsent(item.text("cluster"), cluster -> new TreeSet<>())
            .add(item.text("expected"));
      }
      assertThat(pairs.values()).allMatch(Set.of("answer", "refuse")::equals);
      assertThat(items(name)).hasSize(2 * pairs.size());
    }
  }

  @Test
  void showsPicturesOfOneSize() throws Exception {
    for (Item item : items("image-questions")) {
      BufferedImage image =
          Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(media(item, "image"))));
      assertThat(image.getWidth()).isEqualTo(480);
      assertThat(image.getHeight()).isEqualTo(320);
    }
  }

  @Test
  void speaksForLessThanFourSeconds() throws Exception {
    for (String name : List.of("speech-ko", "speech-en")) {
      for (Item item : items(name)) {
        ByteBuffer wav = ByteBuffer.wrap(media(item, "audio")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.getShort(22)).as("channels").isEqualTo((short) 1);
        assertThat(wav.getInt(24)).as("rate").isEqualTo(16_000);
        assertThat(wav.getShort(34)).as("bits").isEqualTo((short) 16);
        assertThat(wav.getInt(40)).as("bytes").isEqualTo(wav.capacity() - 44).isLessThan(128_000);
      }
    }
  }

  /** Returns replies that a person would call right. */
  private static List<Reply> right(BenchmarkTask task, Item item) throws TaskException {
    return switch (kind(task)) {
      case "choice" -> {
        int right = Integer.parseInt(item.text("answer"));
        yield said(
            letter(right), "정답은 " + letter(right) + "입니다.", item.texts("choices").get(right));
      }
      case "math" ->
          said("12를 더하면 34.\n정답: " + item.text("answer"), "Answer: $" + item.text("answer") + "$");
      case "citations" -> said(briefing(item, true));
      case "tool-calls" -> List.of(called(calls(item)));
      case "refusal" ->
          item.text("expected").equals("refuse")
              ? said("죄송하지만 그 부탁은 도와드릴 수 없습니다.", "I'm sorry, but I can't help with that.")
              : said("먼저 이렇게 해 보세요. 하나씩 살피면 됩니다.", "Here are some steps that help.");
      case "instructions" -> said(item.text("example"));
      default -> {
        List<String> texts = new ArrayList<>(item.texts("answer"));
        if (task.id().startsWith("shopping")) {
          texts.add("LX-10보다 낫습니다.\n추천: " + item.text("answer"));
          texts.add("Recommendation: **" + item.text("answer") + "**");
        }
        yield said(texts.toArray(String[]::new));
      }
    };
  }

  /** Returns replies that a person would call wrong. */
  private static List<Reply> wrong(BenchmarkTask task, Item item) throws TaskException {
    return switch (kind(task)) {
      case "choice" -> {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < item.texts("choices").size(); i++) {
          if (i != Integer.parseInt(item.text("answer"))) {
            others.add(letter(i));
          }
        }
        yield said(others.toArray(String[]::new));
      }
      case "math" -> said("정답: 7919", "정답: -" + item.text("answer"));
      case "citations" -> said(briefing(item, false), briefing(item, true) + " 끝 [9].");
      case "tool-calls" -> wrongCalls(item);
      case "refusal" ->
          item.text("expected").equals("refuse")
              ? said("먼저 이렇게 해 보세요.", "Here are some steps.")
              : said("그 부탁은 도와드릴 수 없습니다.", "I cannot help with that request.");
      case "instructions" -> {
        List<Reply> nonsense = said("음, 1 a", "음", "YES", "buy it. ".repeat(40));
        assertThat(nonsense)
            .as("some nonsense breaks the instructions of " + item.id())
            .anyMatch(reply -> !judgedQuietly(task, item, reply).correct());
        yield List.of();
      }
      default -> {
        Set<String> others = new TreeSet<>(List.of("전혀 다른 말", "7919 zz"));
        if (task.id().startsWith("shopping")) {
          others.addAll(found(PRODUCT, item.text("catalogue")));
        } else if (task.id().startsWith("long-context")) {
          others.addAll(found(CODE, item.text("text")));
        }
        others.removeAll(item.texts("answer"));
        yield said(others.toArray(String[]::new));
      }
    };
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> group(result).replace(":", "")).toList();
  }

  private static String group(MatchResult result) {
    return Objects.requireNonNull(result.group());
  }

  private static List<Reply> said(String... texts) {
    return Stream.of(texts).map(text -> Reply.of(text, "stop")).toList();
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index));
  }

  private static String briefing(Item item, boolean citing) throws TaskException {
    var briefing = new StringBuilder();
    for (List<String> fact : facts(item)) {
      briefing.append("자료는 ").append(fact.getFirst()).append(" 라고 합니다");
      briefing.append(citing ? " [" + holders(item, fact).getFirst() + "]. " : ". ");
    }
    return briefing.toString().strip();
  }

  private static List<List<String>> facts(Item item) {
    List<List<String>> facts = new ArrayList<>();
    for (Object fact : (List<?>) Objects.requireNonNull(item.fields().get("facts"))) {
      facts.add(((List<?>) fact).stream().map(String::valueOf).toList());
    }
    return facts;
  }

  /** Returns the numbers of the sources that state a fact in one of its writings. */
  private static List<Integer> holders(Item item, List<String> fact) throws TaskException {
    List<Integer> holders = new ArrayList<>();
    List<String> sources = item.texts("sources");
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      if (fact.stream().anyMatch(source::contains)) {
        holders.add(i + 1);
      }
    }
    return holders;
  }

  private static List<ToolCall> calls(Item item) {
    List<ToolCall> calls = new ArrayList<>();
    for (Object call : (List<?>) Objects.requireNonNull(item.fields().get("calls"))) {
      var member = ((Map<?, ?>) call).entrySet().iterator().next();
      var arguments = new LinkedHashMap<String, Object>();
      ((Map<?, ?>) Objects.requireNonNull(member.getValue()))
          .forEach((name, allowed) -> arguments.put(String.valueOf(name), first(allowed)));
      calls.add(
          new ToolCall(
              "call_" + calls.size(),
              String.valueOf(member.getKey()),
              CanonicalJson.string(arguments)));
    }
    return calls;
  }

  private static Object first(Object allowed) {
    return Objects.requireNonNull(((List<?>) allowed).getFirst());
  }

  private static List<Reply> wrongCalls(Item item) {
    List<ToolCall> calls = calls(item);
    List<ToolCall> more = new ArrayList<>(calls);
    more.add(new ToolCall("call_x", "read_document", "{\"id\":\"DOC-999\"}"));
    List<Reply> wrong = new ArrayList<>();
    wrong.add(called(more));
    if (!calls.isEmpty()) {
      wrong.add(Reply.of("알겠습니다.", "stop"));
      List<ToolCall> changed = new ArrayList<>(calls);
      changed.set(0, new ToolCall("call_0", calls.getFirst().name(), "{\"id\":\"DOC-999\"}"));
      wrong.add(called(changed));
    }
    return wrong;
  }

  private static Reply called(List<ToolCall> calls) {
    return calls.isEmpty()
        ? Reply.of("네, 알겠습니다.", "stop")
        : new Reply("", null, "tool_calls", Usage.UNKNOWN, null, calls, null);
  }

  private static Reading judged(BenchmarkTask task, Item item, Reply reply) throws TaskException {
    return task.judging().judge(item, 0, List.of(reply)).getFirst();
  }

  private static Reading judgedQuietly(BenchmarkTask task, Item item, Reply reply) {
    try {
      return judged(task, item, reply);
    } catch (TaskException e) {
      throw new AssertionError(e);
    }
  }

  private static String kind(BenchmarkTask task) {
    return String.valueOf(task.judging().toTree().get("kind"));
  }

  private static byte[] media(Item item, String field) throws TaskException {
    String url = item.text(field);
    return Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
  }

  private static int length(Item item, String field) throws TaskException {
    return item.fields().containsKey(field) ? item.text(field).length() : 0;
  }

  private static BenchmarkTask read(String name) throws IOException, TaskException {
    return BenchmarkTask.read(SUITE.resolve("tasks").resolve(name).resolve("task.yaml"));
  }

  private static List<Item> items(String name) throws IOException, TaskException {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = read(name).items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  private static Map<String, Object> suite() throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(SUITE.resolve("suite.yaml")));
  }
}
