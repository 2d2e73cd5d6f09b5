package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping whose keys are taken one by one; what nobody takes is refused, with its line. */
final class Section {

  private final String file;
  private final String name;
  private final int line;
  private final Map<String, Node> left = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  Section(String file, String name, Node node) throws TaskException {
    this.file = file;
    this.name = name;
    this.line = line(node);
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(line, name + " is a mapping of keys to values");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(line(tuple.getKeyNode()), "a key is plain text");
      }
      if (left.put(key.getValue(), tuple.getValueNode()) != null) {
        throw wrong(line(key), "key \"" + key.getValue() + "\" occurs twice in " + name);
      }
    }
  }

  /** Returns the line on which a node starts, from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  TaskException wrong(int at, String reason) {
    return new TaskException(file, at, reason);
  }

  Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(left.remove(key));
  }

  Node required(String key) throws TaskException {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      throw missing(key);
    }
    return node.get();
  }

  TaskException missing(String key) {
    return wrong(line, name + " has no \"" + key + "\"");
  }

  /** Refuses what was not taken. */
  void end() throws TaskException {
    for (Map.Entry<String, Node> entry : left.entrySet()) {
      throw wrong(
          line(entry.getValue()),
          "unknown key \"" + entry.getKey() + "\" in " + name + "; it may have " + known);
    }
  }

  String text(String key) throws TaskException {
    return textOf(key, required(key));
  }

  String text(String key, String otherwise) throws TaskException {
    Optional<Node> node = node(key);
    return node.isPresent() ? textOf(key, node.get()) : otherwise;
  }

  @Nullable String textOrNull(String key) throws TaskException {
    Optional<Node> node = node(key);
    return node.isPresent() ? textOf(key, node.get()) : null;
  }

  boolean flag(String key, boolean otherwise) throws TaskException {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (tree(node.get()) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(line(node.get()), name + "." + key + " is true or false");
  }

  /** Returns what a node holds as JSON would: maps, lists, texts, numbers, booleans and null. */
  @Nullable Object tree(Node node) throws TaskException {
    return switch (node) {
      case MappingNode mapping -> {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        for (NodeTuple tuple : mapping.getValue()) {
          if (!(tuple.getKeyNode() instanceof ScalarNode key)
              || tree.put(key.getValue(), tree(tuple.getValueNode())) != null) {
            throw wrong(line(tuple.getKeyNode()), "a key is plain text and occurs once");
          }
        }
        yield tree;
      }
      case SequenceNode sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          list.add(tree(element));
        }
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw wrong(line(node), name + " has no anchors");
    };
  }

  private @Nullable Object scalar(ScalarNode scalar) throws TaskException {
    String value = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes");
    }
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      try {
        return new BigDecimal(value);
      } catch (NumberFormatException e) {
        throw wrong(line(scalar), "\"" + value + "\" is no plain decimal number");
      }
    }
    return value;
  }

  /** Returns a list of texts; a single text is a list of one. */
  List<String> texts(String key, Node node) throws TaskException {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(textOf(key, node));
    }
    List<String> texts = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      texts.add(textOf(key, element));
    }
    return texts;
  }

  List<Node> list(String key) throws TaskException {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode sequence)) {
      throw wrong(line(node.get()), name + "." + key + " is a list");
    }
    return sequence.getValue();
  }

  int whole(String key, int otherwise, int least, int most) throws TaskException {
    BigDecimal value =
        decimal(
            key,
            BigDecimal.valueOf(otherwise),
            BigDecimal.valueOf(least),
            BigDecimal.valueOf(most));
    try {
      return value.intValueExact();
    } catch (ArithmeticException e) {
      throw wrong(line, name + "." + key + " is a whole number, not " + value);
    }
  }

  BigDecimal decimal(String key, BigDecimal otherwise, BigDecimal least, BigDecimal most)
      throws TaskException {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    String text = textOf(key, node.get());
    BigDecimal value;
    try {
      value = new BigDecimal(text.length() > 20 ? "too long" : text);
    } catch (NumberFormatException e) {
      throw wrong(line(node.get()), name + "." + key + " is a number, not \"" + text + "\"");
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(
          line(node.get()),
          name + "." + key + " is between " + least + " and " + most + ", not " + text);
    }
    return value;
  }

  String textOf(String key, Node node) throws TaskException {
    if (node instanceof ScalarNode scalar
        && !scalar.getTag().equals(Tag.NULL)
        && !scalar.getTag().equals(Tag.BOOL)) {
      return scalar.getValue();
    }
    throw wrong(
        line(node),
        name + "." + key + " is text; put it in quotes if YAML takes it for something else");
  }
}
