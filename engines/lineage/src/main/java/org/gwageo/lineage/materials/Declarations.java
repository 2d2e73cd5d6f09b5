package org.gwageo.lineage.materials;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.materials.Declaration.Origin;
import tools.jackson.databind.JsonNode;

/**
 * What a team says of all parts of its model.
 *
 * @param model the model's name
 * @param parts one claim per part
 */
public record Declarations(String model, SequencedMap<String, Declaration> parts) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-declaration/1";

  private static final int MOST_PARTS = 1000;

  /** Copies the claims. */
  public Declarations {
    parts = new LinkedHashMap<>(parts);
  }

  /**
   * Reads a declaration file.
   *
   * @throws CheckpointException if it is no JSON of this format, names a part twice or more than
   *     1000 parts, or a foreign origin without a model
   */
  public static Declarations read(byte[] json) throws CheckpointException {
    JsonNode tree = MaterialsJson.tree("declaration", json);
    if (!tree.path("format").asString("").equals(FORMAT)) {
      throw new CheckpointException(
          "a declaration has the format %s, not \"%s\""
              .formatted(FORMAT, tree.path("format").asString("")));
    }
    JsonNode list = tree.path("parts");
    if (list.size() > MOST_PARTS) {
      throw new CheckpointException(
          "the declaration names %d parts; at most %d are read".formatted(list.size(), MOST_PARTS));
    }
    var parts = new LinkedHashMap<String, Declaration>();
    for (JsonNode one : list) {
      Declaration declaration = declaration(one);
      if (parts.put(declaration.part(), declaration) != null) {
        throw new CheckpointException(
            "the declaration names %s twice".formatted(declaration.part()));
      }
    }
    return new Declarations(tree.path("model").asString(""), parts);
  }

  private static Declaration declaration(JsonNode one) throws CheckpointException {
    var references = new TreeSet<String>();
    one.path("references").forEach(reference -> references.add(reference.asString("")));
    try {
      return new Declaration(
          one.path("part").asString(""),
          Origin.parse(one.path("origin").asString("")),
          one.path("name").isString() ? one.path("name").asString() : null,
          one.path("licence").isString() ? one.path("licence").asString() : null,
          references);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads the claims of a bill of materials: its model's ancestors make all of it derived, and a
   * model without any is claimed as own. A nested component named like a part makes a claim of its
   * own.
   *
   * @throws CheckpointException if the bill describes no model
   */
  public static Declarations of(BillOfMaterials bill) throws CheckpointException {
    BillOfMaterials.Material model =
        bill.model().orElseThrow(() -> new CheckpointException("the bill describes no model"));
    var parts = new LinkedHashMap<String, Declaration>();
    parts.put(Declaration.EVERYTHING, claim(Declaration.EVERYTHING, model));
    for (BillOfMaterials.Material part : model.parts()) {
      if (!part.ancestors().isEmpty() || !part.licences().isEmpty()) {
        parts.put(part.name(), claim(part.name(), part));
      }
    }
    return new Declarations(model.name(), parts);
  }

  private static Declaration claim(String part, BillOfMaterials.Material material) {
    return new Declaration(
        part,
        material.ancestors().isEmpty() ? Origin.OWN : Origin.DERIVED,
        material.ancestors().isEmpty() ? null : material.ancestors().getFirst(),
        material.licences().isEmpty() ? null : String.join(" AND ", material.licences()),
        new TreeSet<>(material.ancestors()));
  }

  /** Returns the claim for a component: its own, its tower's, or the one for everything. */
  public Optional<Declaration> of(String component) {
    int dot = component.indexOf('.');
    String tower = dot > 0 ? component.substring(0, dot) : "text";
    for (String part : new String[] {component, tower, Declaration.EVERYTHING}) {
      Declaration declaration = parts.get(part);
      if (declaration != null) {
        return Optional.of(declaration);
      }
    }
    return Optional.empty();
  }

  /** Returns the declaration as a tree for canonical JSON. */
  public Map<String, Object> toTree() {
    var list =
        parts.values().stream()
            .map(
                one -> {
                  var entry = new LinkedHashMap<String, Object>();
                  entry.put("part", one.part());
                  entry.put("origin", one.origin().id());
                  Optional.ofNullable(one.name()).ifPresent(name -> entry.put("name", name));
                  Optional.ofNullable(one.licence())
                      .ifPresent(licence -> entry.put("licence", licence));
                  if (!one.references().isEmpty()) {
                    entry.put("references", one.references().stream().toList());
                  }
                  return entry;
                })
            .toList();
    return Map.of("format", FORMAT, "model", model, "parts", list);
  }
}
