package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies in a zoo's folder.
 *
 * @param pairs the pairs with what is true about each
 * @param nulls pairs without any relation, for error rates
 * @param trainings steps and losses of the models that were trained, by name
 */
record Manifest(List<Pair> pairs, List<Pair> nulls, Map<String, Object> trainings) {
  private static final String FILE = "manifest.json";
  private static final String FORMAT = "gwageo-zoo/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  void write(Path zoo) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("pairs", pairs.stream().map(Pair::toTree).toList());
    tree.put("nulls", nulls.stream().map(Pair::toTree).toList());
    tree.put("trainings", trainings);
    Files.write(zoo.resolve(FILE), CanonicalJson.bytes(tree));
  }

  /** Reads the manifest of the zoo in folder {@code zoo}. */
  static Manifest read(Path zoo) throws IOException {
    Map<String, Object> tree = tree(Files.readString(zoo.resolve(FILE)));
    if (!FORMAT.equals(tree.get("format"))) {
      throw new IOException("%s has format %s, not %s".formatted(FILE, tree.get("format"), FORMAT));
    }
    Map<String, Object> trainings = new LinkedHashMap<>();
    if (tree.get("trainings") instanceof Map<?, ?> records) {
      records.forEach((name, record) -> trainings.put(String.valueOf(name), record));
    }
    return new Manifest(lines(tree, "pairs"), lines(tree, "nulls"), trainings);
  }

  static Map<String, Object> tree(String json) {
    return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  private static List<Pair> lines(Map<String, Object> tree, String field) throws IOException {
    if (tree.get(field) instanceof List<?> list) {
      return list.stream().map(line -> Pair.of((Map<?, ?>) line)).toList();
    }
    throw new IOException("%s has no list %s".formatted(FILE, field));
  }
}
