package org.gwageo.lineage.materials;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import tools.jackson.databind.JsonNode;

/**
 * What a CycloneDX bill of materials (JSON, 1.5 to 1.7) says about models. Everything in it but
 * digests is its author's word.
 *
 * @param specVersion the version of CycloneDX
 * @param serialNumber the bill's own number, or empty
 * @param subject what the bill describes
 * @param components all components, nested ones under their parents
 */
public record BillOfMaterials(
    String specVersion,
    String serialNumber,
    Optional<Material> subject,
    List<Material> components) {

  /** The type of components that are models. */
  public static final String MODEL = "machine-learning-model";

  private static final Set<String> VERSIONS = Set.of("1.5", "1.6", "1.7");
  private static final int MOST_COMPONENTS = 100_000;
  private static final int DEEPEST = 16;

  /** Copies the list. */
  public BillOfMaterials {
    components = List.copyOf(components);
  }

  /**
   * A component.
   *
   * @param type its type, such as {@code machine-learning-model}, {@code file} or {@code data}
   * @param reference its name inside the bill, or empty
   * @param name its name
   * @param version its version, or empty
   * @param hashes its digests by algorithm, in lower-case hexadecimal digits
   * @param licences its licences: SPDX ids, names or expressions
   * @param ancestors the names of what it was derived from
   * @param descendants the names of what was derived from it
   * @param variants the names of its variants
   * @param commits the commits it was made from
   * @param modelCard whether it has a model card
   * @param parts the components nested in it
   */
  public record Material(
      String type,
      String reference,
      String name,
      String version,
      SortedMap<String, String> hashes,
      List<String> licences,
      List<String> ancestors,
      List<String> descendants,
      List<String> variants,
      List<String> commits,
      boolean modelCard,
      List<Material> parts) {

    /** Copies the lists. */
    public Material {
      hashes = new TreeMap<>(hashes);
      licences = List.copyOf(licences);
      ancestors = List.copyOf(ancestors);
      descendants = List.copyOf(descendants);
      variants = List.copyOf(variants);
      commits = List.copyOf(commits);
      parts = List.copyOf(parts);
    }
  }

  /**
   * Reads a bill.
   *
   * @throws CheckpointException if it is longer than 64 MiB, no CycloneDX JSON of a version from
   *     1.5 to 1.7, has more than 100,000 components or nests them deeper than 16, or a component
   *     without type or name
   */
  public static BillOfMaterials read(byte[] json) throws CheckpointException {
    JsonNode tree = MaterialsJson.tree("bill of materials", json);
    String format = tree.path("bomFormat").asString("");
    String version = tree.path("specVersion").asString("");
    if (!format.equals("CycloneDX") || !VERSIONS.contains(version)) {
      throw new CheckpointException(
          "a bill of materials is CycloneDX 1.5 to 1.7, not \"%s\" \"%s\""
              .formatted(format, version));
    }
    var reader = new Reader();
    JsonNode subject = tree.path("metadata").path("component");
    return new BillOfMaterials(
        version,
        tree.path("serialNumber").asString(""),
        subject.isObject() ? Optional.of(reader.material(subject, 0)) : Optional.empty(),
        reader.materials(tree.path("components"), 0));
  }

  /** Returns the model that the bill is about: its subject, or its only model. */
  public Optional<Material> model() {
    if (subject.isPresent() && subject.get().type().equals(MODEL)) {
      return subject;
    }
    List<Material> models =
        components.stream().filter(component -> component.type().equals(MODEL)).toList();
    return models.size() == 1 ? Optional.of(models.getFirst()) : Optional.empty();
  }

  /** Counts what it reads, over the whole bill. */
  private static final class Reader {

    private int read;

    List<Material> materials(JsonNode list, int depth) throws CheckpointException {
      if (depth > DEEPEST) {
        throw new CheckpointException(
            "components are nested deeper than %d levels".formatted(DEEPEST));
      }
      var materials = new ArrayList<Material>();
      for (JsonNode one : list) {
        materials.add(material(one, depth));
      }
      return materials;
    }

    Material material(JsonNode one, int depth) throws CheckpointException {
      read++;
      if (read > MOST_COMPONENTS) {
        throw new CheckpointException(
            "the bill has more than %d components".formatted(MOST_COMPONENTS));
      }
      String type = one.path("type").asString("");
      String name = one.path("name").asString("");
      if (type.isEmpty() || name.isEmpty()) {
        throw new CheckpointException(
            "component %d of the bill has no type or no name".formatted(read));
      }
      JsonNode pedigree = one.path("pedigree");
      return new Material(
          type,
          one.path("bom-ref").asString(""),
          name,
          one.path("version").asString(""),
          hashes(one.path("hashes")),
          licences(one.path("licenses")),
          names(pedigree.path("ancestors"), "name"),
          names(pedigree.path("descendants"), "name"),
          names(pedigree.path("variants"), "name"),
          names(pedigree.path("commits"), "uid"),
          one.path("modelCard").isObject(),
          materials(one.path("components"), depth + 1));
    }

    private static SortedMap<String, String> hashes(JsonNode list) throws CheckpointException {
      var hashes = new TreeMap<String, String>();
      for (JsonNode one : list) {
        String content = one.path("content").asString("");
        if (!content.matches("[0-9a-fA-F]{32,128}")) {
          throw new CheckpointException(
              "a hash has 32 to 128 hexadecimal digits, not \"%s\"".formatted(content));
        }
        hashes.put(one.path("alg").asString(""), content.toLowerCase(java.util.Locale.ROOT));
      }
      return hashes;
    }

    private static List<String> licences(JsonNode list) {
      var licences = new ArrayList<String>();
      for (JsonNode one : list) {
        for (String text :
            new String[] {
              one.path("license").path("id").asString(""),
              one.path("license").path("name").asString(""),
              one.path("expression").asString("")
            }) {
          if (!text.isEmpty()) {
            licences.add(text);
          }
        }
      }
      return licences;
    }

    private static List<String> names(JsonNode list, String member) {
      var names = new ArrayList<String>();
      for (JsonNode one : list) {
        String name = one.path(member).asString("");
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      return names;
    }
  }

  /**
   * Compares the digests of the bill's files with those of a checkpoint.
   *
   * @param measured SHA-256 in hexadecimal digits by file name
   * @return what differs or is not in the bill, one sentence each; empty if all agree
   */
  public List<String> differences(Map<String, String> measured) {
    var said = new TreeMap<String, String>();
    subject.ifPresent(one -> collect(List.of(one), said));
    collect(components, said);
    var differences = new ArrayList<String>();
    for (Map.Entry<String, String> file : new TreeMap<>(measured).entrySet()) {
      String digest = said.get(file.getKey());
      if (digest == null) {
        differences.add("%s is not in the bill".formatted(file.getKey()));
      } else if (!digest.equals(file.getValue())) {
        differences.add(
            "%s has sha256 %s, the bill says %s".formatted(file.getKey(), file.getValue(), digest));
      }
    }
    said.keySet().stream()
        .filter(name -> !measured.containsKey(name))
        .forEach(name -> differences.add("%s is in the bill only".formatted(name)));
    return differences;
  }

  private static void collect(List<Material> materials, Map<String, String> files) {
    for (Material material : materials) {
      String digest = material.hashes().get("SHA-256");
      if (material.type().equals("file") && digest != null) {
        files.put(material.name(), digest);
      }
      collect(material.parts(), files);
    }
  }
}
