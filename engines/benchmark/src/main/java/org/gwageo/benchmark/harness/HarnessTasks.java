package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.metric.Aggregation;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Description;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.Judging;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.benchmark.task.Title;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** Makes tasks that can be asked of lm-evaluation-harness's YAML files. */
public final class HarnessTasks {

  private final String file;
  private final TaskSpec spec;
  private final Mode mode;
  private final Api api;
  private final Splits data;

  private HarnessTasks(String file, TaskSpec spec, Mode mode, Api api, Splits data) {
    this.file = file;
    this.spec = spec;
    this.mode = mode;
    this.api = api;
    this.data = data;
  }

  /**
   * Reads a task.
   *
   * @param yaml the task's file
   * @param data the data set: a file of the split that is asked, or a folder with {@code train.*},
   *     {@code test.*} and so on
   * @param mode whether prompts and scores are those of the harness or this product's own
   * @param api the interface that the task is asked through
   * @throws TaskException if the task uses what is not supported, a function needs a port, or a
   *     document cannot be asked
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml, Path data, Mode mode, Api api)
      throws IOException, TaskException {
    return read(HarnessFile.read(yaml), data, mode, api, null);
  }

  /**
   * Reads a task with another number of examples; a task that asks for none keeps none.
   *
   * @throws TaskException as the other method
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml, Path data, Mode mode, Api api, int shots)
      throws IOException, TaskException {
    return read(HarnessFile.read(yaml), data, mode, api, shots);
  }

  /**
   * Reads a task whose file has been read already.
   *
   * @param shots the number of examples; null leaves the task's
   * @throws TaskException as the other methods
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(
      HarnessFile yaml, Path data, Mode mode, Api api, @Nullable Integer shots)
      throws IOException, TaskException {
    TaskSpec spec = SpecReader.read(yaml, shots);
    return read(yaml, spec, new DataFolder(data, spec), mode, api);
  }

  /** Reads a task whose splits are anywhere. */
  static BenchmarkTask read(HarnessFile yaml, TaskSpec spec, Splits data, Mode mode, Api api)
      throws IOException, TaskException {
    String file = String.valueOf(yaml.path().getFileName());
    Validation validation = Validation.of(file, spec, mode);
    if (!validation.isReady()) {
      throw new TaskException(file, 0, String.join("; ", validation.problems()));
    }
    return new HarnessTasks(file, spec, mode, api, data).task();
  }

  /** Whether a YAML file is one of the harness's: it names a task or group and has no format. */
  public static boolean looksLike(Map<String, ?> yaml) {
    return !yaml.containsKey("format")
        && (yaml.containsKey("task") || yaml.containsKey("group") || yaml.containsKey("include"));
  }

  private BenchmarkTask task() throws IOException, TaskException {
    String evaluated = spec.evaluationSplit();
    if (evaluated == null) {
      throw new TaskException(file, 0, "a task has a \"test_split\" or a \"validation_split\"");
    }
    Split asked = data.split(evaluated, true, process(spec.processDocs()));
    Map<String, @Nullable Object> first = first(asked);
    boolean withChoices = spec.choice() != null;
    Documents documents =
        Documents.of(file, spec.text(), spec.target(), spec.choice(), asked.columns(), withChoices);
    FewShotSpec few = spec.fewShot();
    Documents shown =
        Documents.of(file, few.text(), few.target(), few.choice(), asked.columns(), withChoices);
    boolean several = isNumber(documents, first);
    Assembly assembly = new Assembly(file, spec, documents, shown, several);
    Examples examples = examples(asked);
    if (spec.type() == OutputType.MULTIPLE_CHOICE && api == Api.CHAT) {
      return twin(asked, documents, examples, several);
    }
    if (spec.type() != OutputType.GENERATE_UNTIL && api == Api.CHAT) {
      throw new TaskException(
          file, 0, "a task of " + spec.type().word() + " needs the completions interface");
    }
    var rendering =
        new HarnessRendering(
            spec, mode, api, documents, assembly, examples.shots, examples.source, FewShots.SEED);
    ProgramMetric programs = ProgramMetric.of(file, spec);
    Judging judging =
        programs != null
            ? ProgramJudging.of(file, spec, mode, documents, programs)
            : spec.type() == OutputType.GENERATE_UNTIL
                ? generated(documents)
                : new LikelihoodJudging(spec, documents, metrics(List.of("none")), several);
    return BenchmarkTask.of(description(), items(asked), rendering, judging);
  }

  private BenchmarkTask twin(Split asked, Documents documents, Examples examples, boolean several)
      throws IOException, TaskException {
    if (mode == Mode.COMPAT) {
      throw new TaskException(
          file,
          0,
          "a task of choices by likelihood needs the completions interface; for chat it has a twin"
              + " in official mode");
    }
    if (several) {
      throw new TaskException(
          file, 0, "a task whose choices are prompts of their own has no generative twin");
    }
    var rendering =
        new TwinRendering(spec, api, documents, examples.shots, examples.source, FewShots.SEED);
    return BenchmarkTask.of(
        description(), items(asked), rendering, new TwinJudging(spec, rendering));
  }

  private Description description() {
    Map<String, Object> about = new TreeMap<>();
    if (spec.datasetPath() != null) {
      about.put(
          "source",
          spec.datasetName() == null
              ? spec.datasetPath()
              : spec.datasetPath() + " " + spec.datasetName());
    }
    return new Description(
        spec.name(),
        spec.version(),
        new Title(spec.title(), spec.title()),
        mode,
        1,
        2,
        BigDecimal.ZERO,
        null,
        about);
  }

  private static Map<String, @Nullable Object> first(Split split)
      throws IOException, TaskException {
    try (Split.Cursor cursor = split.open()) {
      Map<String, @Nullable Object> first = cursor.next();
      if (first == null) {
        throw new TaskException(split.file(), 0, "the split that is asked has no documents");
      }
      return first;
    }
  }

  private boolean isNumber(Documents documents, Map<String, @Nullable Object> first)
      throws TaskException {
    if (spec.choice() == null) {
      return false;
    }
    try {
      return documents.text(first) instanceof Long;
    } catch (DocumentException e) {
      throw new TaskException(file, 0, "the first document: " + e.getMessage());
    }
  }

  /** Where examples come from, ready to be drawn. */
  private record Examples(FewShots shots, Digest source) {}

  private Examples examples(Split asked) throws IOException, TaskException {
    if (spec.shots() == 0 || spec.type() == OutputType.LOGLIKELIHOOD_ROLLING) {
      return new Examples(FewShots.none(), Digest.of(new byte[0]));
    }
    FewShotSpec few = spec.fewShot();
    boolean excluding =
        few.split() == null ? spec.testSplit() == null : few.split().equals(spec.testSplit());
    List<Map<String, @Nullable Object>> pool;
    Digest source;
    if (few.split() != null) {
      Split split =
          data.split(
              few.split(), few.split().equals(spec.evaluationSplit()), process(few.processDocs()));
      pool = split.all();
      source = split.digest();
    } else if (few.samples() != null || few.samplesBy() != null) {
      pool = samples(few);
      source = Digest.of(PythonValue.repr(pool).getBytes(StandardCharsets.UTF_8));
    } else {
      String usual =
          spec.trainingSplit() != null
              ? spec.trainingSplit()
              : spec.validationSplit() != null ? spec.validationSplit() : spec.evaluationSplit();
      Split split =
          usual == null || usual.equals(spec.evaluationSplit())
              ? asked
              : data.split(usual, false, process(spec.processDocs()));
      pool = split.all();
      source = split.digest();
    }
    return new Examples(FewShots.of(spec, mode, pool, excluding, asked), source);
  }

  private static List<Map<String, @Nullable Object>> samples(FewShotSpec few) {
    if (few.samplesBy() != null
        && Ports.find(few.samplesBy()).orElse(null) instanceof Port.OfSamples port) {
      return port.list();
    }
    List<Map<String, @Nullable Object>> samples = few.samples();
    return samples == null ? List.of() : samples;
  }

  private Port.@Nullable OfDocuments process(@Nullable FunctionReference reference)
      throws TaskException {
    if (reference == null) {
      return null;
    }
    if (Ports.find(reference).orElse(null) instanceof Port.OfDocuments port) {
      return port;
    }
    throw new TaskException(file, 0, Ports.missing(reference));
  }

  private Judging generated(Documents documents) throws TaskException {
    List<ReplyFilter> filters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (FilterSpec filter : spec.filters()) {
      filters.add(ReplyFilter.of(file, filter, mode == Mode.OFFICIAL));
      names.add(filter.name());
    }
    Map<String, ExactMatch> matches = new HashMap<>();
    Map<String, Port.OfReply> functions = new HashMap<>();
    for (MetricSpec metric : spec.metrics()) {
      if (metric.function() != null
          && Ports.find(metric.function()).orElse(null) instanceof Port.OfReply port) {
        functions.put(metric.name(), port);
      } else if (spec.processResults() == null) {
        matches.put(metric.name(), ExactMatch.of(file, metric.arguments()));
      }
    }
    Port.OfResults process =
        spec.processResults() != null
                && Ports.find(spec.processResults()).orElse(null) instanceof Port.OfResults port
            ? port
            : null;
    ExactMatch exact = matches.get("exact_match");
    boolean reads = mode == Mode.OFFICIAL && exact != null && functions.isEmpty();
    OwnReading own = reads && exact != null ? new OwnReading(exact) : null;
    List<Metric> metrics = new ArrayList<>();
    if (own != null) {
      metrics.add(Metric.mean(OwnReading.METRIC, OwnReading.FILTER));
    }
    metrics.addAll(metrics(names));
    return new GeneratedJudging(
        spec, mode, documents, filters, matches, process, functions, own, metrics);
  }

  private List<Metric> metrics(List<String> filters) throws TaskException {
    List<Metric> metrics = new ArrayList<>();
    for (String filter : filters) {
      for (MetricSpec metric : spec.metrics()) {
        Aggregation aggregation = Aggregations.of(metric, mode).orElse(null);
        if (aggregation == null) {
          throw new TaskException(
              file, 0, "the aggregation of the metric " + metric.name() + " is not supported");
        }
        metrics.add(
            new Metric(metric.name(), filter, metric.name(), aggregation, metric.higherIsBetter()));
      }
    }
    return metrics;
  }

  /** The documents as items; an item's id is its position, as in the harness's samples. */
  private static Items items(Split asked) {
    return Items.of(
        asked.file(),
        asked.digest(),
        () -> {
          Split.Cursor cursor = asked.open();
          return new ItemReader() {
            private int ordinal;

            @Override
            public @Nullable Item next() throws IOException, TaskException {
              Map<String, @Nullable Object> document = cursor.next();
              if (document == null) {
                return null;
              }
              int at = ordinal++;
              return new Item(asked.file(), at + 1, at, String.valueOf(at), document);
            }

            @Override
            public void close() throws IOException {
              cursor.close();
            }
          };
        });
  }

  /** Names that stand for splits in the harness's files. */
  static Set<String> splits(TaskSpec spec) {
    Set<String> splits = new LinkedHashSet<>();
    for (String split :
        new @Nullable String[] {
          spec.testSplit(), spec.validationSplit(), spec.trainingSplit(), spec.fewShot().split()
        }) {
      if (split != null) {
        splits.add(split);
      }
    }
    return splits;
  }
}
