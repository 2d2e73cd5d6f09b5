package org.gwageo.verdict.document;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** Reads a YAML text into {@link Value values} that know their lines. */
public final class Document {

  private static final int DEEPEST = 30;

  private final Problems problems;

  private Document(Problems problems) {
    this.problems = problems;
  }

  /**
   * Returns the mapping at the root of {@code yaml}, or {@code null} with at least one problem.
   *
   * @param longest the greatest number of characters accepted
   */
  public static @Nullable Section read(String yaml, int longest, Problems problems) {
    if (yaml.length() > longest) {
      problems.add(
          new Problem(
              1, 1, "", "the document has " + yaml.length() + " characters, at most " + longest));
      return null;
    }
    return new Document(problems).root(yaml, longest);
  }

  private @Nullable Section root(String yaml, int longest) {
    var options = new LoaderOptions();
    options.setCodePointLimit(longest + 1);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    var reader =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            options);
    try {
      if (!plain(reader.parse(new StringReader(yaml)))) {
        return null;
      }
      Node root = reader.compose(new StringReader(yaml));
      if (root == null) {
        problems.add(new Problem(1, 1, "", "the document is empty"));
        return null;
      }
      return convert(root, "") instanceof Section section
          ? section
          : notAMapping(root.getStartMark());
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String reason = "this is not YAML: " + e.getProblem();
      problems.add(
          mark == null
              ? new Problem(1, 1, "", reason)
              : new Problem(mark.getLine() + 1, mark.getColumn() + 1, "", reason));
      return null;
    } catch (YAMLException e) {
      problems.add(new Problem(1, 1, "", "this is not YAML: " + firstLine(e.getMessage())));
      return null;
    }
  }

  private @Nullable Section notAMapping(Mark mark) {
    problems.add(at(mark, "the document must be a mapping of keys to values"));
    return null;
  }

  /** Answers whether the events hold one document without anchors, aliases and tags. */
  private boolean plain(Iterable<Event> events) {
    int documents = 0;
    boolean plain = true;
    for (Event event : events) {
      String found = null;
      if (event instanceof DocumentStartEvent) {
        documents++;
        found = documents > 1 ? "a second document in the same text" : null;
      } else if (event instanceof AliasEvent alias) {
        found = "the alias *" + alias.getAnchor();
      } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
        found = "the anchor &" + node.getAnchor();
      } else if (event instanceof ScalarEvent scalar && scalar.getTag() != null) {
        found = "the tag " + scalar.getTag();
      } else if (event instanceof CollectionStartEvent collection && collection.getTag() != null) {
        found = "the tag " + collection.getTag();
      }
      if (found != null) {
        problems.add(at(event.getStartMark(), found + " is not accepted"));
        plain = false;
      }
    }
    return plain;
  }

  private @Nullable Value convert(Node node, String path) {
    int line = node.getStartMark().getLine() + 1;
    int column = node.getStartMark().getColumn() + 1;
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, line, column, path);
      case SequenceNode sequence -> {
        List<Value> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          Value value = convert(element, path + "[" + values.size() + "]");
          if (value != null) {
            values.add(value);
          }
        }
        yield new Sequence(values, line, column, path);
      }
      case MappingNode mapping -> section(mapping, line, column, path);
      default -> {
        problems.add(at(node.getStartMark(), "this kind of value is not accepted"));
        yield null;
      }
    };
  }

  private @Nullable Value scalar(ScalarNode node, int line, int column, String path) {
    boolean plain = node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
    String text = node.getValue();
    if (plain && (text.isEmpty() || text.equals("~") || text.equals("null"))) {
      problems.add(new Problem(line, column, path, path + " has no value"));
      return null;
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      problems.add(new Problem(line, column, path, path + " holds half of a character pair"));
      return null;
    }
    return new Scalar(text, plain, line, column, path);
  }

  private Section section(MappingNode mapping, int line, int column, String path) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    Map<String, Scalar> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(at(tuple.getKeyNode().getStartMark(), "a key must be a text"));
        continue;
      }
      String key = keyNode.getValue();
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
        problems.add(at(keyNode.getStartMark(), "a key holds half of a character pair"));
        continue;
      }
      Mark mark = keyNode.getStartMark();
      String inner = path.isEmpty() ? key : path + "." + key;
      Scalar first = keys.get(key);
      if (first != null) {
        problems.add(at(mark, "the key \"" + key + "\" stands already on line " + first.line()));
        continue;
      }
      keys.put(key, new Scalar(key, true, mark.getLine() + 1, mark.getColumn() + 1, inner));
      Value value = convert(tuple.getValueNode(), inner);
      if (value != null) {
        values.put(key, value);
      }
    }
    return new Section(values, keys, line, column, path, problems);
  }

  private static Problem at(Mark mark, String reason) {
    return new Problem(mark.getLine() + 1, mark.getColumn() + 1, "", reason);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
