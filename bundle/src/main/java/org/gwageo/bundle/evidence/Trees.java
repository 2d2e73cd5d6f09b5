package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Plain trees of maps, lists, strings, decimals and truth values. */
final class Trees {

  private Trees() {}

  /** Returns the members of an object; members that are null are left out. */
  static Map<String, Object> object(JsonNode node) {
    var tree = new LinkedHashMap<String, Object>();
    for (var member : node.properties()) {
      if (!member.getValue().isNull()) {
        tree.put(member.getKey(), plain(member.getValue()));
      }
    }
    return tree;
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(plain(element)));
      return list;
    }
    if (node.isNumber()) {
      return new BigDecimal(node.asString());
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.asString("");
  }

  /**
   * Adds the members of {@code more} to {@code tree}: objects are merged, lists are joined.
   *
   * @throws EvidenceException if both hold a value for the same member
   */
  @SuppressWarnings("unchecked")
  static void merge(Map<String, Object> tree, Map<String, Object> more, String path)
      throws EvidenceException {
    for (var member : more.entrySet()) {
      String at = path + "/" + member.getKey();
      Object present = tree.get(member.getKey());
      if (present == null) {
        tree.put(member.getKey(), member.getValue());
      } else if (present instanceof Map<?, ?> a && member.getValue() instanceof Map<?, ?> b) {
        merge((Map<String, Object>) a, (Map<String, Object>) b, at);
      } else if (present instanceof List<?> a && member.getValue() instanceof List<?> b) {
        var joined = new ArrayList<Object>(a);
        joined.addAll(b);
        tree.put(member.getKey(), joined);
      } else {
        throw new EvidenceException(
            "office/entries.json gives %s, which follows from the evidence already".formatted(at));
      }
    }
  }
}
