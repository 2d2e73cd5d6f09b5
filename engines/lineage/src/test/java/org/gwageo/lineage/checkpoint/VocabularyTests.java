package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTests {

  @TempDir Path folder;

  @Test
  void byteAlphabetsAndSentencePiecesMeetInTheSameBytes() throws Exception {
    var bytes =
        read(
            "tokenizer.json",
            """
            {"added_tokens":[{"content":"<|end|>"}],"pre_tokenizer":{"type":"ByteLevel"},
             "model":{"type":"BPE","vocab":{"<|end|>":0,"Ġthe":1,"ê³¼":2,"a":3},
             "merges":["Ġ the",["a","b"]]}}
            """);
    assertThat(bytes.ids()).containsOnly(Map.entry(" the", 1), Map.entry("ê³¼", 2));
    assertThat(bytes.merges())
        .containsExactly(new Vocabulary.Merge("Ġ", "the"), new Vocabulary.Merge("a", "b"));
    var pieces =
        read(
            "tokenizer.json",
            """
            {"model":{"type":"Unigram","vocab":[["<unk>",0],["▁the",-1.5],["과",-2],["<0x0A>",0]]},
             "added_tokens":[{"content":"<unk>"}]}
            """);
    assertThat(pieces.ids().keySet()).isEqualTo(bytes.ids().keySet());
    assertThat(pieces.merges()).isEmpty();
  }

  @Test
  void beginningsAndContinuationsOfWordsAreNotConfused() throws Exception {
    var json =
        read(
            "tokenizer.json",
            """
            {"model":{"type":"WordPiece","vocab":{"[CLS]":0,"ing":1,"##ing":2,"[unused7]":3,"##":4}},
             "added_tokens":[{"content":"[CLS]"}]}
            """);
    assertThat(json.ids())
        .containsOnly(Map.entry(" ing", 1), Map.entry("ing", 2), Map.entry(" ##", 4));
    var text = read("vocab.txt", "[CLS]\ning\n##ing\n[unused7]\n##\n");
    assertThat(text.ids()).isEqualTo(json.ids());
  }

  @Test
  void readsSentencePieceModels() throws Exception {
    // Pieces: <unk> of kind 2, ▁the and 과 of kind 1 with scores, a byte of kind 6.
    byte[] model =
        ("\n\t\n\5<unk>\30\2" + "\n\r\n\6\342\226\201the\25\0\0\0\277" + "\n\5\n\3\352\263\274")
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("tokenizer.model"), model);
    assertThat(Vocabulary.read(file).ids()).containsOnly(Map.entry(" the", 1), Map.entry("ê³¼", 2));
  }

  @Test
  void readsAVocabularyAndItsMergesApart() throws Exception {
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nĠ the\n# #\n");
    var read = read("vocab.json", "{\"Ġthe\":5,\"!\":0}");
    assertThat(read.ids()).containsOnly(Map.entry(" the", 5));
    assertThat(read.merges())
        .containsExactly(new Vocabulary.Merge("Ġ", "the"), new Vocabulary.Merge("#", "#"));
  }

  @Test
  void findsTheTokenizerOfAFileBeforeThatOfItsFolder() throws Exception {
    Path weights = folder.resolve("small-v1.5.onnx");
    assertThat(Vocabulary.tokenizerBeside(weights)).isEmpty();
    Path text = Files.createFile(folder.resolve("vocab.txt"));
    assertThat(Vocabulary.tokenizerBeside(weights)).contains(text);
    Path json = Files.createFile(folder.resolve("tokenizer.json"));
    assertThat(Vocabulary.tokenizerBeside(weights)).contains(json);
    Path own = Files.createFile(folder.resolve("small-v1.5-tokenizer.json"));
    assertThat(Vocabulary.tokenizerBeside(weights)).contains(own);
    assertThat(Vocabulary.tokenizerBeside(folder)).contains(json);
  }

  @Test
  void refusesWhatIsNoTokenizer() {
    assertThatThrownBy(() -> read("tokenizer.json", "{"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("tokenizer.json is not JSON");
    assertThatThrownBy(() -> read("tokenizer.json", "[".repeat(100_000)))
        .isInstanceOf(CheckpointException.class);
    assertThatThrownBy(() -> read("tokenizer.model", "\n\177"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("127 bytes are announced");
    assertThatThrownBy(() -> Vocabulary.read(folder.resolve("absent.json")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be read");
  }

  private Vocabulary read(String name, String text) throws Exception {
    return Vocabulary.read(Files.writeString(folder.resolve(name), text));
  }
}
