package org.gwageo.benchmark.harness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gwageo.benchmark.jinja.JinjaException;
import org.gwageo.benchmark.jinja.JinjaTemplate;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Puts prompts together: description, examples, question. */
final class Assembly {

  private final TaskSpec spec;
  private final Documents asked;
  private final Documents shown;
  private final Resolved description;
  private final @Nullable Resolved genPrefix;
  private final @Nullable Resolved shownPrefix;
  private final boolean severalInputs;

  /** A text that is a document's member of that name or else a template. */
  private record Resolved(String raw, JinjaTemplate template) {

    static Resolved of(String file, String raw) throws TaskException {
      try {
        return new Resolved(raw, JinjaTemplate.compile(raw));
      } catch (JinjaException e) {
        throw new TaskException(file, 0, String.valueOf(e.getMessage()));
      }
    }

    String in(Map<String, @Nullable Object> document) throws DocumentException {
      if (document.containsKey(raw)) {
        return PythonValue.str(document.get(raw));
      }
      try {
        return template.render(document);
      } catch (JinjaException e) {
        throw new DocumentException(String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Prepares the prompts of a task.
   *
   * @param severalInputs whether the choices are prompts of their own, as the first document says
   */
  Assembly(String file, TaskSpec spec, Documents asked, Documents shown, boolean severalInputs)
      throws TaskException {
    this.spec = spec;
    this.asked = asked;
    this.shown = shown;
    this.severalInputs = severalInputs;
    this.description = Resolved.of(file, spec.description());
    this.genPrefix = spec.genPrefix() == null ? null : Resolved.of(file, spec.genPrefix());
    this.shownPrefix =
        spec.fewShot().genPrefix() == null ? null : Resolved.of(file, spec.fewShot().genPrefix());
  }

  boolean severalInputs() {
    return severalInputs;
  }

  /** Returns what the model's answer begins with; null if nothing. */
  @Nullable String prefix(Map<String, @Nullable Object> document) throws DocumentException {
    return genPrefix == null ? null : genPrefix.in(document);
  }

  /**
   * Returns the turns of a prompt; several lists where each choice is a prompt of its own.
   *
   * @param examples the documents that stand before the question
   */
  List<List<Turn>> turns(
      Map<String, @Nullable Object> document, List<Map<String, @Nullable Object>> examples)
      throws DocumentException {
    List<Turn> before = new ArrayList<>(2 * examples.size() + 2);
    String system = spec.description().isEmpty() ? "" : description.in(document);
    if (!system.isEmpty()) {
      before.add(new Turn("system", system, ""));
    }
    for (Map<String, @Nullable Object> example : examples) {
      shown(example, before);
    }
    String prefix = prefix(document);
    List<List<Turn>> prompts = new ArrayList<>();
    if (severalInputs) {
      for (String choice : asked.choices(document)) {
        List<Turn> turns = new ArrayList<>(before);
        question(choice, prefix, "", turns);
        prompts.add(turns);
      }
    } else {
      question(string(asked.text(document), "prompt"), prefix, spec.targetDelimiter(), before);
      prompts.add(before);
    }
    return prompts;
  }

  private void shown(Map<String, @Nullable Object> example, List<Turn> turns)
      throws DocumentException {
    Object question = shown.text(example);
    List<String> choices = shown.hasChoices() ? shown.choices(example) : null;
    Object target = shown.target(example);
    String prefix = shownPrefix == null ? null : shownPrefix.in(example);
    if (severalInputs && choices != null) {
      question = choices.get(index(question, choices));
      choices = null;
    }
    String delimiter = spec.fewShot().targetDelimiter();
    String text = string(question, "prompt");
    if (target == null || "".equals(target)) {
      question(text, prefix, delimiter, turns);
      return;
    }
    boolean delimited = prefix == null || prefix.isEmpty() || needsDelimiter(text, prefix);
    turns.add(new Turn("user", text, delimited ? delimiter : ""));
    String answer = answer(target, choices);
    turns.add(new Turn("assistant", joined(prefix, answer), spec.fewShot().delimiter()));
  }

  private static String answer(Object target, @Nullable List<String> choices)
      throws DocumentException {
    if (choices != null
        && !choices.isEmpty()
        && (target instanceof Long || target instanceof Boolean)) {
      return choices.get(index(target, choices));
    }
    if (target instanceof List<?> list) {
      if (list.isEmpty()) {
        throw new DocumentException("an example's target is an empty list");
      }
      return string(list.getFirst(), "target");
    }
    return string(target, "target");
  }

  private static int index(@Nullable Object target, List<String> choices) throws DocumentException {
    long index =
        switch (target) {
          case Long number -> number;
          case Boolean truth -> truth ? 1 : 0;
          case null, default ->
              throw new DocumentException(
                  "a choice is named by its position, not by " + PythonValue.repr(target));
        };
    long from = index < 0 ? index + choices.size() : index;
    if (from < 0 || from >= choices.size()) {
      throw new DocumentException("there is no choice " + index + " of " + choices.size());
    }
    return (int) from;
  }

  private static void question(
      String text, @Nullable String prefix, String delimiter, List<Turn> turns) {
    boolean prefixed = prefix != null && !prefix.isEmpty();
    turns.add(new Turn("user", text, prefixed && needsDelimiter(text, prefix) ? delimiter : ""));
    if (prefix != null && prefixed) {
      turns.add(new Turn("assistant", prefix, ""));
    }
  }

  private static String joined(@Nullable String prefix, String answer) {
    if (prefix == null || prefix.isEmpty()) {
      return answer;
    }
    if (answer.isEmpty()) {
      return prefix;
    }
    return needsDelimiter(prefix, answer) ? prefix + " " + answer : prefix + answer;
  }

  private static boolean needsDelimiter(String before, @Nullable String after) {
    String next = Objects.requireNonNullElse(after, "");
    return !before.isEmpty()
        && !next.isEmpty()
        && !PythonText.isSpace(before.charAt(before.length() - 1))
        && !PythonText.isSpace(next.charAt(0));
  }

  private static String string(@Nullable Object value, String what) throws DocumentException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigInteger || value == null) {
      throw new DocumentException("a " + what + " is a text, not " + PythonValue.repr(value));
    }
    throw new DocumentException("a " + what + " is a text, not " + PythonValue.type(value));
  }

  /** Writes turns one after the other, as {@code /completions} takes them. */
  static String text(List<Turn> turns) {
    var out = new StringBuilder();
    for (Turn turn : turns) {
      out.append(turn.content()).append(turn.delimiter());
    }
    return out.toString();
  }

  /** Returns turns as messages, as {@code /chat/completions} takes them. */
  static List<Object> messages(List<Turn> turns) {
    List<Object> messages = new ArrayList<>(turns.size());
    for (Turn turn : turns) {
      Map<String, String> message = new TreeMap<>();
      message.put("role", turn.role());
      message.put("content", turn.content());
      messages.add(message);
    }
    return messages;
  }
}
