package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.jinja.Arguments.Given;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Python's methods of strings, lists and dictionaries. */
final class Methods {

  private static final Set<String> OF_TEXT =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "rsplit",
          "splitlines",
          "join",
          "replace",
          "lower",
          "upper",
          "capitalize",
          "title",
          "swapcase",
          "casefold",
          "startswith",
          "endswith",
          "find",
          "rfind",
          "index",
          "rindex",
          "count",
          "zfill",
          "format",
          "isdigit",
          "isnumeric",
          "isdecimal",
          "isalpha",
          "isalnum",
          "isupper",
          "islower",
          "isspace",
          "removeprefix",
          "removesuffix",
          "partition",
          "rpartition",
          "center",
          "ljust",
          "rjust");
  private static final Set<String> OF_LIST =
      Set.of("index", "count", "append", "extend", "insert", "pop", "copy", "reverse");
  private static final Set<String> OF_MAP =
      Set.of("items", "keys", "values", "get", "copy", "update", "pop");

  private Methods() {}

  static boolean known(String name) {
    return OF_TEXT.contains(name) || OF_LIST.contains(name) || OF_MAP.contains(name);
  }

  static boolean ofMap(String name) {
    return OF_MAP.contains(name);
  }

  static @Nullable Object call(@Nullable Object object, String name, Given given)
      throws JinjaException {
    return switch (object) {
      case String text when OF_TEXT.contains(name) -> ofText(text, name, given);
      case List<?> list when OF_LIST.contains(name) -> ofList(list, name, given);
      case Map<?, ?> map when OF_MAP.contains(name) -> ofMap(map, name, given);
      case Loop loop when name.equals("cycle") && !given.positional().isEmpty() ->
          given.positional().get(loop.at() % given.positional().size());
      case null, default ->
          throw new JinjaException(
              "'" + PythonValue.type(object) + " object' has no method '" + name + "'");
    };
  }

  private static @Nullable Object ofText(String text, String name, Given given)
      throws JinjaException {
    return switch (name) {
      case "strip" -> PythonText.strip(text, given.text(0, "chars"));
      case "lstrip" -> PythonText.lstrip(text, given.text(0, "chars"));
      case "rstrip" -> PythonText.rstrip(text, given.text(0, "chars"));
      case "split" ->
          PythonText.split(text, separator(given), (int) given.whole(1, "maxsplit", -1));
      case "rsplit" ->
          PythonText.rsplit(text, separator(given), (int) given.whole(1, "maxsplit", -1));
      case "splitlines" -> PythonText.splitLines(text, given.flag(0, "keepends", false));
      case "join" -> joined(text, given);
      case "replace" ->
          PythonText.replace(
              text,
              given.needText(0, "old"),
              given.needText(1, "new"),
              (int) given.whole(2, "count", -1));
      case "startswith" -> affix(given).stream().anyMatch(text::startsWith);
      case "endswith" -> affix(given).stream().anyMatch(text::endsWith);
      case "find", "index", "rfind", "rindex", "count" -> searched(text, name, given);
      case "zfill" -> PythonText.zeroFill(text, (int) given.whole(0, "width", 0));
      case "format" -> Formatting.braces(text, given);
      case "removeprefix" -> {
        String prefix = given.needText(0, "prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = given.needText(0, "suffix");
        yield !suffix.isEmpty() && text.endsWith(suffix)
            ? text.substring(0, text.length() - suffix.length())
            : text;
      }
      case "partition" -> partition(text, given.needText(0, "sep"), false);
      case "rpartition" -> partition(text, given.needText(0, "sep"), true);
      case "center", "ljust", "rjust" -> padded(text, name, given);
      default -> {
        given.expect(name, 0, 0);
        yield plain(text, name);
      }
    };
  }

  private static Object plain(String text, String name) throws JinjaException {
    return switch (name) {
      case "lower" -> PythonText.lower(text);
      case "casefold" -> PythonText.lower(PythonText.upper(text));
      case "upper" -> PythonText.upper(text);
      case "capitalize" -> PythonText.capitalize(text);
      case "title" -> PythonText.title(text);
      case "swapcase" -> PythonText.swapCase(text);
      case "isdigit" -> PythonText.isDigit(text);
      case "isdecimal" -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
      case "isnumeric" ->
          !text.isEmpty()
              && PythonText.isAlphanumeric(text)
              && text.codePoints().noneMatch(Character::isLetter);
      case "isalpha" -> PythonText.isAlpha(text);
      case "isalnum" -> PythonText.isAlphanumeric(text);
      case "isupper" -> PythonText.isUpper(text);
      case "islower" -> PythonText.isLower(text);
      case "isspace" -> PythonText.isSpace(text);
      default -> throw new JinjaException("'str object' has no method '" + name + "'");
    };
  }

  private static @Nullable String separator(Given given) throws JinjaException {
    String separator = given.text(0, "sep");
    if (separator != null && separator.isEmpty()) {
      throw new JinjaException("a separator is not empty");
    }
    return separator;
  }

  private static String joined(String text, Given given) throws JinjaException {
    var out = new StringBuilder();
    String between = "";
    for (Object element : Operations.iterate(given.get(0, "iterable"))) {
      if (!(element instanceof String part)) {
        throw new JinjaException("join() joins strings, not " + PythonValue.type(element));
      }
      out.append(between).append(part);
      between = text;
    }
    return out.toString();
  }

  private static List<String> affix(Given given) throws JinjaException {
    given.expect("startswith", 1, 1);
    if (given.get(0, "prefix") instanceof List<?> list) {
      return list.stream().map(PythonValue::str).toList();
    }
    return List.of(given.needText(0, "prefix"));
  }

  private static Object searched(String text, String name, Given given) throws JinjaException {
    given.expect(name, 1, 1);
    String part = given.needText(0, "sub");
    if (name.equals("count")) {
      return part.isEmpty()
          ? PythonText.length(text) + 1L
          : (long) PythonText.split(text, part, -1).size() - 1;
    }
    int found = name.startsWith("r") ? text.lastIndexOf(part) : text.indexOf(part);
    if (found < 0 && name.endsWith("index")) {
      throw new JinjaException("substring not found: " + PythonValue.repr(part));
    }
    return found < 0 ? -1L : (long) text.codePointCount(0, found);
  }

  private static List<String> partition(String text, String separator, boolean last) {
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return last ? List.of("", "", text) : List.of(text, "", "");
    }
    return List.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static String padded(String text, String name, Given given) throws JinjaException {
    String fill = given.has(1, "fillchar") ? given.needText(1, "fillchar") : " ";
    int width = (int) Math.min(1_000_000, given.whole(0, "width", 0));
    int missing = Math.max(0, width - PythonText.length(text));
    int left =
        switch (name) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & width & 1);
        };
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object ofList(List<?> given, String name, Given arguments)
      throws JinjaException {
    switch (name) {
      case "index" -> {
        Object wanted = arguments.get(0, "value");
        for (int i = 0; i < given.size(); i++) {
          if (PythonValue.equal(given.get(i), wanted)) {
            return (long) i;
          }
        }
        throw new JinjaException(PythonValue.repr(wanted) + " is not in list");
      }
      case "count" -> {
        Object wanted = arguments.get(0, "value");
        return given.stream().filter(one -> PythonValue.equal(one, wanted)).count();
      }
      case "copy" -> {
        return new ArrayList<>(given);
      }
      default -> {
        // A template changes lists of its own; a document's lists are shared and refuse.
        try {
          return changed((List<@Nullable Object>) given, name, arguments);
        } catch (UnsupportedOperationException | IndexOutOfBoundsException e) {
          throw new JinjaException("this list cannot be changed by " + name + "()");
        }
      }
    }
  }

  private static @Nullable Object changed(List<@Nullable Object> list, String name, Given arguments)
      throws JinjaException {
    switch (name) {
      case "append" -> list.add(arguments.get(0, "object"));
      case "extend" -> list.addAll(Operations.iterate(arguments.get(0, "iterable")));
      case "insert" -> list.add((int) arguments.whole(0, "index", 0), arguments.get(1, "object"));
      case "reverse" -> Collections.reverse(list);
      default -> {
        return list.remove((int) arguments.whole(0, "index", list.size() - 1L));
      }
    }
    return null;
  }

  private static @Nullable Object ofMap(Map<?, ?> map, String name, Given given)
      throws JinjaException {
    return switch (name) {
      case "items" -> {
        List<Object> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(Arrays.asList(key, value)));
        yield items;
      }
      case "keys" -> new ArrayList<>(map.keySet());
      case "values" -> new ArrayList<@Nullable Object>(map.values());
      case "get" -> {
        Object key = given.get(0, "key");
        yield key != null && map.containsKey(key) ? map.get(key) : given.get(1, "default");
      }
      case "copy" -> new LinkedHashMap<>(map);
      default -> throw new JinjaException("a dictionary cannot be changed by " + name + "()");
    };
  }
}
