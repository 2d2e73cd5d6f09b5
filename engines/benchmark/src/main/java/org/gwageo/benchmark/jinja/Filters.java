package org.gwageo.benchmark.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.jinja.Arguments.Given;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Jinja's filters: what may stand after {@code |}. */
final class Filters {

  /** One filter. */
  @FunctionalInterface
  interface Filter {
    @Nullable Object apply(@Nullable Object value, Given given)
        throws JinjaException, PythonException;
  }

  private static final Map<String, Filter> ALL = new LinkedHashMap<>();

  static {
    text();
    lists();
    numbers();
  }

  private Filters() {}

  static Filter named(String name) throws JinjaException {
    Filter filter = ALL.get(name);
    if (filter == null) {
      throw new JinjaException("the filter '" + name + "' is not supported");
    }
    return filter;
  }

  private static void text() {
    ALL.put("string", (v, a) -> str(v));
    ALL.put("lower", (v, a) -> PythonText.lower(str(v)));
    ALL.put("upper", (v, a) -> PythonText.upper(str(v)));
    ALL.put("capitalize", (v, a) -> PythonText.capitalize(str(v)));
    ALL.put("title", (v, a) -> title(str(v)));
    ALL.put("trim", (v, a) -> PythonText.strip(str(v), a.text(0, "chars")));
    ALL.put(
        "replace",
        (v, a) ->
            PythonText.replace(
                str(v), str(a.get(0, "old")), str(a.get(1, "new")), (int) a.whole(2, "count", -1)));
    ALL.put(
        "regex_replace",
        (v, a) ->
            PythonRegex.compile(a.needText(0, "pattern"))
                .sub(a.needText(1, "repl"), str(v), (int) a.whole(2, "count", 0)));
    ALL.put("indent", (v, a) -> indent(str(v), a));
    ALL.put("wordcount", (v, a) -> (long) PythonRegex.compile("\\w+").all(str(v)).size());
    ALL.put("escape", (v, a) -> escape(str(v)));
    ALL.put("e", (v, a) -> escape(str(v)));
    ALL.put("safe", (v, a) -> str(v));
    ALL.put("format", (v, a) -> Formatting.percent(str(v), a.positional()));
    ALL.put("tojson", (v, a) -> json(Operations.defined(v), a));
    ALL.put("center", (v, a) -> Methods.call(str(v), "center", a));
  }

  private static void lists() {
    ALL.put("length", (v, a) -> PythonValue.length(Operations.defined(v)));
    ALL.put("count", (v, a) -> PythonValue.length(Operations.defined(v)));
    ALL.put("list", (v, a) -> new ArrayList<>(Operations.iterate(v)));
    ALL.put("join", (v, a) -> join(v, a));
    ALL.put("first", (v, a) -> end(Operations.iterate(v), false));
    ALL.put("last", (v, a) -> end(Operations.iterate(v), true));
    ALL.put("reverse", (v, a) -> reversed(Operations.defined(v)));
    ALL.put("sort", (v, a) -> sorted(v, a));
    ALL.put("unique", (v, a) -> unique(v, a));
    ALL.put("items", (v, a) -> Methods.call(Operations.defined(v), "items", a));
    ALL.put("map", (v, a) -> map(v, a));
    ALL.put("select", (v, a) -> select(v, a, null, true));
    ALL.put("reject", (v, a) -> select(v, a, null, false));
    ALL.put("selectattr", (v, a) -> select(v, rest(a), a.needText(0, "attribute"), true));
    ALL.put("rejectattr", (v, a) -> select(v, rest(a), a.needText(0, "attribute"), false));
    ALL.put("attr", (v, a) -> Operations.attribute(Operations.defined(v), a.needText(0, "name")));
    ALL.put(
        "default",
        (v, a) ->
            v instanceof Undefined || (a.flag(1, "boolean", false) && !PythonValue.truth(v))
                ? (a.has(0, "default_value") ? a.get(0, "default_value") : "")
                : v);
    ALL.put("d", ALL.get("default"));
  }

  private static void numbers() {
    ALL.put("int", (v, a) -> whole(Operations.defined(v), a));
    ALL.put("float", (v, a) -> floating(Operations.defined(v), a));
    ALL.put("round", (v, a) -> rounded(Operations.defined(v), a));
    ALL.put("abs", (v, a) -> absolute(Operations.defined(v)));
    ALL.put("sum", (v, a) -> sum(v, a));
    ALL.put("min", (v, a) -> extreme(v, -1));
    ALL.put("max", (v, a) -> extreme(v, 1));
  }

  private static String str(@Nullable Object value) throws JinjaException {
    return PythonValue.str(Operations.defined(value));
  }

  private static String title(String text) throws PythonException {
    var out = new StringBuilder();
    for (String part : PythonRegex.compile("([-\\s({\\[<]+)").split(text)) {
      if (!part.isEmpty()) {
        int first = Character.charCount(part.codePointAt(0));
        out.append(PythonText.upper(part.substring(0, first)))
            .append(PythonText.lower(part.substring(first)));
      }
    }
    return out.toString();
  }

  private static String indent(String text, Given given) throws JinjaException {
    Object width = given.has(0, "width") ? given.get(0, "width") : 4L;
    String space = width instanceof String own ? own : " ".repeat((int) given.whole(0, "width", 4));
    boolean blank = given.flag(2, "blank", false);
    var out = new StringBuilder();
    // Jinja adds a line end before it cuts, so that a last line end is followed by an empty line.
    List<String> lines = PythonText.splitLines(text + "\n", false);
    for (int i = 0; i < lines.size(); i++) {
      boolean indented = i == 0 ? given.flag(1, "first", false) : blank || !lines.get(i).isEmpty();
      out.append(i == 0 ? "" : "\n").append(indented ? space : "").append(lines.get(i));
    }
    return out.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static @Nullable Object end(List<?> list, boolean last) {
    if (list.isEmpty()) {
      return new Undefined("No " + (last ? "last" : "first") + " item, sequence was empty.");
    }
    return last ? list.getLast() : list.getFirst();
  }

  private static Object reversed(@Nullable Object value) throws JinjaException {
    if (value instanceof String text) {
      return new StringBuilder(text).reverse().toString();
    }
    List<Object> list = new ArrayList<>(Operations.iterate(value));
    Collections.reverse(list);
    return list;
  }

  private static String join(@Nullable Object value, Given given) throws JinjaException {
    String between = given.has(0, "d") ? str(given.get(0, "d")) : "";
    Object attribute = given.get(1, "attribute");
    var out = new StringBuilder();
    boolean first = true;
    for (Object element : Operations.iterate(value)) {
      out.append(first ? "" : between).append(str(attributed(element, attribute)));
      first = false;
    }
    return out.toString();
  }

  /** An element, or what a dotted attribute or an index names in it. */
  private static @Nullable Object attributed(@Nullable Object element, @Nullable Object attribute)
      throws JinjaException {
    if (attribute == null) {
      return element;
    }
    if (!(attribute instanceof String path)) {
      return Operations.item(element, attribute);
    }
    Object value = element;
    for (String part : PythonText.split(path, ".", -1)) {
      boolean index = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
      value =
          Operations.item(Operations.defined(value), index ? (Object) Long.valueOf(part) : part);
    }
    return value;
  }

  private static List<Object> sorted(@Nullable Object value, Given given)
      throws JinjaException, PythonException {
    boolean caseful = given.flag(1, "case_sensitive", false);
    Object attribute = given.get(2, "attribute");
    List<Object> out = new ArrayList<>();
    List<@Nullable Object> keys = new ArrayList<>();
    int direction = given.flag(0, "reverse", false) ? -1 : 1;
    for (Object element : Operations.iterate(value)) {
      Object key = folded(Operations.defined(attributed(element, attribute)), caseful);
      int at = out.size();
      while (at > 0 && direction * PythonValue.compare(key, keys.get(at - 1)) < 0) {
        at--;
      }
      out.add(at, element);
      keys.add(at, key);
    }
    return out;
  }

  private static @Nullable Object folded(@Nullable Object value, boolean caseful) {
    return value instanceof String text && !caseful ? PythonText.lower(text) : value;
  }

  private static List<Object> unique(@Nullable Object value, Given given) throws JinjaException {
    List<Object> out = new ArrayList<>();
    List<@Nullable Object> seen = new ArrayList<>();
    for (Object element : Operations.iterate(value)) {
      Object key = folded(element, given.flag(0, "case_sensitive", false));
      if (seen.stream().noneMatch(one -> PythonValue.equal(one, key))) {
        seen.add(key);
        out.add(element);
      }
    }
    return out;
  }

  private static Given rest(Given given) {
    return new Given(given.positional().subList(1, given.positional().size()), given.named());
  }

  private static List<@Nullable Object> map(@Nullable Object value, Given given)
      throws JinjaException, PythonException {
    List<@Nullable Object> out = new ArrayList<>();
    if (given.named().containsKey("attribute")) {
      for (Object element : Operations.iterate(value)) {
        Object found = attributed(element, given.named().get("attribute"));
        out.add(
            found instanceof Undefined && given.named().containsKey("default")
                ? given.named().get("default")
                : found);
      }
      return out;
    }
    Filter filter = named(given.needText(0, "filter"));
    for (Object element : Operations.iterate(value)) {
      out.add(filter.apply(element, rest(given)));
    }
    return out;
  }

  private static List<@Nullable Object> select(
      @Nullable Object value, Given given, @Nullable String attribute, boolean wanted)
      throws JinjaException, PythonException {
    List<@Nullable Object> out = new ArrayList<>();
    for (Object element : Operations.iterate(value)) {
      Object looked = attributed(element, attribute);
      boolean holds =
          given.positional().isEmpty()
              ? Operations.truth(looked)
              : Conditions.named(given.needText(0, "test")).holds(looked, rest(given));
      if (holds == wanted) {
        out.add(element);
      }
    }
    return out;
  }

  private static @Nullable Object whole(@Nullable Object value, Given given) throws JinjaException {
    Object otherwise = given.has(0, "default") ? given.get(0, "default") : 0L;
    return switch (value) {
      case Long number -> number;
      case Boolean truth -> truth ? 1L : 0L;
      case Double number when Double.isFinite(number) -> (long) number.doubleValue();
      case String text -> {
        String number = PythonText.strip(text).replaceAll("(?<=[0-9])_(?=[0-9])", "");
        if (number.matches("[-+]?[0-9]{1,18}")) {
          yield Long.parseLong(number);
        }
        Double parsed = parsed(number);
        yield parsed == null || !Double.isFinite(parsed) ? otherwise : (Object) parsed.longValue();
      }
      case null, default -> otherwise;
    };
  }

  private static @Nullable Double parsed(String text) {
    if (!text.matches("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?")) {
      return null;
    }
    return Double.valueOf(text);
  }

  private static @Nullable Object floating(@Nullable Object value, Given given) {
    Object otherwise = given.has(0, "default") ? given.get(0, "default") : 0.0;
    return switch (value) {
      case Long number -> (double) number;
      case Boolean truth -> truth ? 1.0 : 0.0;
      case Double number -> number;
      case String text -> {
        Double parsed = parsed(PythonText.strip(text));
        yield parsed == null ? otherwise : parsed;
      }
      case null, default -> otherwise;
    };
  }

  private static Object rounded(@Nullable Object value, Given given) throws JinjaException {
    int places = (int) given.whole(0, "precision", 0);
    String method = given.has(1, "method") ? given.needText(1, "method") : "common";
    double number =
        switch (value) {
          case Long whole -> whole;
          case Double floating -> floating;
          case null, default ->
              throw new JinjaException("a number is rounded, not " + PythonValue.type(value));
        };
    if (!method.equals("common")) {
      double power = Math.pow(10, places);
      return (method.equals("ceil") ? Math.ceil(number * power) : Math.floor(number * power))
          / power;
    }
    if (value instanceof Long && places >= 0) {
      return value;
    }
    return new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static Object absolute(@Nullable Object value) throws JinjaException {
    return switch (value) {
      case Long number -> Math.abs(number);
      case Double number -> Math.abs(number);
      case null, default -> throw new JinjaException("abs of " + PythonValue.type(value));
    };
  }

  private static @Nullable Object sum(@Nullable Object value, Given given) throws JinjaException {
    Object total = given.has(1, "start") ? given.get(1, "start") : 0L;
    for (Object element : Operations.iterate(value)) {
      Object term = Operations.defined(attributed(element, given.get(0, "attribute")));
      total = Operations.arithmetic(total, "+", term);
    }
    return total;
  }

  private static @Nullable Object extreme(@Nullable Object value, int direction)
      throws JinjaException, PythonException {
    List<?> list = Operations.iterate(value);
    if (list.isEmpty()) {
      return new Undefined("No aggregated item, sequence was empty.");
    }
    Object best = list.getFirst();
    for (Object element : list) {
      if (direction * PythonValue.compare(folded(element, false), folded(best, false)) > 0) {
        best = element;
      }
    }
    return best;
  }

  private static String json(@Nullable Object value, Given given) throws JinjaException {
    given.expect("tojson", 0, 0);
    var out = new StringBuilder();
    json(value, out);
    return out.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static void json(@Nullable Object value, StringBuilder out) throws JinjaException {
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth);
      case Number number -> out.append(PythonValue.str(number));
      case String text -> quoted(text, out);
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          json(list.get(i), out);
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, element) -> sorted.put(PythonValue.str(key), element));
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
          out.append(separator);
          quoted(entry.getKey(), out);
          out.append(": ");
          json(entry.getValue(), out);
          separator = ", ";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
      }
      default -> throw new JinjaException("tojson of " + PythonValue.type(value));
    }
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
