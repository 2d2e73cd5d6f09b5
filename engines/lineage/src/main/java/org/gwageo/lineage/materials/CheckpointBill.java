package org.gwageo.lineage.materials;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.materials.Declaration.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CycloneDX 1.6 bill of a checkpoint: its files and tensors with their digests, its towers
 * and components, the team's claims as pedigree, and our reports as external references. It holds
 * no time, so that the same checkpoint and claims give the same bytes.
 */
public final class CheckpointBill {

  private static final int BLOCK = 1 << 20;

  private final Checkpoint checkpoint;
  private final Declarations declared;
  private final List<Map<String, Object>> evidence = new ArrayList<>();

  private CheckpointBill(Checkpoint checkpoint, Declarations declared) {
    this.checkpoint = checkpoint;
    this.declared = declared;
  }

  /** Starts the bill of a checkpoint. */
  public static CheckpointBill of(Checkpoint checkpoint, Declarations declared) {
    return new CheckpointBill(checkpoint, declared);
  }

  /**
   * Adds a report of ours.
   *
   * @param url where it is to be found, which may be a file name
   * @param bytes the report
   */
  public CheckpointBill withEvidence(String url, byte[] bytes) {
    evidence.add(
        Map.of(
            "type",
            "evidence",
            "url",
            url,
            "comment",
            "Lineage report; weights do not tell the direction of a derivation",
            "hashes",
            List.of(hash(Digest.of(bytes).hex()))));
    return this;
  }

  /** Returns the bill as canonical JSON; every tensor's bytes are read once. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the bill as a tree. */
  public Map<String, Object> toTree() {
    var model = new LinkedHashMap<String, Object>();
    model.put("type", BillOfMaterials.MODEL);
    model.put("bom-ref", "model");
    model.put("name", declared.model().isEmpty() ? "model" : declared.model());
    model.put("properties", List.of(property("gwageo:checkpoint", checkpoint.digest().toString())));
    claims(model, declared.parts().get(Declaration.EVERYTHING));
    model.put("components", towers());
    if (!evidence.isEmpty()) {
      model.put("externalReferences", List.copyOf(evidence));
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("bomFormat", "CycloneDX");
    tree.put("specVersion", "1.6");
    tree.put("version", 1);
    tree.put(
        "metadata",
        Map.of(
            "component",
            model,
            "tools",
            Map.of("components", List.of(Map.of("type", "application", "name", "gwageo")))));
    tree.put("components", files());
    tree.put("dependencies", List.of(Map.of("ref", "model", "dependsOn", fileReferences())));
    tree.put("serialNumber", serialNumber(tree));
    return tree;
  }

  /** A UUID of version 8 (RFC 9562) from the bill's own digest. */
  private static String serialNumber(Map<String, Object> tree) {
    byte[] digest = HexFormat.of().parseHex(Digest.ofJson(tree).hex());
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = (high << 8) | (digest[i] & 0xFF);
      low = (low << 8) | (digest[8 + i] & 0xFF);
    }
    return "urn:uuid:"
        + new UUID(
            (high & ~0xF000L) | 0x8000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }

  private List<Object> files() {
    var files = new ArrayList<Object>();
    for (Checkpoint.InputFile file : checkpoint.files()) {
      files.add(
          Map.of(
              "type", "file",
              "bom-ref", "file:" + file.path(),
              "name", file.path(),
              "hashes", List.of(hash(file.digest().hex())),
              "properties", List.of(property("gwageo:bytes", Long.toString(file.size())))));
    }
    return files;
  }

  private List<String> fileReferences() {
    return checkpoint.files().stream().map(file -> "file:" + file.path()).sorted().toList();
  }

  private List<Object> towers() {
    var towers = new ArrayList<Object>();
    for (Tower tower : checkpoint.anatomy().towers()) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("type", BillOfMaterials.MODEL);
      entry.put("bom-ref", "tower:" + tower.name());
      entry.put("name", tower.name());
      claims(entry, declared.parts().get(tower.name()));
      entry.put("components", components(tower));
      towers.add(entry);
    }
    return towers;
  }

  private List<Object> components(Tower tower) {
    var tensors = new TreeMap<String, TreeMap<String, StoredTensor>>();
    var elements = new TreeMap<String, Long>();
    for (Map.Entry<org.gwageo.lineage.anatomy.Place, Part> entry : tower.parts().entrySet()) {
      String component = entry.getKey().component();
      Part part = entry.getValue();
      tensors
          .computeIfAbsent(component, any -> new TreeMap<>())
          .put(part.stored().name(), part.stored());
      elements.merge(component, part.elements(), Long::sum);
    }
    var components = new ArrayList<Object>();
    tensors.forEach(
        (component, stored) -> {
          var entry = new LinkedHashMap<String, Object>();
          entry.put("type", BillOfMaterials.MODEL);
          entry.put("bom-ref", "component:" + component);
          entry.put("name", component);
          entry.put(
              "properties",
              List.of(
                  property(
                      "gwageo:parameters", Long.toString(elements.getOrDefault(component, 0L))),
                  property("gwageo:tensors", Integer.toString(stored.size()))));
          claims(entry, declared.parts().get(component));
          entry.put(
              "components", stored.values().stream().map(one -> tensor(component, one)).toList());
          components.add(entry);
        });
    return components;
  }

  private static Map<String, Object> tensor(String component, StoredTensor tensor) {
    return Map.of(
        "type", "data",
        "bom-ref", "tensor:" + component + ":" + tensor.name(),
        "name", tensor.name(),
        "hashes", List.of(hash(digest(tensor.bytes()))),
        "properties",
            List.of(
                property("gwageo:shape", tensor.shape().toString()),
                property("gwageo:type", tensor.type().name())));
  }

  private static String digest(MemorySegment bytes) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      for (long from = 0; from < bytes.byteSize(); from += BLOCK) {
        long length = Math.min(BLOCK, bytes.byteSize() - from);
        sha256.update(bytes.asSlice(from, length).asByteBuffer());
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }

  private static void claims(Map<String, Object> entry, @Nullable Declaration declaration) {
    if (declaration == null) {
      return;
    }
    String licence = declaration.licence();
    if (licence != null) {
      entry.put("licenses", List.of(Map.of("license", Map.of("name", licence))));
    }
    var ancestors = new ArrayList<Object>();
    Optional.ofNullable(declaration.name()).ifPresent(name -> ancestors.add(ancestor(name)));
    declaration.references().stream()
        .filter(name -> !name.equals(declaration.name()))
        .forEach(name -> ancestors.add(ancestor(name)));
    String note =
        declaration.origin() == Origin.OWN
            ? "declared as own work of the team"
            : "declared by the team as " + declaration.origin().id();
    entry.put(
        "pedigree",
        ancestors.isEmpty()
            ? Map.of("notes", note)
            : Map.of("ancestors", ancestors, "notes", note));
  }

  private static Map<String, Object> ancestor(String name) {
    return Map.of("type", BillOfMaterials.MODEL, "name", name);
  }

  private static Map<String, Object> hash(String hex) {
    return Map.of("alg", "SHA-256", "content", hex);
  }

  private static Map<String, Object> property(String name, String value) {
    return Map.of("name", name, "value", value);
  }
}
