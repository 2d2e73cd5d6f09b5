package org.gwageo.benchmark.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Judging;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Scores likelihoods as the harness does: the choice with the largest log probability is the
 * prediction; {@code acc_norm} divides by the choice's characters, {@code acc_bytes} by its bytes.
 *
 * @param spec the task
 * @param documents makes targets and choices
 * @param metrics the metrics with their aggregations
 * @param severalInputs whether each choice is a prompt of its own, the prompt naming the right one
 */
record LikelihoodJudging(
    TaskSpec spec, Documents documents, List<Metric> metrics, boolean severalInputs)
    implements Judging {

  private static final String FILTER = "none";

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    try {
      return List.of(
          switch (spec.type()) {
            case MULTIPLE_CHOICE -> choice(item, replies);
            case LOGLIKELIHOOD -> continuation(item, replies.getFirst());
            case LOGLIKELIHOOD_ROLLING -> rolling(item, replies.getFirst());
            case GENERATE_UNTIL -> throw new IllegalStateException("a generated reply");
          });
    } catch (DocumentException e) {
      throw new TaskException(
          item.file(), item.line(), "document " + item.id() + ": " + e.getMessage());
    }
  }

  private Reading choice(Item item, List<Reply> replies) throws DocumentException {
    Map<String, @Nullable Object> document = item.fields();
    List<String> choices = documents.choices(document);
    int n = choices.size();
    List<Integer> gold = gold(document, choices);
    String right = choice(choices, gold);
    double[] sums = new double[replies.size()];
    boolean[] greedy = new boolean[replies.size()];
    for (int i = 0; i < sums.length; i++) {
      Likelihood likelihood = replies.get(i).likelihood();
      if (likelihood == null) {
        // Without all likelihoods nothing is predicted.
        return new Reading(FILTER, null, right, false, Map.of(), null);
      }
      sums[i] = likelihood.sum();
      greedy[i] = likelihood.greedy();
    }
    double[] characters = new double[n];
    double[] bytes = new double[n];
    double[] plain = new double[n];
    for (int i = 0; i < n; i++) {
      plain[i] = sums[i];
      characters[i] = sums[i] / PythonText.length(choices.get(i));
      bytes[i] = sums[i] / choices.get(i).getBytes(StandardCharsets.UTF_8).length;
    }
    int best = largest(plain);
    Map<String, Value> values = new TreeMap<>();
    values.put("acc", Value.Score.of(gold.contains(best)));
    values.put("acc_norm", Value.Score.of(gold.contains(largest(characters))));
    values.put("acc_bytes", Value.Score.of(gold.contains(largest(bytes))));
    boolean exact = gold.stream().anyMatch(g -> g >= 0 && greedy[g]);
    values.put("exact_match", Value.Score.of(exact));
    var label = new Value.Label(String.valueOf(best), String.valueOf(gold.getFirst()));
    values.put("f1", label);
    values.put("mcc", label);
    if (spec.hasMetric("brier_score") && gold.getFirst() >= 0) {
      values.put("brier_score", new Value.Score(brier(plain, gold.getFirst())));
    }
    if (spec.hasMetric("acc_mutual_info")) {
      double[] gained = new double[n];
      for (int i = 0; i < n; i++) {
        gained[i] = plain[i] - sums[n + i];
      }
      values.put("acc_mutual_info", Value.Score.of(gold.contains(largest(gained))));
    }
    return new Reading(FILTER, choices.get(best), right, gold.contains(best), kept(values), null);
  }

  private Map<String, Value> kept(Map<String, Value> values) {
    values.keySet().removeIf(name -> !spec.hasMetric(name));
    return values;
  }

  private static String choice(List<String> choices, List<Integer> gold) {
    List<String> texts = new ArrayList<>();
    for (int index : gold) {
      if (index >= 0) {
        texts.add(choices.get(index));
      }
    }
    return String.join("|", texts);
  }

  /** The positions of the right choices; -100 for one that is not among them, as the harness. */
  private List<Integer> gold(Map<String, @Nullable Object> document, List<String> choices)
      throws DocumentException {
    Object target = severalInputs ? documents.text(document) : documents.target(document);
    List<Integer> positions = new ArrayList<>();
    for (Object one : target instanceof List<?> list ? list : Arrays.asList(target)) {
      positions.add(
          switch (one) {
            case Long index when index < choices.size() -> position(index);
            case Boolean truth when choices.size() > 1 -> truth ? 1 : 0;
            case String text when choices.contains(text) -> choices.indexOf(text);
            case null, default -> -100;
          });
    }
    if (positions.isEmpty()) {
      throw new DocumentException("the target names no choice: " + PythonValue.repr(target));
    }
    return positions;
  }

  /** Negative numbers never equal a prediction, which counts from 0. */
  private static int position(long index) {
    return index < 0 ? -100 : (int) index;
  }

  /** The position of the largest value, the first of equal ones. */
  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The squared distance of the softmax of {@code sums} from certainty in the right choice. */
  private static double brier(double[] sums, int gold) {
    double top = sums[largest(sums)];
    double[] shares = new double[sums.length];
    double total = 0;
    for (int i = 0; i < sums.length; i++) {
      shares[i] = Math.exp(sums[i] - top);
      total += shares[i];
    }
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double distance = shares[i] / total - (i == gold ? 1 : 0);
      squares += distance * distance;
    }
    return squares;
  }

  private Reading continuation(Item item, Reply reply) throws DocumentException {
    String target = PythonValue.str(documents.target(item.fields()));
    Likelihood likelihood = reply.likelihood();
    if (likelihood == null) {
      return new Reading(FILTER, null, target, false, Map.of(), null);
    }
    Map<String, Value> values = new TreeMap<>();
    values.put("acc", Value.Score.of(likelihood.greedy()));
    values.put("perplexity", new Value.Sums(likelihood.sum(), 1));
    return new Reading(
        FILTER, likelihood.greedy() ? target : "", target, likelihood.greedy(), kept(values), null);
  }

  private Reading rolling(Item item, Reply reply) throws DocumentException {
    String text = PythonValue.str(documents.target(item.fields()));
    Likelihood likelihood = reply.likelihood();
    if (likelihood == null) {
      return new Reading(FILTER, null, "", false, Map.of(), null);
    }
    double sum = likelihood.sum();
    double bytes = text.getBytes(StandardCharsets.UTF_8).length;
    Map<String, Value> values = new TreeMap<>();
    values.put("word_perplexity", new Value.Sums(sum, words(text)));
    values.put("byte_perplexity", new Value.Sums(sum, bytes));
    values.put("bits_per_byte", new Value.Sums(sum, bytes));
    return new Reading(FILTER, "", "", true, kept(values), null);
  }

  /** The number of pieces between runs of white space, empty ones at the ends included. */
  private static int words(String text) throws DocumentException {
    try {
      return PythonRegex.compile("\\s+").split(text).size();
    } catch (PythonException e) {
      throw new DocumentException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("harness", spec.digest().toString(), "by", "likelihood");
  }
}
