package org.gwageo.platform.programme.definition;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of one YAML mapping, each to be asked for once. What is missing or of the wrong kind is
 * noted as a problem and answered with an empty value, so that reading goes on and finds the rest;
 * {@link #end} notes the keys that nobody asked for.
 */
final class Fields {

  private static final Bilingual NOTHING = new Bilingual("", "");

  private final Place place;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Place> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(Place place) {
    this.place = place;
  }

  /** Returns the keys of {@code node}; none, and a problem, when it is not a mapping. */
  static Fields of(Node node, Place file) {
    var fields = new Fields(file.at(node.getStartMark()));
    refuseAnchor(node, fields.place);
    if (!(node instanceof MappingNode mapping)) {
      fields.place.problem("keys and values are wanted here");
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Place key = file.at(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        key.problem("a key is a word");
      } else if (fields.values.putIfAbsent(scalar.getValue(), tuple.getValueNode()) != null) {
        key.problem("the key '" + scalar.getValue() + "' is given twice");
      } else {
        fields.keys.put(scalar.getValue(), key);
      }
    }
    return fields;
  }

  private static void refuseAnchor(Node node, Place place) {
    if (node.getAnchor() != null) {
      place.problem("anchors and aliases are not allowed: &" + node.getAnchor());
    }
  }

  Place place() {
    return place;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Returns where the value of {@code key} starts, or where the mapping starts. */
  Place placeOf(String key) {
    Node node = values.get(key);
    return node == null ? place : place.at(node.getStartMark());
  }

  /** Notes every key that was not asked for. */
  void end() {
    keys.forEach(
        (key, where) -> {
          if (!asked.contains(key)) {
            where.problem("unknown key '" + key + "'" + Nearest.hint(key, asked));
          }
        });
  }

  private @Nullable Node take(String key) {
    asked.add(key);
    return values.get(key);
  }

  private void missing(String key) {
    place.problem("the key '" + key + "' is missing");
  }

  // Single values.

  @Nullable String textOrNull(String key) {
    Node node = take(key);
    return node == null ? null : scalar(node);
  }

  String text(String key) {
    Node node = take(key);
    if (node == null) {
      missing(key);
      return "";
    }
    return scalar(node);
  }

  private String scalar(Node node) {
    Place here = place.at(node.getStartMark());
    refuseAnchor(node, here);
    if (!(node instanceof ScalarNode scalar)
        || scalar.getTag().equals(Tag.NULL)
        || scalar.getValue().isBlank()) {
      here.problem("a text is wanted here");
      return "";
    }
    String value = scalar.getValue().strip();
    if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
      here.problem("the text is not in Unicode normal form C: " + value);
    }
    return value;
  }

  <T> @Nullable T parsedOrNull(String key, Function<String, T> parser) {
    String text = textOrNull(key);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      placeOf(key).problem(key + ": " + e.getMessage());
      return null;
    }
  }

  <T> T parsed(String key, Function<String, T> parser, T fallback) {
    T value = parsedOrNull(key, parser);
    if (value == null) {
      if (!has(key)) {
        missing(key);
      }
      return fallback;
    }
    return value;
  }

  boolean flag(String key, boolean fallback) {
    return has(key) ? parsed(key, Fields::truth, fallback) : fallback;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false is wanted, not " + text);
    };
  }

  @Nullable BigDecimal decimalOrNull(String key) {
    return parsedOrNull(key, Fields::decimalOf);
  }

  BigDecimal decimal(String key) {
    return parsed(key, Fields::decimalOf, BigDecimal.ZERO);
  }

  private static BigDecimal decimalOf(String text) {
    if (!text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      throw new IllegalArgumentException("a decimal number is wanted, not " + text);
    }
    return new BigDecimal(text);
  }

  @Nullable Integer countOrNull(String key) {
    return parsedOrNull(key, Fields::countOf);
  }

  int count(String key) {
    return parsed(key, Fields::countOf, 0);
  }

  private static int countOf(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("a whole number from 0 is wanted, not " + text);
    }
    return Integer.parseInt(text);
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    E first = type.getEnumConstants()[0];
    return parsed(key, text -> constant(text, type), first);
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type, E fallback) {
    return has(key) ? oneOf(key, type) : fallback;
  }

  static <E extends Enum<E>> E constant(String text, Class<E> type) {
    var words = new ArrayList<String>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is none of " + String.join(", ", words) + Nearest.hint(text, words));
  }

  // Both languages.

  Bilingual bilingual(String key) {
    if (!has(key)) {
      take(key);
      missing(key);
      return NOTHING;
    }
    Bilingual value = bilingualOrNull(key);
    return value == null ? NOTHING : value;
  }

  @Nullable Bilingual bilingualOrNull(String key) {
    Fields fields = fieldsOrNull(key);
    if (fields == null) {
      return null;
    }
    return fields.asBilingual();
  }

  Bilingual asBilingual() {
    var value = new Bilingual(text("ko"), text("en"));
    end();
    return value;
  }

  // Nested values.

  @Nullable Fields fieldsOrNull(String key) {
    Node node = take(key);
    return node == null ? null : of(node, place);
  }

  /** Reads each mapping of a list; an absent key is an empty list. */
  <T> List<T> list(String key, Function<Fields, T> reader) {
    var read = new ArrayList<T>();
    for (Node element : elements(key)) {
      Fields fields = of(element, place);
      read.add(reader.apply(fields));
      fields.end();
    }
    return read;
  }

  /** Reads a list of texts; {@code visit} sees each with its place. An absent key is empty. */
  List<String> texts(String key, TextVisitor visit) {
    var read = new ArrayList<String>();
    for (Node element : elements(key)) {
      String text = scalar(element);
      if (read.contains(text)) {
        place.at(element.getStartMark()).problem("'" + text + "' is listed twice");
      }
      read.add(text);
      visit.visit(text, place.at(element.getStartMark()));
    }
    return read;
  }

  /** Sees a text of a list with its place. */
  interface TextVisitor {
    void visit(String text, Place place);
  }

  private List<Node> elements(String key) {
    Node node = take(key);
    if (node == null) {
      return List.of();
    }
    Place here = place.at(node.getStartMark());
    refuseAnchor(node, here);
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    here.problem("a list is wanted here");
    return List.of();
  }
}
