package org.gwageo.benchmark.toolcall;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compares arguments with what is allowed, and says where they differ. */
final class ValueMatcher {

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?\\d{1,300}(?:\\.\\d{1,300})?(?:[eE][-+]?\\d{1,4})?");
  private static final String IGNORED = ",./-_*^";
  private static final int SHOWN = 60;

  private final MatchRules rules;
  private final int call;

  ValueMatcher(MatchRules rules, int call) {
    this.rules = rules;
    this.call = call;
  }

  /** Returns the differences between the members of {@code actual} and those allowed. */
  List<Mismatch> members(Map<String, Allowed> allowed, JsonNode actual, String path) {
    List<Mismatch> found = new ArrayList<>();
    for (Map.Entry<String, Allowed> entry : allowed.entrySet()) {
      String place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode value = actual.get(entry.getKey());
      if (value == null) {
        if (!entry.getValue().optional()) {
          found.add(
              new Mismatch(Mismatch.Kind.MISSING_ARGUMENT, call, place, place + " is not given"));
        }
      } else {
        found.addAll(oneOf(entry.getValue(), value, place));
      }
    }
    for (String name : actual.propertyNames()) {
      if (!allowed.containsKey(name)) {
        String place = path.isEmpty() ? name : path + "." + name;
        found.add(
            new Mismatch(
                Mismatch.Kind.UNEXPECTED_ARGUMENT, call, place, place + " is not expected"));
      }
    }
    return found;
  }

  /** Returns nothing if a value is allowed, else the differences from the one that is nearest. */
  private List<Mismatch> oneOf(Allowed allowed, JsonNode actual, String path) {
    List<Mismatch> nearest = List.of();
    boolean typed = false;
    for (Expectation expectation : allowed.values()) {
      List<Mismatch> found = one(expectation, actual, path);
      if (found.isEmpty()) {
        return found;
      }
      boolean type = found.size() > 1 || found.getFirst().kind() != Mismatch.Kind.WRONG_TYPE;
      if (nearest.isEmpty()
          || (type && !typed)
          || (type == typed && found.size() < nearest.size())) {
        nearest = found;
        typed = type;
      }
    }
    return nearest;
  }

  private List<Mismatch> one(Expectation expectation, JsonNode actual, String path) {
    return switch (expectation) {
      case Expectation.Plain plain -> plain(plain.value(), actual, path).stream().toList();
      case Expectation.Members members ->
          actual.isObject()
              ? members(members.members(), actual, path)
              : List.of(type("an object", actual, path));
      case Expectation.Items items -> items(items.items(), actual, path);
    };
  }

  private List<Mismatch> items(List<Expectation> items, JsonNode actual, String path) {
    if (!actual.isArray()) {
      return List.of(type("a list", actual, path));
    }
    if (actual.size() != items.size()) {
      return List.of(
          new Mismatch(
              Mismatch.Kind.WRONG_VALUE,
              call,
              path,
              path + " has " + actual.size() + " items, not " + items.size()));
    }
    List<Mismatch> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      found.addAll(one(items.get(i), actual.get(i), path + "[" + i + "]"));
    }
    return found;
  }

  private Optional<Mismatch> plain(JsonNode expected, JsonNode actual, String path) {
    Optional<Boolean> same = same(expected, actual);
    if (same.isEmpty()) {
      return Optional.of(type(kind(expected), actual, path));
    }
    return same.get()
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                Mismatch.Kind.WRONG_VALUE,
                call,
                path,
                path + " is " + shown(actual) + ", not " + shown(expected)));
  }

  /** Returns whether two plain values are equal, or nothing where their types differ. */
  private Optional<Boolean> same(JsonNode expected, JsonNode actual) {
    if (expected.isNumber()) {
      Optional<BigDecimal> number = number(expected, actual);
      return number.map(value -> value.compareTo(expected.decimalValue()) == 0);
    }
    if (expected.isBoolean()) {
      boolean spelled =
          rules.looseTypes()
              && actual.isString()
              && List.of("true", "false").contains(actual.asString().toLowerCase(Locale.ROOT));
      if (spelled) {
        return Optional.of(Boolean.parseBoolean(actual.asString()) == expected.booleanValue());
      }
      return actual.isBoolean()
          ? Optional.of(actual.booleanValue() == expected.booleanValue())
          : Optional.empty();
    }
    if (expected.isString()) {
      return actual.isString()
          ? Optional.of(text(expected.asString()).equals(text(actual.asString())))
          : Optional.empty();
    }
    return actual.isNull() ? Optional.of(true) : Optional.empty();
  }

  private Optional<BigDecimal> number(JsonNode expected, JsonNode actual) {
    if (rules.looseTypes() && actual.isString() && DECIMAL.matcher(actual.asString()).matches()) {
      return Optional.of(new BigDecimal(actual.asString()));
    }
    boolean sameKind = expected.isIntegralNumber() == actual.isIntegralNumber();
    return actual.isNumber() && (sameKind || rules.integersForFloats())
        ? Optional.of(actual.decimalValue())
        : Optional.empty();
  }

  private String text(String value) {
    if (!rules.looseStrings()) {
      return value;
    }
    StringBuilder kept = new StringBuilder(value.length());
    for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c != ' ' && IGNORED.indexOf(c) < 0) {
        kept.append(c == '"' ? '\'' : c);
      }
    }
    return kept.toString();
  }

  private Mismatch type(String expected, JsonNode actual, String path) {
    return new Mismatch(
        Mismatch.Kind.WRONG_TYPE, call, path, path + " is " + kind(actual) + ", not " + expected);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case BOOLEAN -> "a truth value";
      case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
