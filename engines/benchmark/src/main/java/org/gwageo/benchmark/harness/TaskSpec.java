package org.gwageo.benchmark.harness;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a task of lm-evaluation-harness says, defaults filled in. Immutable.
 *
 * @param name the task's name
 * @param title the display name
 * @param tags labels
 * @param version the version of its metadata, {@code 0} if it tells none
 * @param type what it asks of a model
 * @param datasetPath the data set's name on its hub, for reports; null if not told
 * @param datasetName the part of the data set; null if not told
 * @param trainingSplit the split for training; null if there is none
 * @param validationSplit the split for validation; null if there is none
 * @param testSplit the split that is asked; null if the validation split is
 * @param text how a prompt is made of a document
 * @param target how the right answer is made
 * @param choice how choices are made; null if there are none
 * @param description what stands before everything
 * @param targetDelimiter what stands between a question and its answer
 * @param fewshotDelimiter what stands between examples
 * @param genPrefix what the model's answer begins with; null if nothing
 * @param processDocs the function that changes documents; null if there is none
 * @param fewShot where examples come from
 * @param shots how many examples there are
 * @param generation the generation's arguments
 * @param repeats how many replies are asked for
 * @param filters the filter pipelines, at least one
 * @param metrics the metrics, at least one
 * @param processResults the function that scores; null if the metrics do
 * @param unsafeCode whether it executes what models write
 * @param unsupported keys that the task uses and that are not understood, one sentence each
 * @param digest the digest of all that the task says, functions by their source
 */
public record TaskSpec(
    String name,
    String title,
    List<String> tags,
    String version,
    OutputType type,
    @Nullable String datasetPath,
    @Nullable String datasetName,
    @Nullable String trainingSplit,
    @Nullable String validationSplit,
    @Nullable String testSplit,
    @Nullable FieldRule text,
    @Nullable FieldRule target,
    @Nullable FieldRule choice,
    String description,
    String targetDelimiter,
    String fewshotDelimiter,
    @Nullable String genPrefix,
    @Nullable FunctionReference processDocs,
    FewShotSpec fewShot,
    int shots,
    Map<String, @Nullable Object> generation,
    int repeats,
    List<FilterSpec> filters,
    List<MetricSpec> metrics,
    @Nullable FunctionReference processResults,
    boolean unsafeCode,
    List<String> unsupported,
    Digest digest) {

  /** Returns the split that is asked. */
  @Nullable String evaluationSplit() {
    return testSplit != null ? testSplit : validationSplit;
  }

  boolean hasMetric(String metric) {
    return metrics.stream().anyMatch(one -> one.name().equals(metric));
  }
}
