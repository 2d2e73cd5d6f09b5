package org.gwageo.bundle.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A team (정예팀) as it entered the stage.
 *
 * @param id the team's id
 * @param name its name
 * @param withdrawn why it withdrew, if it did
 * @param received when something arrived (ISO 8601 with offset), by the id of the window
 * @param permissions what the declared licence of its model grants, such as {@code commercial-use};
 *     empty if nobody looked
 * @param declarations what else it declared, as plain JSON values; shown, never scored
 */
public record TeamEntry(
    String id,
    Words name,
    Optional<Words> withdrawn,
    SortedMap<String, String> received,
    Optional<List<String>> permissions,
    Map<String, Object> declarations) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A text in both languages.
   *
   * @param ko Korean
   * @param en English
   */
  public record Words(String ko, String en) {
    Map<String, Object> toTree() {
      return Map.of("ko", ko, "en", en);
    }
  }

  /** Copies the collections. */
  public TeamEntry {
    received = new TreeMap<>(received);
    permissions = permissions.map(granted -> granted.stream().sorted().toList());
    declarations = new LinkedHashMap<>(declarations);
  }

  /** Returns the file {@code teams/<team>.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("team", id);
    tree.put("name", name.toTree());
    withdrawn.ifPresent(reason -> tree.put("withdrawn", reason.toTree()));
    tree.put("received", received);
    permissions.ifPresent(granted -> tree.put("permissions", granted));
    tree.put("declarations", declarations);
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads a team's file.
   *
   * @throws EvidenceException if it is not one
   */
  public static TeamEntry parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      var received = new TreeMap<String, String>();
      for (var window : tree.path("received").properties()) {
        received.put(window.getKey(), window.getValue().asString(""));
      }
      return new TeamEntry(
          text(file, tree.path("team")),
          words(file, tree.path("name")),
          tree.has("withdrawn")
              ? Optional.of(words(file, tree.path("withdrawn")))
              : Optional.empty(),
          received,
          tree.has("permissions")
              ? Optional.of(texts(file, tree.path("permissions")))
              : Optional.empty(),
          Trees.object(tree.path("declarations")));
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Words words(String file, JsonNode tree) throws EvidenceException {
    return new Words(text(file, tree.path("ko")), text(file, tree.path("en")));
  }

  private static List<String> texts(String file, JsonNode tree) throws EvidenceException {
    var texts = new ArrayList<String>();
    for (JsonNode text : tree) {
      texts.add(text(file, text));
    }
    return texts;
  }

  private static String text(String file, JsonNode tree) throws EvidenceException {
    if (!tree.isString()) {
      throw new EvidenceException(file + " lacks the team's id, name or another text");
    }
    return tree.stringValue();
  }
}
