package org.gwageo.verdict.document;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes trees of {@link Map}, {@link List}, {@link String}, {@link BigDecimal}, {@link Integer}
 * and {@link Boolean} as YAML that {@link Document} reads back to the same tree.
 *
 * <p>Mappings are written in the order of their iteration, so a sorted tree gives the same text
 * every time.
 */
public final class YamlText {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./-]*");
  private static final Pattern WORD_WITH_A_MEANING =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private YamlText() {}

  /**
   * Returns {@code tree} as YAML, ending with a line feed.
   *
   * @throws IllegalArgumentException if the tree holds any other type
   */
  public static String of(Map<String, ?> tree) {
    var out = new StringBuilder();
    mapping(tree, 0, out);
    return out.toString();
  }

  private static void mapping(Map<?, ?> tree, int indent, StringBuilder out) {
    tree.forEach(
        (key, value) -> {
          out.append(" ".repeat(indent)).append(scalar(String.valueOf(key))).append(':');
          value(value, indent, out);
        });
  }

  private static void value(Object value, int indent, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append(" {}\n");
      case List<?> list when list.isEmpty() -> out.append(" []\n");
      case Map<?, ?> map -> {
        out.append('\n');
        mapping(map, indent + 2, out);
      }
      case List<?> list -> {
        out.append('\n');
        for (Object element : list) {
          out.append(" ".repeat(indent + 2)).append('-');
          if (element instanceof Map<?, ?> map && !map.isEmpty()) {
            var inner = new StringBuilder();
            mapping(map, indent + 4, inner);
            out.append(' ').append(inner, indent + 4, inner.length());
          } else {
            value(element, indent + 2, out);
          }
        }
      }
      case String text -> out.append(' ').append(scalar(text)).append('\n');
      case BigDecimal number -> out.append(' ').append(number.toPlainString()).append('\n');
      case Integer number -> out.append(' ').append(number.intValue()).append('\n');
      case Boolean truth -> out.append(' ').append(truth.booleanValue()).append('\n');
      default ->
          throw new IllegalArgumentException("YAML text has no " + value.getClass().getName());
    }
  }

  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !WORD_WITH_A_MEANING.matcher(text).matches()) {
      return text;
    }
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean unseen =
              c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
          if (unseen) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
