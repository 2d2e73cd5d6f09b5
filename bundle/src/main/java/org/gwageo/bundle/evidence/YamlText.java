package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gwageo.canonical.CanonicalJson;

/**
 * Writes a tree as YAML that people can read and that is the same for the same tree: block style,
 * keys in order, strings in double quotes with the escapes of JSON, numbers as plain decimals.
 */
final class YamlText {

  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String of(Map<String, Object> tree) {
    var yaml = new YamlText();
    yaml.members(tree, "");
    return yaml.out.toString();
  }

  private void members(Map<?, ?> tree, String indent) {
    var ordered = new TreeMap<String, Object>();
    tree.forEach((key, value) -> ordered.put(String.valueOf(key), value));
    ordered.forEach(
        (key, value) -> {
          out.append(indent).append(key(key)).append(':');
          value(value, indent + "  ");
        });
  }

  private void value(Object value, String indent) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('\n');
        members(map, indent);
      }
      case List<?> list when !list.isEmpty() -> {
        out.append('\n');
        for (Object element : list) {
          out.append(indent).append('-');
          if (element instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            members(map, indent + "  ");
          } else {
            value(element, indent + "  ");
          }
        }
      }
      case Map<?, ?> map -> out.append(" {}\n");
      case List<?> list -> out.append(" []\n");
      case BigDecimal number -> out.append(' ').append(number.toPlainString()).append('\n');
      case Number number -> out.append(' ').append(number.longValue()).append('\n');
      case Boolean truth -> out.append(' ').append(truth.booleanValue()).append('\n');
      default -> out.append(' ').append(CanonicalJson.string(value)).append('\n');
    }
  }

  private static String key(String key) {
    return PLAIN.matcher(key).matches() && !RESERVED.matcher(key).matches()
        ? key
        : CanonicalJson.string(key);
  }
}
