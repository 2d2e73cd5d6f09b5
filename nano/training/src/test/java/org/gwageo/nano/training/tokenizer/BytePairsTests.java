package org.gwageo.nano.training.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.training.exercise.Language;
import org.gwageo.nano.training.exercise.Skill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairsTests {
  private static final List<Language> LANGUAGES = List.of(Language.values());
  private static final List<Skill> SKILLS = List.of(Skill.values());

  @Test
  void mergesTheMostFrequentPairFirstAndTheFirstInTheAlphabetAmongEquals() {
    BytePairs pairs = BytePairs.learn(List.of("abab abab", "cd cd"), List.of("<|end|>"), 262);
    assertThat(pairs.merges())
        .startsWith(new BytePairs.Merge("a", "b"), new BytePairs.Merge("ab", "ab"));
    assertThat(pairs.size()).isLessThanOrEqualTo(262);
  }

  @Test
  void stopsWhenNoPairOccursTwice() {
    assertThat(BytePairs.learn(List.of("abcdef"), List.of(), 400).merges()).isEmpty();
  }

  @Test
  void refusesAVocabularySmallerThanTheBytes() {
    assertThatThrownBy(() -> BytePairs.learn(List.of(), List.of("<|end|>"), 256))
        .hasMessage("vocabulary size is 256, the least is 257");
  }

  @Test
  void writesAFileThatBringsTextBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tokenizer.json");
    Files.write(
        file, BytePairs.learn(List.of("나무 나무 나무 tree tree"), List.of("<|end|>"), 280).json());
    Tokenizer tokenizer = Tokenizer.read(file);
    assertThat(tokenizer.decode(tokenizer.encode("나무 trees 😀"))).isEqualTo("나무 trees 😀");
    assertThat(tokenizer.encode("나무").length).isLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"north-star-base", "gan-ui", "hon-cheon", "ang-bu", "ja-gyeok", "gyu-pyo"})
  void cutsTextAsAnIndependentImplementationDoes(String name) throws Exception {
    Path file = Path.of("../models", name, "tokenizer.json");
    Tokenizer mine = Tokenizer.read(file);
    try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(file)) {
      SplittableRandom random = new SplittableRandom(9);
      for (int i = 0; i < 400; i++) {
        String text =
            i % 4 == 0
                ? noise(random)
                : SKILLS.get(i % SKILLS.size()).next(random, LANGUAGES.get(i % 3)).question();
        Encoding encoding = theirs.encode(text, false, false);
        assertThat(Arrays.stream(mine.encode(text)).asLongStream().toArray())
            .as("%s: %s", name, text)
            .containsExactly(encoding.getIds());
      }
    }
  }

  private static String noise(SplittableRandom random) {
    String alphabet = "가각힣ㄱ\u1100\u1161 \t\n\u00a0\u3000az'sll.?!-9٣½é😀日";
    int[] codePoints = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
    }
    return text.toString();
  }
}
