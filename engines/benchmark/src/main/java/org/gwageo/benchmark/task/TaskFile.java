package org.gwageo.benchmark.task;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Repeated;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads and checks a task file. */
final class TaskFile {

  private static final String DEFAULT_ITEMS = "items.jsonl";

  /** Items of another format are judged by that format's own rules. */
  private static final AnswerRule NO_RULE = new RefusalRule("", "");

  private static final Pattern REPEATED = Pattern.compile("pass([@^])([0-9]{1,3})");

  private final String file;

  private TaskFile(String file) {
    this.file = file;
  }

  static BenchmarkTask parse(String file, byte[] yaml, BenchmarkTask.ItemsOf items)
      throws IOException, TaskException {
    var other = TaskFormat.of(yaml);
    if (other.isPresent()) {
      return other.get().read(file, yaml, items.items(DEFAULT_ITEMS, NO_RULE));
    }
    return new TaskFile(file).task(yaml, items);
  }

  /** Returns the name of the file of items that a task names. */
  static String itemsName(String file, byte[] yaml) throws TaskException {
    if (TaskFormat.of(yaml).isPresent()) {
      return DEFAULT_ITEMS;
    }
    var reader = new TaskFile(file);
    return reader.itemsName(new Section(file, "the task", reader.root(yaml)));
  }

  private BenchmarkTask task(byte[] yaml, BenchmarkTask.ItemsOf itemsOf)
      throws IOException, TaskException {
    var root = new Section(file, "the task", root(yaml));
    String format = root.text("format");
    if (!format.equals(BenchmarkTask.FORMAT)) {
      throw new TaskException(
          file, 1, "format is " + BenchmarkTask.FORMAT + ", not \"" + format + "\"");
    }
    Node idNode = root.required("id");
    String id = root.textOf("id", idNode);
    if (!id.matches("[a-z0-9][a-z0-9-]{0,79}")) {
      throw root.wrong(
          Section.line(idNode),
          "an id has 1 to 80 lower-case letters, digits and hyphens, not \"" + id + "\"");
    }
    String version = root.text("version");
    Title title = title(root);
    Map<String, Object> about = about(root);
    String itemsName = itemsName(root);
    Api api = api(root);
    Section promptSection = new Section(file, "prompt", root.required("prompt"));
    Generation generation = generation(root);
    int repeats = root.whole("repeats", 1, 1, 1000);
    AnswerRule answer = AnswerRules.read(file, root);
    Judging judging = metrics(root, answer, repeats);
    Prompt prompt = prompt(promptSection, answer);
    if (api == Api.COMPLETIONS && prompt.attachments().needChat()) {
      throw new TaskException(
          file, 1, "images, sound, tools and conversations go through api chat, not completions");
    }
    int places = places(root);
    BigDecimal ceiling =
        root.decimal("unanswered_ceiling", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);
    String cluster = root.textOrNull("cluster");
    root.end();
    var description =
        new Description(
            id, version, title, Mode.OFFICIAL, repeats, places, ceiling, cluster, about);
    return BenchmarkTask.of(
        description,
        itemsOf.items(itemsName, answer),
        new PromptRendering(api, prompt, generation, answer),
        judging);
  }

  private Node root(byte[] yaml) throws TaskException {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setNestingDepthLimit(20);
    Node root;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (CharacterCodingException e) {
      throw new TaskException(file, 0, "a task file is written in UTF-8");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new TaskException(file, line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new TaskException(file, 0, "not YAML: " + e.getMessage());
    }
    if (root == null) {
      throw new TaskException(file, 0, "the file is empty");
    }
    refuseAnchors(root);
    return root;
  }

  private void refuseAnchors(Node node) throws TaskException {
    if (node.getAnchor() != null) {
      throw new TaskException(file, Section.line(node), "a task file has no anchors");
    }
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        refuseAnchors(tuple.getKeyNode());
        refuseAnchors(tuple.getValueNode());
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        refuseAnchors(element);
      }
    }
  }

  private Title title(Section root) throws TaskException {
    var section = new Section(file, "title", root.required("title"));
    var title = new Title(section.text("ko"), section.text("en"));
    section.end();
    return title;
  }

  private static Map<String, Object> about(Section root) throws TaskException {
    var about = new TreeMap<String, Object>();
    for (String key : List.of("licence", "source")) {
      String text = root.textOrNull(key);
      if (text != null) {
        about.put(key, text);
      }
    }
    return about;
  }

  private String itemsName(Section root) throws TaskException {
    Optional<Node> node = root.node("items");
    if (node.isEmpty()) {
      return DEFAULT_ITEMS;
    }
    String name = root.textOf("items", node.get());
    if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      throw root.wrong(
          Section.line(node.get()),
          "items names a file beside the task, without a folder: \"" + name + "\"");
    }
    return name;
  }

  private Api api(Section root) throws TaskException {
    Optional<Node> node = root.node("api");
    if (node.isEmpty()) {
      return Api.CHAT;
    }
    String word = root.textOf("api", node.get());
    return Api.named(word)
        .orElseThrow(
            () ->
                root.wrong(
                    Section.line(node.get()), "api is chat or completions, not \"" + word + "\""));
  }

  private Prompt prompt(Section section, AnswerRule answer) throws TaskException {
    String system = section.textOrNull("system");
    Template user = template(section, section.required("user"), "user");
    Optional<Node> assistantNode = section.node("assistant");
    Template assistant =
        assistantNode.isPresent()
            ? template(section, assistantNode.get(), "assistant")
            : Template.of("{{" + answer.gold() + "}}");
    String separator = section.text("separator", "\n\n");
    List<Item> examples = new ArrayList<>();
    for (Node example : section.list("examples")) {
      examples.add(example(example, examples.size()));
    }
    Attachments attachments = attachments(section);
    section.end();
    var prompt = new Prompt(system, user, assistant, separator, examples, attachments);
    for (Item example : examples) {
      prompt.text(example, answer);
    }
    return prompt;
  }

  private static Attachments attachments(Section section) throws TaskException {
    Optional<Node> tools = section.node("tools");
    List<Object> shared = new ArrayList<>();
    String field = null;
    if (tools.isPresent() && tools.get() instanceof SequenceNode sequence) {
      for (Node node : sequence.getValue()) {
        if (!(section.tree(node) instanceof Map<?, ?> tool) || !isFunction(tool)) {
          throw section.wrong(
              Section.line(node), "a tool is a mapping with name, description and parameters");
        }
        shared.add(Attachments.function(tool));
      }
    } else if (tools.isPresent()) {
      field = section.textOf("tools", tools.get());
    }
    return new Attachments(
        fields(section, "images"),
        fields(section, "audio"),
        section.textOrNull("conversation"),
        shared,
        field);
  }

  private static boolean isFunction(Map<?, ?> tool) {
    return tool.get("name") instanceof String || tool.get("function") instanceof Map<?, ?>;
  }

  private static List<String> fields(Section section, String key) throws TaskException {
    Optional<Node> node = section.node(key);
    return node.isPresent() ? section.texts(key, node.get()) : List.of();
  }

  private static Template template(Section section, Node node, String key) throws TaskException {
    try {
      return Template.of(section.textOf(key, node));
    } catch (IllegalArgumentException e) {
      throw section.wrong(Section.line(node), "prompt." + key + ": " + e.getMessage());
    }
  }

  private Item example(Node node, int ordinal) throws TaskException {
    if (!(node instanceof MappingNode mapping)) {
      throw new TaskException(
          file, Section.line(node), "an example is a mapping with the fields of an item");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (var tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (fields.put(key.getValue(), value(tuple.getValueNode())) != null) {
          throw new TaskException(
              file, Section.line(key), "key \"" + key.getValue() + "\" occurs twice in an example");
        }
      }
    }
    return new Item(file, Section.line(node), ordinal, "example " + (ordinal + 1), fields);
  }

  private Object value(Node node) throws TaskException {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode sequence -> {
        List<Object> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          values.add(value(element));
        }
        yield values;
      }
      default ->
          throw new TaskException(
              file, Section.line(node), "a field of an example is text or a list of texts");
    };
  }

  private Generation generation(Section root) throws TaskException {
    var section = new Section(file, "generation", root.required("generation"));
    int maxTokens = section.whole("max_tokens", 0, 1, 1_000_000);
    if (maxTokens == 0) {
      throw section.missing("max_tokens");
    }
    BigDecimal temperature =
        section.decimal("temperature", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.TWO);
    Optional<Node> topPNode = section.node("top_p");
    BigDecimal topP = null;
    if (topPNode.isPresent()) {
      topP = topP(section, topPNode.get());
    }
    Optional<Node> stopNode = section.node("stop");
    List<String> stop = stopNode.isPresent() ? section.texts("stop", stopNode.get()) : List.of();
    if (stop.size() > 4 || stop.contains("")) {
      throw section.wrong(
          Section.line(stopNode.orElseThrow()), "stop has at most 4 texts, none of them empty");
    }
    int seed = section.whole("seed", -1, 0, Integer.MAX_VALUE);
    section.end();
    return new Generation(maxTokens, temperature, topP, stop, seed < 0 ? null : (long) seed);
  }

  private static BigDecimal topP(Section section, Node node) throws TaskException {
    String text = section.textOf("top_p", node);
    if (!text.matches("0\\.\\d{1,6}|1(\\.0)?")) {
      throw section.wrong(
          Section.line(node), "generation.top_p is between 0 and 1, not \"" + text + "\"");
    }
    return new BigDecimal(text);
  }

  /** Reads which numbers a result has; {@code k} of pass@k is at most the number of repeats. */
  private static Judging metrics(Section root, AnswerRule rule, int repeats) throws TaskException {
    Optional<Node> node = root.node("metrics");
    if (node.isEmpty()) {
      return rule;
    }
    Metric headline = rule.metrics().getFirst();
    List<Metric> metrics = new ArrayList<>();
    for (String word : root.texts("metrics", node.get())) {
      Optional<Metric> known =
          rule.metrics().stream().filter(metric -> metric.name().equals(word)).findFirst();
      Matcher repeated = REPEATED.matcher(word);
      if (known.isPresent()) {
        metrics.add(known.get());
      } else if (repeated.matches()
          && Integer.parseInt(repeated.group(2)) >= 1
          && Integer.parseInt(repeated.group(2)) <= repeats) {
        int k = Integer.parseInt(repeated.group(2));
        metrics.add(
            new Metric(
                word,
                headline.filter(),
                headline.value(),
                repeated.group(1).equals("@") ? Repeated.passAt(k) : Repeated.passAll(k),
                true));
      } else {
        throw root.wrong(
            Section.line(node.get()),
            "metrics are %s, pass@k and pass^k with k up to the %d repeats, not \"%s\""
                .formatted(rule.metrics().stream().map(Metric::name).toList(), repeats, word));
      }
    }
    return metrics.equals(rule.metrics()) ? rule : new ChosenMetrics(rule, metrics);
  }

  private int places(Section root) throws TaskException {
    return root.whole("places", 2, 0, 10);
  }
}
