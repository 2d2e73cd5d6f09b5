package org.gwageo.benchmark.harness;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML 1.1 with the scalar rules of PyYAML, which the harness uses.
 *
 * <p>Values are null, Boolean, Long, Double, String, List, Map with its order, and {@link Named}
 * for {@code !function}. Of a key that occurs twice the last value counts, with a warning. Dates
 * stay texts.
 */
final class YamlValues {

  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_BYTES = 64 << 20;

  private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
  private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?");

  private final String file;
  private final List<String> warnings;
  private int values;

  private YamlValues(String file, List<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  /** A name that stands after {@code !function}. */
  record Named(String function) {}

  static @Nullable Object read(String file, String text, List<String> warnings)
      throws TaskException {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    options.setNestingDepthLimit(60);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return root == null ? null : new YamlValues(file, warnings).value(root, 0);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new TaskException(file, line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new TaskException(file, 0, "not YAML: " + String.valueOf(e.getMessage()).strip());
    }
  }

  private @Nullable Object value(Node node, int depth) throws TaskException {
    if (++values > MOST_VALUES || depth > 60) {
      throw new TaskException(file, line(node), "a task has at most " + MOST_VALUES + " values");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          list.add(value(element, depth + 1));
        }
        yield list;
      }
      case MappingNode mapping -> mapping(mapping, depth);
      default -> throw new TaskException(file, line(node), "a YAML alias leads nowhere");
    };
  }

  private Map<String, @Nullable Object> mapping(MappingNode mapping, int depth)
      throws TaskException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Object key = value(tuple.getKeyNode(), depth + 1);
      Object value = value(tuple.getValueNode(), depth + 1);
      if ("<<".equals(key) && isPlain(tuple.getKeyNode())) {
        List<?> sources =
            value instanceof List<?> list ? list : List.of(value == null ? "" : value);
        for (Object source : sources.reversed()) {
          if (source instanceof Map<?, ?> other) {
            other.forEach((k, v) -> merged.put(String.valueOf(k), v));
          }
        }
        continue;
      }
      String name = PythonValue.str(key);
      if (map.containsKey(name)) {
        warnings.add(
            file
                + " line "
                + line(tuple.getKeyNode())
                + ": the key \""
                + name
                + "\" occurs again; the last value counts");
      }
      map.put(name, value);
    }
    merged.putAll(map);
    return merged;
  }

  private static boolean isPlain(Node node) {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private @Nullable Object scalar(ScalarNode node) throws TaskException {
    String text = node.getValue();
    String tag = node.getTag().getValue();
    if (tag.equals("!function")) {
      return new Named(text);
    }
    if (!tag.startsWith("tag:yaml.org,2002:")) {
      throw new TaskException(file, line(node), "the YAML tag " + tag + " is not supported");
    }
    return node.getScalarStyle() == ScalarStyle.PLAIN ? plain(text) : text;
  }

  private static @Nullable Object plain(String text) {
    if (NULL.matcher(text).matches()) {
      return null;
    }
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    if (FALSE.matcher(text).matches()) {
      return false;
    }
    if (DECIMAL.matcher(text).matches()) {
      return whole(text.replace("_", ""), 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(text.replace("_", ""), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return whole(text.replace("_", "").replace("0x", ""), 16);
    }
    if (FLOAT.matcher(text).matches()) {
      return Double.valueOf(text.replace("_", ""));
    }
    return text;
  }

  private static Object whole(String digits, int radix) {
    var value = new BigInteger(digits, radix);
    return value.bitLength() < 64 ? (Object) value.longValueExact() : value;
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }
}
