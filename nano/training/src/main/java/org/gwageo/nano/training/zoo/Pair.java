package org.gwageo.nano.training.zoo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwageo.nano.zoo.Expected;

/**
 * One line of the manifest: two models and what is true about them.
 *
 * @param subject the folder of the model in question, below the zoo's
 * @param reference the folder of the model it is compared with
 * @param family the kind of relation
 * @param budget how much of it; empty where there is no more or less
 * @param expected what is true
 * @param components the components that come from the reference; empty for independent ones
 * @param seed the seed of the transformation; 0 for none
 */
record Pair(
    String subject,
    String reference,
    String family,
    String budget,
    Expected expected,
    List<String> components,
    long seed) {

  /** The kind of relation of unrelated pairs that the control library is made from. */
  static final String CONTROL = "control";

  Pair {
    components = List.copyOf(components);
  }

  /** Returns the line as a tree for canonical JSON. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("subject", subject);
    tree.put("reference", reference);
    tree.put("family", family);
    tree.put("budget", budget);
    tree.put("expected", expected.id());
    tree.put("components", components);
    tree.put("seed", seed);
    return tree;
  }

  /** Reads a line. */
  static Pair of(Map<?, ?> tree) {
    String label = text(tree, "expected");
    Expected expected =
        Arrays.stream(Expected.values())
            .filter(value -> value.id().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no label " + label));
    List<?> components = tree.get("components") instanceof List<?> list ? list : List.of();
    return new Pair(
        text(tree, "subject"),
        text(tree, "reference"),
        text(tree, "family"),
        text(tree, "budget"),
        expected,
        components.stream().map(Object::toString).toList(),
        tree.get("seed") instanceof Number seed ? seed.longValue() : 0);
  }

  private static String text(Map<?, ?> tree, String field) {
    Object value = tree.get(field);
    return Objects.requireNonNull(value, () -> "the manifest's line has no field " + field)
        .toString();
  }
}
