package org.gwageo.verdict.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that remembers which keys were asked for, so that {@link #refuseOtherKeys} can name the
 * ones that mean nothing.
 *
 * <p>The reading methods record a problem and return a harmless value when something is missing or
 * of the wrong type: reading goes on, and all problems of a document are found in one pass.
 */
public final class Section implements Value {

  private final SequencedMap<String, Value> values;
  private final Map<String, Scalar> keys;
  private final int line;
  private final int column;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(
      SequencedMap<String, Value> values,
      Map<String, Scalar> keys,
      int line,
      int column,
      String path,
      Problems problems) {
    this.values = values;
    this.keys = keys;
    this.line = line;
    this.column = column;
    this.path = path;
    this.problems = problems;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column() {
    return column;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Object tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    values.forEach((key, value) -> tree.put(key, value.tree()));
    return tree;
  }

  /** Returns the keys and values, in the order of the document; asks for none of them. */
  public SequencedMap<String, Value> entries() {
    return values;
  }

  /** Returns the place of a key, or this mapping's own when it has no such key. */
  public Value place(String key) {
    Scalar place = keys.get(key);
    return place == null ? this : place;
  }

  /** Returns the value of a key, or {@code null} when there is none. */
  public @Nullable Value optional(String key) {
    asked.add(key);
    return values.get(key);
  }

  /** Returns the value of a key; records a problem when there is none. */
  public @Nullable Value required(String key) {
    Value value = optional(key);
    if (value == null && !keys.containsKey(key)) {
      problems.add(this, name() + " lacks the key \"" + key + "\"");
    }
    return value;
  }

  /** Returns the text of a key, empty with a problem when it is missing. */
  public String text(String key) {
    Value value = required(key);
    return value == null ? "" : value.text(problems);
  }

  /** Returns the number of a key, zero with a problem when it is missing or no number. */
  public BigDecimal number(String key) {
    Value value = required(key);
    BigDecimal number = value == null ? null : value.number(problems);
    return number == null ? BigDecimal.ZERO : number;
  }

  /** Returns the number of a key, or {@code otherwise} when it is missing. */
  public BigDecimal number(String key, BigDecimal otherwise) {
    Value value = optional(key);
    BigDecimal number = value == null ? otherwise : value.number(problems);
    return number == null ? otherwise : number;
  }

  /** Returns the whole number of a key within the limits. */
  public int whole(String key, int low, int high) {
    Value value = required(key);
    return value == null ? low : value.whole(low, high, problems);
  }

  /**
   * Returns the whole number of a key within the limits, or {@code otherwise} when it is missing.
   */
  public int whole(String key, int low, int high, int otherwise) {
    Value value = optional(key);
    return value == null ? otherwise : value.whole(low, high, problems);
  }

  /** Returns the mapping of a key; a missing one is a problem and yields {@code null}. */
  public @Nullable Section section(String key) {
    Value value = required(key);
    return value == null ? null : value.section(problems);
  }

  /** Returns the mapping of a key, or {@code null} when it is missing. */
  public @Nullable Section optionalSection(String key) {
    Value value = optional(key);
    return value == null ? null : value.section(problems);
  }

  /** Returns the mappings in the list of a key; a missing key is a problem. */
  public List<Section> sections(String key) {
    Value value = required(key);
    Sequence sequence = value == null ? null : value.sequence(problems);
    return sequence == null ? List.of() : sequence.sections(problems);
  }

  /** Returns the mappings in the list of a key, none when the key is missing. */
  public List<Section> optionalSections(String key) {
    return optional(key) == null ? List.of() : sections(key);
  }

  /** Returns the distinct texts in the list of a key; a missing key is a problem. */
  public List<String> texts(String key) {
    Value value = required(key);
    Sequence sequence = value == null ? null : value.sequence(problems);
    return sequence == null ? List.of() : sequence.distinctTexts(problems);
  }

  /** Returns the distinct texts in the list of a key, none when the key is missing. */
  public List<String> optionalTexts(String key) {
    return optional(key) == null ? List.of() : texts(key);
  }

  /** Returns which of {@code choices} the text of a key is; the first with a problem otherwise. */
  public String choice(String key, List<String> choices) {
    Value value = required(key);
    return value == null ? choices.getFirst() : choice(value, choices);
  }

  /** Returns which of {@code choices} the text of a key is, or {@code otherwise} when missing. */
  public String choice(String key, List<String> choices, String otherwise) {
    Value value = optional(key);
    return value == null ? otherwise : choice(value, choices);
  }

  private String choice(Value value, List<String> choices) {
    String text = value.text(problems);
    if (choices.contains(text)) {
      return text;
    }
    if (value instanceof Scalar) {
      problems.add(
          value,
          value.name()
              + " must be one of "
              + String.join(", ", choices)
              + ", not \""
              + text
              + "\""
              + Nearest.hint(text, choices));
    }
    return choices.getFirst();
  }

  /** Records a problem at the place of {@code key}, or of this mapping when it has no such key. */
  public void problem(String key, String reason) {
    Value value = values.get(key);
    problems.add(value == null ? place(key) : value, reason);
  }

  /** Records a problem for every key that nobody asked for. */
  public void refuseOtherKeys() {
    List<String> known = new ArrayList<>(asked);
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problems.add(place(key), name() + " has no key \"" + key + "\"" + Nearest.hint(key, known));
      }
    }
  }
}
