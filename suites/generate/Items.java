import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items of one task, written as JSON lines in the order in which they are added. */
final class Items {

  private final String task;
  private final List<String> lines = new ArrayList<>();

  Items(String task) {
    this.task = task;
  }

  /** Adds an item; {@code fields} alternates names with texts, numbers or lists of texts. */
  void add(Object... fields) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", "%s-%02d".formatted(task, lines.size() + 1));
    for (int i = 0; i < fields.length; i += 2) {
      item.put((String) fields[i], fields[i + 1]);
    }
    StringBuilder line = new StringBuilder("{");
    item.forEach(
        (name, value) ->
            line.append(line.length() == 1 ? "" : ",")
                .append(json(name))
                .append(':')
                .append(json(value)));
    lines.add(line.append('}').toString());
  }

  /** Writes the file {@code items.jsonl} of the task below the suite's folder. */
  void write(Path suite) throws IOException {
    Path folder = Files.createDirectories(suite.resolve("tasks").resolve(task));
    Files.writeString(folder.resolve("items.jsonl"), String.join("\n", lines) + "\n");
    System.out.println(task + ": " + lines.size() + " items");
  }

  private static String json(Object value) {
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(Items::json).toList()) + "]";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    StringBuilder out = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Returns the folder of the suite that the programs beside this file write to. */
  static Path suite(String[] arguments) {
    return Path.of(arguments.length > 0 ? arguments[0] : "suites/gwageo-small");
  }
}
