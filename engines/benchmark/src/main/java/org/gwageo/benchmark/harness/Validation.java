package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.jinja.JinjaException;
import org.gwageo.benchmark.jinja.JinjaTemplate;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task of the harness can be asked, and what of it cannot be done.
 *
 * @param task the task's name
 * @param needsPort the functions that have no port, family and name
 * @param unsupported what else is not understood, one sentence each
 * @param warnings what is odd but understood, one sentence each
 */
public record Validation(
    String task, List<String> needsPort, List<String> unsupported, List<String> warnings) {

  /** Copies the lists. */
  public Validation {
    needsPort = List.copyOf(needsPort);
    unsupported = List.copyOf(unsupported);
    warnings = List.copyOf(warnings);
  }

  /**
   * Validates a task's file without its data.
   *
   * @throws TaskException if the file is no task
   * @throws IOException if a file cannot be read
   */
  public static Validation of(Path yaml) throws IOException, TaskException {
    HarnessFile file = HarnessFile.read(yaml);
    Validation found = of(String.valueOf(yaml.getFileName()), SpecReader.read(file, null));
    List<String> warnings = new ArrayList<>(file.warnings());
    warnings.addAll(found.warnings);
    return new Validation(found.task, found.needsPort, found.unsupported, warnings);
  }

  /** Returns whether the task can be asked. */
  public boolean isReady() {
    return needsPort.isEmpty() && unsupported.isEmpty();
  }

  /** Returns everything that cannot be done, one sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String function : needsPort) {
      problems.add("the function " + function + " needs a port");
    }
    problems.addAll(unsupported);
    return problems;
  }

  /**
   * Validates a task's file that was read already, for a mode.
   *
   * @throws TaskException if the file is no task
   */
  public static Validation of(HarnessFile file, Mode mode) throws TaskException {
    Validation found =
        of(String.valueOf(file.path().getFileName()), SpecReader.read(file, null), mode);
    List<String> warnings = new ArrayList<>(file.warnings());
    warnings.addAll(found.warnings);
    return new Validation(found.task, found.needsPort, found.unsupported, warnings);
  }

  static Validation of(String file, TaskSpec spec) {
    return of(file, spec, Mode.OFFICIAL);
  }

  static Validation of(String file, TaskSpec spec, Mode mode) {
    var collector = new Collector(file, spec, mode);
    collector.collect();
    return new Validation(
        spec.name(),
        List.copyOf(collector.needsPort),
        List.copyOf(collector.unsupported),
        collector.warnings);
  }

  /** Looks at every part of a task. */
  private static final class Collector {

    private final String file;
    private final TaskSpec spec;
    private final Mode mode;
    private final Set<String> needsPort = new LinkedHashSet<>();
    private final Set<String> unsupported = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();

    Collector(String file, TaskSpec spec, Mode mode) {
      this.file = file;
      this.spec = spec;
      this.mode = mode;
    }

    void collect() {
      unsupported.addAll(spec.unsupported());
      rule(spec.text());
      rule(spec.target());
      rule(spec.choice());
      function(spec.processDocs(), Port.OfDocuments.class);
      if (spec.shots() > 0) {
        FewShotSpec few = spec.fewShot();
        rule(few.text());
        rule(few.target());
        rule(few.choice());
        function(few.processDocs(), Port.OfDocuments.class);
        function(few.samplesBy(), Port.OfSamples.class);
        if (!few.sampler().equals("default") && !few.sampler().equals("first_n")) {
          unsupported.add("the sampler " + few.sampler() + " is not supported");
        }
      }
      function(spec.processResults(), Port.OfResults.class);
      if (spec.processResults() != null && spec.type() != OutputType.GENERATE_UNTIL) {
        unsupported.add("a process_results of likelihoods is not supported");
      }
      filters();
      metrics();
      if (spec.evaluationSplit() == null) {
        unsupported.add("a task has a \"test_split\" or a \"validation_split\"");
      }
    }

    private void rule(@Nullable FieldRule rule) {
      switch (rule) {
        case FieldRule.Function(FunctionReference reference) ->
            function(reference, Port.OfDocument.class);
        case FieldRule.Text(String text) -> {
          try {
            JinjaTemplate.compile(text);
          } catch (JinjaException e) {
            unsupported.add(String.valueOf(e.getMessage()));
          }
        }
        case null, default -> {}
      }
    }

    private void function(@Nullable FunctionReference reference, Class<? extends Port> kind) {
      if (reference == null) {
        return;
      }
      Port port = Ports.find(reference).orElse(null);
      if (port == null || !kind.isInstance(port)) {
        needsPort.add(reference.word());
      } else if (port.isOfficialOnly()) {
        String sentence =
            "the function "
                + reference.word()
                + " draws or decides by no rule that can be repeated, so the task is for official"
                + " mode only";
        if (mode == Mode.COMPAT) {
          unsupported.add(sentence);
        } else {
          warnings.add(sentence);
        }
      }
    }

    private void filters() {
      for (FilterSpec filter : spec.filters()) {
        for (FilterSpec.Step step : filter.steps()) {
          if (step.arguments().get("filter_fn") instanceof FunctionReference reference) {
            function(reference, Port.OfReplies.class);
          }
        }
        try {
          ReplyFilter compiled = ReplyFilter.of(file, filter, false);
          if (!compiled.takesFirst()
              && spec.metrics().stream()
                  .anyMatch(m -> m.arguments().get("regexes_to_ignore") != null)
              && spec.type() == OutputType.GENERATE_UNTIL) {
            unsupported.add(
                "the filter "
                    + filter.name()
                    + " leaves a list of replies, from which regexes_to_ignore cannot be taken"
                    + " off");
          }
        } catch (TaskException e) {
          if (needsPort.isEmpty()) {
            unsupported.add(String.valueOf(e.getMessage()));
          }
        }
      }
    }

    private void metrics() {
      try {
        if (ProgramMetric.of(file, spec) != null) {
          warnings.add(
              "the task runs programs that models write, which has to be allowed: --allow-code");
        }
      } catch (TaskException e) {
        unsupported.add(String.valueOf(e.getMessage()));
      }
      for (MetricSpec metric : spec.metrics()) {
        function(metric.aggregationBy(), Port.OfValues.class);
        function(
            metric.function(),
            ProgramMetric.port(metric) == null ? Port.OfReply.class : Port.OfPrograms.class);
        if (metric.function() == null
            && spec.processResults() == null
            && !known(metric.name(), spec.type())) {
          unsupported.add(
              "the metric " + metric.name() + " of " + spec.type().word() + " is not supported");
        }
        if (Aggregations.CORPUS.contains(metric.name())
            && !metric.name().equals(metric.aggregation())
            && metric.aggregation() != null) {
          unsupported.add("the metric " + metric.name() + " is aggregated by itself only");
        }
        if (metric.aggregationBy() == null && Aggregations.of(metric, Mode.COMPAT).isEmpty()) {
          unsupported.add("the aggregation " + metric.aggregation() + " is not supported");
        }
      }
    }

    private static boolean known(String metric, OutputType type) {
      return switch (type) {
        case GENERATE_UNTIL -> metric.equals("exact_match") || Aggregations.CORPUS.contains(metric);
        case MULTIPLE_CHOICE ->
            Set.of(
                    "acc",
                    "acc_norm",
                    "acc_bytes",
                    "acc_mutual_info",
                    "exact_match",
                    "f1",
                    "mcc",
                    "brier_score")
                .contains(metric);
        case LOGLIKELIHOOD -> metric.equals("perplexity") || metric.equals("acc");
        case LOGLIKELIHOOD_ROLLING ->
            Set.of("word_perplexity", "byte_perplexity", "bits_per_byte").contains(metric);
      };
    }
  }
}
