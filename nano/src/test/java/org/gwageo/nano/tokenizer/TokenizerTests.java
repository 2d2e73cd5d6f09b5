package org.gwageo.nano.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.nano.files.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTests {
  private static final Path FILE = Path.of("models/hon-cheon/tokenizer.json");

  private final Tokenizer tokenizer = read();

  private static Tokenizer read() {
    try {
      return Tokenizer.read(FILE);
    } catch (IOException | BadModelException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "27 더하기 45는?",
        "각 뷁 쀍 ㄱㄴㄷ ㅏㅑ",
        "👩‍👩‍👧‍👦 🇰🇷 ☕️",
        "  three   blanks\t\ttabs\n\n\nlines  ",
        "日本語 ١٢٣ Ⅷ ½ \u00a0no-break\u3000wide",
        "<|end|> is text here <|user|>",
        "it's we'll 'quoted'",
        "\u0000\u0001\u007f"
      })
  void bringsTextBackByteForByte(String text) {
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void keepsDecomposedHangulDecomposed() {
    String decomposed = Normalizer.normalize("대한민국 과거", Normalizer.Form.NFD);
    assertThat(tokenizer.decode(tokenizer.encode(decomposed)))
        .isEqualTo(decomposed)
        .isNotEqualTo("대한민국 과거");
  }

  @Test
  void bringsRandomTextBack() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        int codePoint = random.nextInt(random.nextBoolean() ? 0x250 : 0x1FFFF);
        text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? ' ' : codePoint);
      }
      assertThat(tokenizer.decode(tokenizer.encode(text.toString()))).isEqualTo(text.toString());
    }
  }

  @Test
  void keepsEveryDigitApart() {
    assertThat(tokenizer.encode("2026")).hasSize(4);
    assertThat(Pieces.of("a 27b")).containsExactly("a", " ", "2", "7", "b");
  }

  @Test
  void takesNamesOfSpecialTokensInTextForText() {
    int end = tokenizer.special("<|end|>").orElseThrow();
    assertThat(tokenizer.encode("<|end|>")).doesNotContain(end);
    assertThat(tokenizer.decode(new int[] {end})).isEmpty();
  }

  @Test
  void joinsPiecesToTheTextAgain() {
    String text = "무엇을   도와 드릴까요?\r\n 12 가지 ";
    assertThat(String.join("", Pieces.of(text))).isEqualTo(text);
  }

  @Test
  void givesEveryByteItsOwnCharacter() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(ByteAlphabet.bytes(ByteAlphabet.written(all))).isEqualTo(all);
    assertThat(ByteAlphabet.character(' ')).isEqualTo('Ġ');
    assertThatThrownBy(() -> ByteAlphabet.bytes("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+0020");
  }

  @Test
  void refusesFilesItCannotFollow(@TempDir Path folder) throws IOException {
    String good = Files.readString(FILE, StandardCharsets.UTF_8);
    List<String[]> edits =
        List.of(
            new String[] {"\"type\":\"BPE\"", "\"type\":\"Unigram\"", "model.type is 'Unigram'"},
            new String[] {"\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}", "normalizer"},
            new String[] {"\"behavior\":\"Isolated\"", "\"behavior\":\"Removed\"", "Removed"},
            new String[] {"\"add_prefix_space\":false", "\"add_prefix_space\":true", "prefix"},
            new String[] {"{", "[", "not JSON"});
    for (String[] edit : edits) {
      Path file = folder.resolve("tokenizer.json");
      Files.writeString(file, good.replace(edit[0], edit[1]));
      assertThatThrownBy(() -> Tokenizer.read(file))
          .isInstanceOf(BadModelException.class)
          .hasMessageContaining(edit[2]);
    }
  }
}
