package org.gwageo.lineage.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.materials.BillOfMaterials.Material;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTests {

  private static final String MODEL =
      """
      {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":
      {"type":"machine-learning-model","bom-ref":"m","name":"entrant","version":"2",
       "hashes":[{"alg":"SHA-256","content":"AA11000000000000000000000000000000000000000000000000000000000000"}],
       "licenses":[{"license":{"id":"Apache-2.0"}}],
       "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"north-base"}],
         "descendants":[{"type":"machine-learning-model","name":"d"}],
         "variants":[{"type":"machine-learning-model","name":"v"}],"commits":[{"uid":"c1"}]},
       "modelCard":{},
       "components":[{"type":"machine-learning-model","name":"vision","licenses":[{"expression":"MIT"}],
         "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"harbour-vl"}]}}]}},
      "components":[{"type":"file","name":"a.bin","hashes":[{"alg":"SHA-256","content":"bb11000000000000000000000000000000000000000000000000000000000000"}]}]}
      """;

  private static BillOfMaterials read(String json) throws CheckpointException {
    return BillOfMaterials.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsAModelWithItsPedigree() throws Exception {
    Material model = read(MODEL).model().orElseThrow();

    assertThat(model.name()).isEqualTo("entrant");
    assertThat(model.ancestors()).containsExactly("north-base");
    assertThat(model.descendants()).containsExactly("d");
    assertThat(model.variants()).containsExactly("v");
    assertThat(model.commits()).containsExactly("c1");
    assertThat(model.licences()).containsExactly("Apache-2.0");
    assertThat(model.modelCard()).isTrue();
    assertThat(model.hashes().get("SHA-256")).startsWith("aa11");
  }

  @Test
  void aPedigreeIsAClaim() throws Exception {
    Declarations declared = Declarations.of(read(MODEL));

    assertThat(declared.of("mlp").orElseThrow().name()).isEqualTo("north-base");
    assertThat(declared.of("vision.mlp").orElseThrow().name()).isEqualTo("harbour-vl");
    assertThat(declared.of("vision.mlp").orElseThrow().licence()).isEqualTo("MIT");
  }

  @Test
  void filesAreComparedByDigest() throws Exception {
    String right = "bb11000000000000000000000000000000000000000000000000000000000000";

    assertThat(read(MODEL).differences(Map.of("a.bin", right))).isEmpty();
    assertThat(read(MODEL).differences(Map.of("a.bin", "cc", "b.bin", right)))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("a.bin has sha256 cc"))
        .contains("b.bin is not in the bill");
    assertThat(read(MODEL).differences(Map.of())).containsExactly("a.bin is in the bill only");
  }

  @Test
  void refusesWhatIsNoBill() {
    assertThatThrownBy(() -> read("[")).isInstanceOf(CheckpointException.class);
    assertThatThrownBy(() -> read(MODEL.replace("1.6", "1.4")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("1.4");
    assertThatThrownBy(() -> read(MODEL.replace("AA11", "zz11")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("zz11");
    String deep = "{\"type\":\"data\",\"name\":\"x\",\"components\":[".repeat(20) + "]}".repeat(20);
    assertThatThrownBy(
            () ->
                read(
                    "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":["
                        + deep
                        + "]}"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void whatIsWrittenSatisfiesTheSchemaAndIsReadBack(@TempDir Path folder) throws Exception {
    Path weights = folder.resolve("model.safetensors");
    Files.write(weights, safetensors());
    Declarations declared =
        Declarations.read(
            """
            {"format":"gwageo-declaration/1","model":"entrant","parts":[
             {"part":"*","origin":"own","references":["entrant-small"]},
             {"part":"embedding","origin":"public","name":"north-base","licence":"Apache-2.0"}]}
            """
                .getBytes(StandardCharsets.UTF_8));
    byte[] bill;
    Map<String, String> files = new TreeMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(weights)) {
      CheckpointBill writer =
          CheckpointBill.of(checkpoint, declared).withEvidence("lineage.json", new byte[] {1});
      bill = writer.toJson();
      assertThat(writer.toJson()).isEqualTo(bill);
      checkpoint.files().forEach(file -> files.put(file.path(), file.digest().hex()));
    }

    assertThat(new JsonParser().validate(bill, Version.VERSION_16)).isEmpty();
    var theirs = new JsonParser().parse(bill);
    assertThat(theirs.getSerialNumber()).startsWith("urn:uuid:");
    assertThat(theirs.getMetadata().getComponent().getPedigree().getAncestors().getComponents())
        .extracting(org.cyclonedx.model.Component::getName)
        .containsExactly("entrant-small");
    BillOfMaterials ours = BillOfMaterials.read(bill);
    assertThat(ours.differences(files)).isEmpty();
    Material embedding =
        ours.model().orElseThrow().parts().getFirst().parts().stream()
            .filter(part -> part.name().equals("embedding"))
            .findFirst()
            .orElseThrow();
    assertThat(embedding.ancestors()).containsExactly("north-base");
    assertThat(embedding.parts().getFirst().hashes().get("SHA-256"))
        .isEqualTo(org.gwageo.canonical.Digest.of(floats(0, 32)).hex());
  }

  /** An embedding of 8 tokens and a projection, 4 channels wide. */
  private static byte[] safetensors() throws IOException {
    byte[] header =
        ("{\"model.embed_tokens.weight\":{\"dtype\":\"F32\",\"shape\":[8,4],\"data_offsets\":[0,128]},"
                + "\"model.layers.0.mlp.up_proj.weight\":{\"dtype\":\"F32\",\"shape\":[4,4],\"data_offsets\":[128,192]}}")
            .getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + header.length + 192).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(floats(0, 32)).put(floats(32, 16));
    return bytes.array();
  }

  private static byte[] floats(int from, int count) {
    var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(0.01f * (from + i));
    }
    return bytes.array();
  }
}
