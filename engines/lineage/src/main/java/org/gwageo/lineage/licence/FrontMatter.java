package org.gwageo.lineage.licence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members of a model page's front matter that are words or lists of words; whatever else YAML
 * can say is passed over.
 */
final class FrontMatter {

  private static final Pattern MEMBER = Pattern.compile("([A-Za-z_][\\w-]*):\\s*(.*)");
  private static final Pattern ITEM = Pattern.compile("\\s*-\\s+(.*)");

  private FrontMatter() {}

  /** Returns the values by member; empty if the text does not begin with front matter. */
  static Map<String, List<String>> of(String text) {
    List<String> lines = text.lines().limit(10_000).toList();
    var members = new LinkedHashMap<String, List<String>>();
    if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
      return members;
    }
    List<String> open = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.strip().equals("---")) {
        return members;
      }
      Matcher member = MEMBER.matcher(line);
      Matcher item = ITEM.matcher(line);
      if (member.matches()) {
        open = new ArrayList<>();
        members.put(member.group(1), open);
        add(open, member.group(2));
      } else if (item.matches()) {
        add(open, item.group(1));
      }
    }
    return Map.of();
  }

  private static void add(List<String> values, String text) {
    String value = text.strip();
    if (value.startsWith("[") && value.endsWith("]")) {
      for (String one : value.substring(1, value.length() - 1).split(",", -1)) {
        add(values, one);
      }
      return;
    }
    if (value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"))) {
      value =
          value.substring(
              1, value.endsWith(value.substring(0, 1)) ? value.length() - 1 : value.length());
    }
    if (!value.isEmpty()) {
      values.add(value);
    }
  }
}
