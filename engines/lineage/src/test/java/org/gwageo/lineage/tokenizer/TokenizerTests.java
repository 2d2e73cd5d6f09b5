package org.gwageo.lineage.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTests {

  @TempDir private Path folder;

  @Test
  void mergesOfBothFormsAndTheFirstOfSeveralCount() throws Exception {
    String head =
        """
        {"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2,"Ġab":3,"abab":4,"<s>":5},"merges":%s},
         "pre_tokenizer":{"type":"ByteLevel"},"added_tokens":[{"id":5,"content":"<s>"}]}\
        """;
    var strings = read("s.json", head.formatted("[\"a b\",\"Ġ ab\",\"ab ab\",\"Ġa b\",\"a bab\"]"));
    var pairs =
        read(
            "p.json",
            head.formatted(
                "[[\"a\",\"b\"],[\"Ġ\",\"ab\"],[\"ab\",\"ab\"],[\"Ġa\",\"b\"],[\"a\",\"bab\"]]"));
    assertThat(strings.ranks(Tokenizer.Order.MERGES))
        .isEqualTo(Map.of("ab", 0, " ab", 1, "abab", 2))
        .isEqualTo(pairs.ranks(Tokenizer.Order.MERGES));
    assertThat(strings.ranks(Tokenizer.Order.IDS)).isEqualTo(Map.of("ab", 2, " ab", 3, "abab", 4));
    assertThat(strings.added()).containsExactly("<s>");
    assertThat(strings.kind()).isEqualTo("bpe");
    assertThat(strings.learned()).isEqualTo(Tokenizer.Order.MERGES);
  }

  @Test
  void unigramTokensStandByFallingScore() throws Exception {
    var tokenizer =
        read(
            "t.json",
            "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"<unk>\",0],[\"▁low\",-9.5],[\"▁high\",-2.5]]}}");
    assertThat(tokenizer.learned()).isEqualTo(Tokenizer.Order.SCORES);
    var ranks = tokenizer.ranks(Tokenizer.Order.SCORES);
    assertThat(ranks.get(" high")).isLessThan(ranks.getOrDefault(" low", 0));
  }

  @Test
  void wordPiecesOutsideAWordFollowASpace() throws Exception {
    var tokenizer = read("vocab.txt", "[PAD]\n[unused0]\nthe\n##ing\n");
    assertThat(tokenizer.ranks(Tokenizer.Order.IDS)).isEqualTo(Map.of(" the", 2, "ing", 3));
    assertThat(tokenizer.kind()).isEqualTo("wordpiece");
  }

  @Test
  void rankedBase64IsRead() throws Exception {
    var tokenizer = read("list.tiktoken", "IQ== 0\nIHRoZQ== 1\n4oCc 2\n");
    assertThat(tokenizer.ranks(Tokenizer.Order.IDS))
        .isEqualTo(Map.of(" the", 1, "\u00e2\u0080\u009c", 2));
    assertThat(tokenizer.singleBytes()).isEqualTo(Map.of("!", 0));
    assertThatThrownBy(() -> read("broken.tiktoken", "IQ== 0\nIHRoZQ==\n"))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("broken.tiktoken has 1 lines that are not a token in base64 and its rank");
  }

  @Test
  void sentencePiecesAreRead() throws Exception {
    var model = new ByteArrayOutputStream();
    piece(model, "<unk>", 0, 2);
    piece(model, "▁the", -1.5f, 1);
    piece(model, "▁of", -0.5f, 1);
    piece(model, "<0x0A>", 0, 6);
    Path file = folder.resolve("tokenizer.model");
    Files.write(file, model.toByteArray());
    var tokenizer = Tokenizer.read(folder);
    assertThat(tokenizer.ranks(Tokenizer.Order.SCORES)).isEqualTo(Map.of(" of", 0, " the", 1));
    assertThat(tokenizer.ranks(Tokenizer.Order.IDS)).isEqualTo(Map.of(" the", 1, " of", 2));
  }

  @Test
  void aVocabularyIsReadWithItsMerges() throws Exception {
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nĠ t\nĠt he\n");
    var tokenizer = read("vocab.json", "{\"Ġt\":7,\"Ġthe\":3}");
    assertThat(tokenizer.ranks(Tokenizer.Order.MERGES)).isEqualTo(Map.of(" t", 0, " the", 1));
  }

  @Test
  void damagedFilesAreRefused() throws Exception {
    var random = new SplittableRandom(9);
    for (int i = 0; i < 300; i++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      Path file = folder.resolve(i % 2 == 0 ? "x.model" : "x.json");
      Files.write(file, bytes);
      try {
        assertThat(Tokenizer.read(file)).isNotNull();
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining(String.valueOf(file.getFileName()));
      }
    }
    assertThatThrownBy(() -> read("t.json", "{\"model\":{}}"))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("the tokenizer has no vocabulary: model.vocab is absent");
    assertThatThrownBy(() -> Tokenizer.read(Files.createDirectory(folder.resolve("empty"))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("empty holds none of tokenizer.json");
  }

  private static void piece(ByteArrayOutputStream out, String text, float score, int type)
      throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    var piece = ByteBuffer.allocate(utf8.length + 9).order(ByteOrder.LITTLE_ENDIAN);
    piece.put((byte) 10).put((byte) utf8.length).put(utf8);
    piece.put((byte) 21).putFloat(score).put((byte) 24).put((byte) type);
    out.write(10);
    out.write(piece.capacity());
    out.write(piece.array());
  }

  private Tokenizer read(String name, String text) throws IOException, CheckpointException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return Tokenizer.read(file);
  }
}
