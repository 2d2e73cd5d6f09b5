package org.gwageo.benchmark.harness;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Task files as Reading.JSON. What JSON cannot tell apart is wrapped in a list that begins with a
 * word: whole and other numbers, functions, lists, and mappings, whose order matters.
 */
final class HarnessJson {

  private HarnessJson() {}

  static @Nullable Object written(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> text;
      case Double number -> List.of("float", number.toString());
      case Number number -> List.of("int", number.toString());
      case FunctionReference function ->
          List.of(
              "function",
              function.outer(),
              function.family(),
              function.name(),
              function.source() == null ? "" : function.source().toString(),
              function.text() == null ? "" : function.text());
      case List<?> list -> {
        List<@Nullable Object> out = new ArrayList<>();
        out.add("list");
        for (Object element : list) {
          out.add(written(element));
        }
        yield out;
      }
      case Map<?, ?> map -> {
        List<@Nullable Object> out = new ArrayList<>();
        out.add("map");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.add(String.valueOf(entry.getKey()));
          out.add(written(entry.getValue()));
        }
        yield out;
      }
      default -> throw new IllegalArgumentException("a task file holds no " + value.getClass());
    };
  }

  static HarnessFile read(Path path, String json) throws TaskException {
    String name = String.valueOf(path.getFileName());
    try {
      JsonNode tree = Reading.JSON.readTree(json);
      if (!(value(tree.path("members")) instanceof Map<?, ?> members)) {
        throw new TaskException(name, 0, "the members are a mapping");
      }
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      members.forEach((key, member) -> named.put(String.valueOf(key), member));
      List<String> warnings = new ArrayList<>();
      tree.path("warnings").forEach(warning -> warnings.add(warning.asString("")));
      return new HarnessFile(path, named, warnings);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TaskException(name, 0, "no task file: " + e.getMessage());
    }
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isString()) {
      return node.stringValue();
    }
    return switch (node.path(0).asString("")) {
      case "float" -> Double.valueOf(node.path(1).asString(""));
      case "int" -> {
        var whole = new BigInteger(node.path(1).asString(""));
        yield whole.bitLength() < 64 ? (Object) whole.longValueExact() : whole;
      }
      case "function" -> {
        String source = node.path(4).asString("");
        String text = node.path(5).asString("");
        yield new FunctionReference(
            node.path(1).asString(""),
            node.path(2).asString(""),
            node.path(3).asString(""),
            source.isEmpty() ? null : Digest.parse(source),
            text.isEmpty() ? null : text);
      }
      case "list" -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 1; i < node.size(); i++) {
          list.add(value(node.get(i)));
        }
        yield list;
      }
      case "map" -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 1; i + 1 < node.size(); i += 2) {
          map.put(node.get(i).asString(""), value(node.get(i + 1)));
        }
        yield map;
      }
      default -> throw new IllegalArgumentException("a value is of no known kind");
    };
  }

  /** Made ready only where a task is read back. */
  private static final class Reading {
    static final JsonMapper JSON = JsonMapper.builder().build();
  }
}
