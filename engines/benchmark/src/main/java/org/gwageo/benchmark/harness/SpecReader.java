package org.gwageo.benchmark.harness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TaskSpec} of a file's members, with the defaults of the harness. */
final class SpecReader {

  private static final Map<OutputType, List<String>> USUAL_METRICS =
      Map.of(
          OutputType.GENERATE_UNTIL, List.of("exact_match"),
          OutputType.MULTIPLE_CHOICE, List.of("acc", "acc_norm"),
          OutputType.LOGLIKELIHOOD, List.of("perplexity", "acc"),
          OutputType.LOGLIKELIHOOD_ROLLING,
              List.of("word_perplexity", "byte_perplexity", "bits_per_byte"));

  private static final Set<String> LOWER_IS_BETTER =
      Set.of(
          "brier_score",
          "perplexity",
          "word_perplexity",
          "byte_perplexity",
          "bits_per_byte",
          "ter");

  /** Keys that change what is asked or scored and that are not understood. */
  private static final List<String> UNSUPPORTED =
      List.of("class", "custom_dataset", "use_prompt", "doc_to_image", "doc_to_audio");

  private final String file;
  private final Map<String, @Nullable Object> members;

  private SpecReader(HarnessFile file) {
    this.file = String.valueOf(file.path().getFileName());
    this.members = file.members();
  }

  /**
   * Returns what the file says.
   *
   * @param shots how many examples are wanted; null leaves it to the task, and a task that says 0
   *     keeps 0
   * @throws TaskException if the file is no task or says what no task can say
   */
  static TaskSpec read(HarnessFile file, @Nullable Integer shots) throws TaskException {
    return new SpecReader(file).spec(shots);
  }

  private TaskSpec spec(@Nullable Integer wantedShots) throws TaskException {
    if (!(members.get("task") instanceof String name)) {
      throw wrong(
          members.containsKey("group")
              ? "the file is a group; its members are tasks of their own"
              : "a task has a name in \"task\"");
    }
    OutputType type = type();
    String fewshotDelimiter = text("fewshot_delimiter", "\n\n");
    int own = whole("num_fewshot", 0);
    boolean fixed = members.get("num_fewshot") instanceof Long zero && zero == 0;
    int shots = wantedShots == null || fixed ? own : wantedShots;
    String title = text("task_alias", name);
    return new TaskSpec(
        name,
        title,
        texts("tag"),
        version(),
        type,
        optional("dataset_path"),
        optional("dataset_name"),
        optional("training_split"),
        optional("validation_split"),
        optional("test_split"),
        FieldRule.of(members.get("doc_to_text")),
        FieldRule.of(members.get("doc_to_target")),
        FieldRule.of(members.get("doc_to_choice")),
        text("description", ""),
        text("target_delimiter", " "),
        fewshotDelimiter,
        optional("gen_prefix"),
        function("process_docs", members),
        fewShot(),
        shots,
        generation(type, fewshotDelimiter),
        whole("repeats", 1),
        filters(),
        metrics(type),
        function("process_results", members),
        Boolean.TRUE.equals(members.get("unsafe_code")),
        unsupported(),
        digest(shots));
  }

  private OutputType type() throws TaskException {
    String word = text("output_type", "generate_until");
    OutputType type = OutputType.named(word).orElse(null);
    if (type == null) {
      throw wrong("there is no output_type " + word);
    }
    return type;
  }

  private String version() {
    return members.get("metadata") instanceof Map<?, ?> metadata && metadata.get("version") != null
        ? PythonValue.str(metadata.get("version"))
        : "0";
  }

  private FewShotSpec fewShot() throws TaskException {
    Map<String, @Nullable Object> own =
        members.get("fewshot_config") == null ? Map.of() : mapping(members.get("fewshot_config"));
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("split", members.get("fewshot_split"));
    for (String key :
        List.of("process_docs", "gen_prefix", "doc_to_text", "doc_to_choice", "doc_to_target")) {
      all.put(key, members.get(key));
    }
    all.put("fewshot_delimiter", text("fewshot_delimiter", "\n\n"));
    all.put("target_delimiter", text("target_delimiter", " "));
    all.putAll(own);
    List<Map<String, @Nullable Object>> samples = null;
    if (all.get("samples") instanceof List<?> list) {
      samples = new ArrayList<>();
      for (Object sample : list) {
        samples.add(mapping(sample));
      }
    }
    return new FewShotSpec(
        string(all.getOrDefault("sampler", "default"), "fewshot_config.sampler"),
        all.get("split") == null ? null : string(all.get("split"), "fewshot_split"),
        samples,
        all.get("samples") instanceof FunctionReference reference ? reference : null,
        function("process_docs", all),
        FieldRule.of(all.get("doc_to_text")),
        FieldRule.of(all.get("doc_to_target")),
        FieldRule.of(all.get("doc_to_choice")),
        all.get("gen_prefix") == null ? null : string(all.get("gen_prefix"), "gen_prefix"),
        all.get("target_delimiter") instanceof String delimiter ? delimiter : "",
        all.get("fewshot_delimiter") instanceof String delimiter ? delimiter : "");
  }

  private Map<String, @Nullable Object> generation(OutputType type, String fewshotDelimiter)
      throws TaskException {
    if (type != OutputType.GENERATE_UNTIL) {
      return Map.of();
    }
    Map<String, @Nullable Object> generation = new LinkedHashMap<>();
    if (members.get("generation_kwargs") == null) {
      generation.put("temperature", 0.0);
      generation.put("do_sample", false);
      generation.put("max_gen_toks", 256L);
    } else {
      generation.putAll(mapping(members.get("generation_kwargs")));
    }
    generation.putIfAbsent("until", List.of(fewshotDelimiter));
    return generation;
  }

  private List<FilterSpec> filters() throws TaskException {
    if (members.get("filter_list") == null) {
      return List.of(FilterSpec.NONE);
    }
    List<FilterSpec> filters = new ArrayList<>();
    for (Object entry : list(members.get("filter_list"), "filter_list")) {
      Map<String, @Nullable Object> filter = mapping(entry);
      List<FilterSpec.Step> steps = new ArrayList<>();
      for (Object element : list(filter.get("filter"), "filter")) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>(mapping(element));
        Object function = step.remove("function");
        if (function instanceof FunctionReference reference) {
          // A filter class of the task: what the harness's filter "custom" is for functions.
          step.put("filter_fn", reference);
          function = "custom";
        }
        steps.add(new FilterSpec.Step(string(function, "function"), step));
      }
      filters.add(new FilterSpec(string(filter.get("name"), "name"), List.copyOf(steps)));
    }
    return List.copyOf(filters);
  }

  private List<MetricSpec> metrics(OutputType type) throws TaskException {
    List<MetricSpec> metrics = new ArrayList<>();
    if (members.get("metric_list") == null) {
      for (String name : USUAL_METRICS.getOrDefault(type, List.of())) {
        metrics.add(
            new MetricSpec(name, null, null, null, !LOWER_IS_BETTER.contains(name), Map.of()));
      }
      return List.copyOf(metrics);
    }
    for (Object entry : list(members.get("metric_list"), "metric_list")) {
      Map<String, @Nullable Object> metric = new LinkedHashMap<>(mapping(entry));
      Object metricName = metric.remove("metric");
      FunctionReference function = metricName instanceof FunctionReference by ? by : null;
      String name = function == null ? string(metricName, "metric") : function.function();
      Object aggregation = metric.remove("aggregation");
      Object higher = metric.remove("higher_is_better");
      metric.remove("hf_evaluate");
      metrics.add(
          new MetricSpec(
              name,
              function,
              aggregation instanceof String word ? word : null,
              aggregation instanceof FunctionReference by ? by : null,
              higher == null ? !LOWER_IS_BETTER.contains(name) : PythonValue.truth(higher),
              metric));
    }
    return List.copyOf(metrics);
  }

  private List<String> unsupported() {
    List<String> found = new ArrayList<>();
    for (String key : UNSUPPORTED) {
      if (members.get(key) != null) {
        found.add("the key \"" + key + "\" is not supported");
      }
    }
    return List.copyOf(found);
  }

  private Digest digest(int shots) {
    var tree = new TreeMap<String, @Nullable Object>();
    members.forEach((key, value) -> tree.put(key, canonical(value)));
    tree.put("num_fewshot", shots);
    return Digest.ofJson(tree);
  }

  private static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case FunctionReference reference ->
          "!function "
              + reference.word()
              + (reference.source() == null ? "" : " " + reference.source());
      case Double number -> PythonValue.str(number);
      case Long number -> PythonValue.str(number);
      case BigInteger number -> number.toString();
      case List<?> list -> {
        List<@Nullable Object> out = new ArrayList<>();
        list.forEach(element -> out.add(canonical(element)));
        yield out;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> out = new TreeMap<>();
        map.forEach((key, element) -> out.put(String.valueOf(key), canonical(element)));
        yield out;
      }
      case null, default -> value;
    };
  }

  private @Nullable FunctionReference function(
      String key, Map<String, ? extends @Nullable Object> of) throws TaskException {
    Object value = of.get(key);
    if (value == null || value instanceof FunctionReference) {
      return (FunctionReference) value;
    }
    throw wrong("\"" + key + "\" names a function, but it is " + PythonValue.type(value));
  }

  private String text(String key, String otherwise) throws TaskException {
    if (!members.containsKey(key)) {
      return otherwise;
    }
    Object value = members.get(key);
    return value == null ? "" : string(value, key);
  }

  private @Nullable String optional(String key) throws TaskException {
    return members.get(key) == null ? null : string(members.get(key), key);
  }

  private int whole(String key, int otherwise) throws TaskException {
    Object value = members.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long number && number >= 0 && number <= 10_000) {
      return (int) (long) number;
    }
    throw wrong("\"" + key + "\" is an integer from 0 to 10000, not " + PythonValue.repr(value));
  }

  private List<String> texts(String key) throws TaskException {
    Object value = members.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String one) {
      return List.of(one);
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list(value, key)) {
      texts.add(PythonValue.str(element));
    }
    return List.copyOf(texts);
  }

  private List<?> list(@Nullable Object value, String key) throws TaskException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong("\"" + key + "\" is a list, not " + PythonValue.type(value));
  }

  private Map<String, @Nullable Object> mapping(@Nullable Object value) throws TaskException {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("a mapping is expected, not " + PythonValue.type(value));
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((key, element) -> out.put(String.valueOf(key), element));
    return out;
  }

  private String string(@Nullable Object value, String key) throws TaskException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Long || value instanceof Double) {
      return PythonValue.str(value);
    }
    throw wrong("\"" + key + "\" is a text, not " + PythonValue.type(value));
  }

  private TaskException wrong(String reason) {
    return new TaskException(file, 0, reason);
  }
}
