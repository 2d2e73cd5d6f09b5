package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one instruction, read with the messages that a data set's author needs. */
final class Arguments {

  private static final int LONGEST_TEXT = 20_000;
  private static final int MOST_WORDS = 1_000;

  private final String id;
  private final Map<String, ?> values;

  Arguments(String id, Map<String, ?> values) {
    this.id = id;
    this.values = values;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** Returns a whole number of 0 to a million. */
  int count(String name) throws InstructionException {
    Object value = values.get(name);
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1_000_000) {
      return number.intValue();
    }
    throw wrong(name, value, "a whole number of 0 to 1000000");
  }

  String text(String name) throws InstructionException {
    Object value = values.get(name);
    if (value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT) {
      return text;
    }
    throw wrong(name, value, "a text of 1 to " + LONGEST_TEXT + " characters");
  }

  String text(String name, String otherwise) throws InstructionException {
    return has(name) ? text(name) : otherwise;
  }

  /** Returns one of {@code words}; the first where the argument is absent. */
  String oneOf(String name, List<String> words) throws InstructionException {
    String value = text(name, words.getFirst());
    if (words.contains(value)) {
      return value;
    }
    throw wrong(name, value, "one of " + words);
  }

  List<String> texts(String name) throws InstructionException {
    Object value = values.get(name);
    if (value instanceof Collection<?> collection
        && !collection.isEmpty()
        && collection.size() <= MOST_WORDS) {
      List<String> texts = new ArrayList<>();
      for (Object element : collection) {
        if (!(element instanceof String text) || text.isBlank() || text.length() > LONGEST_TEXT) {
          throw wrong(name, element, "a list of texts");
        }
        texts.add(text);
      }
      return texts;
    }
    throw wrong(name, value, "a list of 1 to " + MOST_WORDS + " texts");
  }

  Relation relation(String name) throws InstructionException {
    Object value = values.get(name);
    if (value instanceof String word) {
      Relation relation = Relation.named(word).orElse(null);
      if (relation != null) {
        return relation;
      }
    }
    throw wrong(name, value, "'less than', 'at most', 'exactly', 'at least' or 'more than'");
  }

  InstructionException wrong(String name, @Nullable Object value, String allowed) {
    String shown = String.valueOf(value);
    return new InstructionException(
        id
            + ": "
            + name
            + " is "
            + shown.substring(0, Math.min(60, shown.length()))
            + ", allowed is "
            + allowed);
  }
}
