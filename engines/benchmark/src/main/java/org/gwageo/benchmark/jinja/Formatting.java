package org.gwageo.benchmark.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.jinja.Arguments.Given;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Python's two ways of putting values into a text: {@code %} and {@code str.format}. */
final class Formatting {

  private static final Pattern PERCENT =
      Pattern.compile("%(?:%|([-+ 0#]*)([0-9]{0,3})(?:\\.([0-9]{1,2}))?([a-zA-Z]))");

  private Formatting() {}

  static String percent(String format, List<? extends @Nullable Object> values)
      throws JinjaException {
    Matcher matcher = PERCENT.matcher(format);
    var out = new StringBuilder();
    int from = 0;
    int next = 0;
    while (matcher.find()) {
      out.append(format, from, matcher.start());
      from = matcher.end();
      if (matcher.group(4) == null) {
        out.append('%');
        continue;
      }
      if (next >= values.size()) {
        throw new JinjaException("not enough arguments for format string " + format);
      }
      out.append(directive(matcher, values.get(next++)));
    }
    if (next < values.size()) {
      throw new JinjaException("not all arguments are used by format string " + format);
    }
    return out.append(format.substring(from)).toString();
  }

  private static String directive(Matcher matcher, @Nullable Object value) throws JinjaException {
    String flags = matcher.group(1);
    String precision = matcher.group(3);
    String text =
        switch (matcher.group(4)) {
          case "s" -> cut(PythonValue.str(value), precision);
          case "r" -> cut(PythonValue.repr(value), precision);
          case "d", "i" -> decimal(value).setScale(0, RoundingMode.DOWN).toPlainString();
          case "f", "F" -> fixed(value, precision == null ? 6 : Integer.parseInt(precision));
          default ->
              throw new JinjaException("the format %" + matcher.group(4) + " is not supported");
        };
    if (flags.contains("+") && !text.startsWith("-")) {
      text = "+" + text;
    }
    int width = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
    return pad(text, width, flags.contains("-") ? '<' : '>', flags.contains("0") ? '0' : ' ');
  }

  private static String cut(String text, @Nullable String precision) {
    return precision == null
        ? text
        : text.substring(0, Math.min(text.length(), Integer.parseInt(precision)));
  }

  private static String pad(String text, int width, char align, char fill) {
    int missing = Math.max(0, width - text.length());
    int sign = fill == '0' && (text.startsWith("-") || text.startsWith("+")) ? 1 : 0;
    String padding = String.valueOf(fill).repeat(missing);
    return switch (align) {
      case '<' -> text + padding;
      case '^' -> padding.substring(0, missing / 2) + text + padding.substring(missing / 2);
      default -> text.substring(0, sign) + padding + text.substring(sign);
    };
  }

  private static BigDecimal decimal(@Nullable Object value) throws JinjaException {
    return switch (value) {
      case Long number -> BigDecimal.valueOf(number);
      case Double number when Double.isFinite(number) -> new BigDecimal(number);
      case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      case null, default ->
          throw new JinjaException("a number is formatted, not " + PythonValue.repr(value));
    };
  }

  private static String fixed(@Nullable Object value, int places) throws JinjaException {
    return decimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static final Pattern FIELD =
      Pattern.compile("\\{\\{|\\}\\}|\\{([A-Za-z_0-9]*)(?::([^{}]*))?\\}|[{}]");
  private static final Pattern SPECIFICATION =
      Pattern.compile("(?:(.)?([<>^]))?(0)?([0-9]{0,3})(,)?(?:\\.([0-9]{1,2}))?([dfs%]?)");

  static String braces(String format, Given given) throws JinjaException {
    Matcher matcher = FIELD.matcher(format);
    var out = new StringBuilder();
    int from = 0;
    int next = 0;
    while (matcher.find()) {
      out.append(format, from, matcher.start());
      from = matcher.end();
      String field = matcher.group(1);
      if (field == null) {
        if (matcher.group().length() == 1) {
          throw new JinjaException("a single brace in format string " + format);
        }
        out.append(matcher.group().charAt(0));
        continue;
      }
      Object value;
      if (field.isEmpty() || field.chars().allMatch(Character::isDigit)) {
        int position = field.isEmpty() ? next++ : Integer.parseInt(field);
        if (position >= given.positional().size()) {
          throw new JinjaException("format string " + format + " has no argument " + position);
        }
        value = given.positional().get(position);
      } else if (given.named().containsKey(field)) {
        value = given.named().get(field);
      } else {
        throw new JinjaException("format string " + format + " has no argument " + field);
      }
      String specification = matcher.group(2);
      out.append(
          specification == null || specification.isEmpty()
              ? PythonValue.str(value)
              : specified(value, specification));
    }
    return out.append(format.substring(from)).toString();
  }

  private static String specified(@Nullable Object value, String specification)
      throws JinjaException {
    Matcher matcher = SPECIFICATION.matcher(specification);
    if (!matcher.matches()) {
      throw new JinjaException("the format specification is not supported: " + specification);
    }
    boolean number = value instanceof Number;
    String text;
    String precision = matcher.group(6);
    if ("%".equals(matcher.group(7))) {
      text =
          decimal(value)
                  .movePointRight(2)
                  .setScale(
                      precision == null ? 6 : Integer.parseInt(precision), RoundingMode.HALF_EVEN)
                  .toPlainString()
              + "%";
    } else if ("f".equals(matcher.group(7))) {
      text = fixed(value, precision == null ? 6 : Integer.parseInt(precision));
    } else if (number && precision != null) {
      throw new JinjaException("the format specification is not supported: " + specification);
    } else {
      text = cut(PythonValue.str(value), precision);
    }
    if (matcher.group(5) != null) {
      text = text.replaceAll("(?<=\\d)(?<!\\.\\d{0,20})(?=(?:\\d{3})+(?:\\.|$))", ",");
    }
    char fill =
        matcher.group(3) != null
            ? '0'
            : matcher.group(1) == null ? ' ' : matcher.group(1).charAt(0);
    char align = matcher.group(2) != null ? matcher.group(2).charAt(0) : number ? '>' : '<';
    int width = matcher.group(4).isEmpty() ? 0 : Integer.parseInt(matcher.group(4));
    return pad(text, width, align, fill);
  }
}
