package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The formats as {@code reference.py} writes them with another language's cryptography. */
class SealedReferenceTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private static JsonNode reference = JSON.nullNode();
  private static SeasonKey key = Sealed.KEY;

  @BeforeAll
  static void load() throws Exception {
    reference = JSON.readTree(resource("reference.json"));
    key = SeasonKey.of(HexFormat.of().parseHex(reference.get("key").asString()));
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(SealedReferenceTests.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void opensAFileThatPythonSealed() throws Exception {
    Path sealed = folder.resolve("reference.sealed");
    Files.write(sealed, resource("reference.sealed"));
    Path revealed = folder.resolve("reference.revealed");
    Path items = folder.resolve("reference.jsonl");
    Reveal.all(SealedItems.open(sealed, key), revealed);
    Reveal.verify(SealedItems.inspect(sealed), revealed, sealed, items);
    assertThat(Files.readAllLines(items)).isEqualTo(texts("items"));
    assertThat(Sealed.read(sealed, key)).hasSize(3);
    String text = Files.readString(revealed);
    for (String salt : texts("salts")) {
      assertThat(text).contains(salt);
    }
  }

  @Test
  void derivesTheSameIdsAndCanaries() {
    assertThat(key.id()).isEqualTo(reference.get("keyId").asString());
    assertThat(texts("canaries"))
        .containsExactly(
            Canary.ofTask(key, "reference-task").guid().toString(),
            Canary.ofItem(key, "reference-task", "가").guid().toString(),
            Canary.ofEntrant(key, "reference-task", "가", "백두").guid().toString());
  }

  @Test
  void drawsTheSameOrders() {
    for (JsonNode row : reference.get("orders")) {
      List<Integer> expected = new ArrayList<>();
      row.get("order").forEach(n -> expected.add(n.asInt()));
      ChoiceOrder order =
          ChoiceOrder.of(
              ChoiceOrder.Key.of(key, "reference-task"),
              row.get("entrant").asString(),
              row.get("item").asString(),
              expected.size());
      List<Integer> drawn = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        drawn.add(order.original(i));
      }
      assertThat(drawn).isEqualTo(expected);
    }
  }

  @Test
  void growsTheSameTreesAndProvesEveryLeafOfThem() {
    List<byte[]> leaves = new ArrayList<>();
    for (String root : texts("roots")) {
      Digest leaf = Digest.of(("leaf " + leaves.size()).getBytes(StandardCharsets.UTF_8));
      leaves.add(HexFormat.of().parseHex(leaf.hex()));
      var tree = new MerkleTree(leaves);
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(root);
      for (int i = 0; i < leaves.size(); i++) {
        byte[] found = MerkleTree.rootOf(leaves.get(i), i, leaves.size(), tree.path(i));
        assertThat(HexFormat.of().formatHex(found)).isEqualTo(root);
      }
    }
    assertThat(leaves).hasSize(19);
  }

  private static List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    reference.get(field).forEach(node -> texts.add(node.asString()));
    return texts;
  }
}
