package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.FilterSpec.Step;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** A compiled pipeline of the harness's filters. */
final class ReplyFilter {

  /** What stands for an answer that no filter found, unless a task says otherwise. */
  private static final String INVALID = "[invalid]";

  private final String name;
  private final List<Stage> stages;
  private final boolean takesFirst;
  private final @Nullable Object fallback;

  private ReplyFilter(
      String name, List<Stage> stages, boolean takesFirst, @Nullable Object fallback) {
    this.name = name;
    this.stages = stages;
    this.takesFirst = takesFirst;
    this.fallback = fallback;
  }

  /** One filter: replies in, replies out. */
  @FunctionalInterface
  private interface Stage {
    List<@Nullable Object> apply(
        List<? extends @Nullable Object> replies, Map<String, @Nullable Object> document)
        throws PythonException, PortException;
  }

  /** A filter that treats each reply alone. */
  @FunctionalInterface
  private interface Each {
    @Nullable Object apply(@Nullable Object reply, Map<String, @Nullable Object> document)
        throws PythonException, PortException;
  }

  /**
   * What a pipeline makes of the replies to one document.
   *
   * @param values the values, one where the pipeline takes the first
   * @param single whether it takes the first
   * @param found whether an answer was found: the first value is no fallback
   */
  record Filtered(List<? extends @Nullable Object> values, boolean single, boolean found) {

    @Nullable Object first() {
      return values.isEmpty() ? null : values.getFirst();
    }
  }

  /**
   * Compiles a pipeline.
   *
   * @param lastMatch whether the last match counts where the task leaves it at the first
   * @throws TaskException if a filter or its arguments are not understood
   */
  static ReplyFilter of(String file, FilterSpec spec, boolean lastMatch) throws TaskException {
    List<Stage> stages = new ArrayList<>();
    @Nullable Object fallback = null;
    boolean taken = false;
    for (Step step : spec.steps()) {
      if (taken) {
        throw new TaskException(
            file, 0, "the filter " + step.function() + " after take_first is not supported");
      }
      if (step.function().equals("take_first")) {
        taken = true;
        continue;
      }
      if (step.function().endsWith("regex")) {
        fallback = step.arguments().getOrDefault("fallback", INVALID);
      }
      try {
        stages.add(stage(file, step, lastMatch));
      } catch (PythonException e) {
        throw new TaskException(file, 0, String.valueOf(e.getMessage()));
      }
    }
    return new ReplyFilter(spec.name(), stages, taken, fallback);
  }

  private static Stage stage(String file, Step step, boolean lastMatch)
      throws TaskException, PythonException {
    return switch (step.function()) {
      case "regex" -> {
        RegexFinder finder = RegexFinder.of(step.arguments(), lastMatch);
        yield each((reply, document) -> finder.find(reply));
      }
      case "multi_choice_regex" -> {
        ChoiceRegex finder = ChoiceRegex.of(step.arguments(), lastMatch);
        yield each(finder::find);
      }
      case "remove_whitespace" -> each((reply, document) -> PythonText.strip(text(reply)));
      case "lowercase" -> each((reply, document) -> PythonText.lower(text(reply)));
      case "uppercase" -> each((reply, document) -> PythonText.upper(text(reply)));
      case "map" -> mapped(file, step);
      case "take_first_k" -> firstK(file, step);
      case "majority_vote" -> (replies, document) -> majority(replies);
      case "format_span" -> each((reply, document) -> SpanFormat.of(text(reply)));
      case "custom" -> custom(file, step);
      default ->
          throw new TaskException(
              file, 0, "the filter \"" + step.function() + "\" is not supported");
    };
  }

  private static Stage each(Each one) {
    return (List<? extends @Nullable Object> replies, Map<String, @Nullable Object> document) -> {
      List<@Nullable Object> out = new ArrayList<>(replies.size());
      for (Object reply : replies) {
        out.add(one.apply(reply, document));
      }
      return out;
    };
  }

  private static Stage mapped(String file, Step step) throws TaskException {
    Object mapping = step.arguments().get("mapping_dict");
    if (mapping != null && !(mapping instanceof Map<?, ?>)) {
      throw new TaskException(file, 0, "the filter map has a mapping in \"mapping_dict\"");
    }
    Map<?, ?> table = mapping instanceof Map<?, ?> map ? map : Map.of();
    Object otherwise = step.arguments().get("default_value");
    return each(
        (reply, document) ->
            reply != null && table.containsKey(reply) ? table.get(reply) : otherwise);
  }

  private static Stage firstK(String file, Step step) throws TaskException {
    if (!(step.arguments().get("k") instanceof Long k) || k < 1) {
      throw new TaskException(file, 0, "the filter take_first_k has a positive integer in \"k\"");
    }
    return (replies, document) -> {
      List<@Nullable Object> some = new ArrayList<>();
      some.addAll(replies.subList(0, (int) Math.min(k, replies.size())));
      return some;
    };
  }

  /** The most frequent reply; of several the one that came first. */
  private static List<@Nullable Object> majority(List<? extends @Nullable Object> replies) {
    Map<@Nullable Object, Integer> counts = new LinkedHashMap<>();
    for (Object reply : replies) {
      counts.merge(reply, 1, Integer::sum);
    }
    @Nullable Object best = null;
    int most = 0;
    for (Map.Entry<@Nullable Object, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    List<@Nullable Object> vote = new ArrayList<>();
    vote.add(best);
    return vote;
  }

  private static Stage custom(String file, Step step) throws TaskException {
    if (step.arguments().get("filter_fn") instanceof FunctionReference reference) {
      if (Ports.find(reference).orElse(null) instanceof Port.OfReplies port) {
        return each(
            (@Nullable Object reply, Map<String, @Nullable Object> document) ->
                port.apply(text(reply), document));
      }
      throw new TaskException(file, 0, Ports.missing(reference));
    }
    throw new TaskException(file, 0, "the filter custom names a function in \"filter_fn\"");
  }

  private static String text(@Nullable Object reply) {
    return reply instanceof String text ? text : "";
  }

  String name() {
    return name;
  }

  /** Whether it ends in one value. */
  boolean takesFirst() {
    return takesFirst;
  }

  /**
   * Applies the pipeline. A reply on which an expression's budget is used up counts as one in which
   * nothing was found.
   *
   * @throws DocumentException if the document lacks what a filter needs
   */
  Filtered apply(List<String> replies, Map<String, @Nullable Object> document)
      throws DocumentException {
    List<? extends @Nullable Object> values = replies;
    try {
      for (Stage stage : stages) {
        values = stage.apply(values, document);
      }
    } catch (PythonException | PortException e) {
      throw new DocumentException(String.valueOf(e.getMessage()));
    }
    Object first = values.isEmpty() ? null : values.getFirst();
    boolean found = first != null && !first.equals(fallback);
    return new Filtered(
        takesFirst ? values.subList(0, Math.min(1, values.size())) : values, takesFirst, found);
  }

  /** The filter {@code regex}. */
  record RegexFinder(PythonRegex regex, int select, @Nullable Object fallback) {

    static RegexFinder of(Map<String, @Nullable Object> arguments, boolean lastMatch)
        throws PythonException {
      String pattern =
          arguments.get("regex_pattern") instanceof String text ? text : "#### (\\-?[0-9\\.\\,]+)";
      int select = arguments.get("group_select") instanceof Long number ? (int) (long) number : 0;
      return new RegexFinder(
          PythonRegex.compile(pattern),
          lastMatch && select == 0 ? -1 : select,
          arguments.getOrDefault("fallback", INVALID));
    }

    @Nullable Object find(@Nullable Object reply) {
      String match = match(text(reply));
      return match == null ? fallback : match;
    }

    /** Returns the selected match, stripped; null if there is none. */
    @Nullable String match(String reply) {
      List<List<String>> found;
      try {
        found = regex.findAll(reply);
      } catch (PythonException e) {
        // The budget is used up.
        return null;
      }
      int at = select < 0 ? found.size() + select : select;
      if (at < 0 || at >= found.size()) {
        return null;
      }
      List<String> row = found.get(at);
      if (row.size() == 1) {
        return PythonText.strip(row.getFirst());
      }
      for (String group : row) {
        if (!group.isEmpty()) {
          return PythonText.strip(group);
        }
      }
      return null;
    }
  }
}
