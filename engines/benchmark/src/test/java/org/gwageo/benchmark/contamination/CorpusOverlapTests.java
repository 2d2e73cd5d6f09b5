package org.gwageo.benchmark.contamination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.gwageo.benchmark.contamination.CorpusOverlap.Found;
import org.gwageo.benchmark.contamination.CorpusOverlap.ItemText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusOverlapTests {

  private static final String KOREAN =
      "다음 글을 읽고 물음에 답하시오. 조선 시대의 과거 시험은 문과와 무과와 잡과로 나뉘었으며 삼 년마다 한 번씩 열리는"
          + " 식년시가 원칙이었다. 이 글의 내용과 일치하는 것은 무엇인가?";
  private static final String ENGLISH =
      "A train leaves the station at noon and travels for three hours at a speed of sixty"
          + " kilometres an hour before it stops.";

  @TempDir Path folder;

  @Test
  void findsAnItemWhateverTheSpacingFormAndCase() throws Exception {
    for (String corpus :
        List.of(
            KOREAN,
            "앞 " + KOREAN.replace(" ", "") + " 뒤",
            KOREAN.replace(" ", "\n"),
            Normalizer.normalize(KOREAN, Normalizer.Form.NFD),
            KOREAN.replace(".", "…").replace("?", ""))) {
      assertThat(look(KOREAN, corpus).share()).as(corpus).isEqualTo(1);
    }
    assertThat(look(ENGLISH, ENGLISH.toUpperCase(java.util.Locale.ROOT).replace(" ", " - ")))
        .satisfies(found -> assertThat(found.wordRunsFound()).isEqualTo(found.wordRuns()));
  }

  @Test
  void tellsAPartFromAWhole() throws Exception {
    Found found = look(ENGLISH, ENGLISH.substring(0, ENGLISH.indexOf("sixty")));
    assertThat(found.wordRuns()).isEqualTo(11);
    assertThat(found.wordRunsFound()).isEqualTo(4);
    assertThat(found.isFound()).isTrue();
    assertThat(found.share()).isBetween(0.3, 0.6);
    assertThat(look(ENGLISH, "A train leaves the station at noon.").isFound()).isFalse();
  }

  @Test
  void doesNotJoinDocuments() throws Exception {
    var overlap = new CorpusOverlap(List.of(new ItemText("1", ENGLISH)));
    int middle = ENGLISH.indexOf(" at a speed");
    overlap.read("a", new StringReader(ENGLISH.substring(0, middle)));
    overlap.read("b", new StringReader(ENGLISH.substring(middle)));
    assertThat(overlap.found().getFirst().wordRunsFound()).isZero();
    assertThat(overlap.found().getFirst().letterRunsFound())
        .as("runs of letters within the first part and within the second")
        .isEqualTo(2);
  }

  @Test
  void saysThatAnItemIsTooShort() throws Exception {
    assertThat(look("수도는?", "수도는? 수도는?").isTestable()).isFalse();
    assertThat(look(KOREAN, "").isTestable()).isTrue();
  }

  @Test
  void namesThePlace() throws Exception {
    Path text = folder.resolve("corpus.txt");
    Files.writeString(text, "첫 줄\n둘째 줄\n" + KOREAN + "\n");
    Path lines = folder.resolve("corpus.jsonl.gz");
    try (Writer out =
        new java.io.OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(lines)), StandardCharsets.UTF_8)) {
      out.write("{\"text\":\"nothing\"}\n{\"meta\":{\"a\":[\"" + ENGLISH + "\"]}}\n");
    }
    var overlap =
        new CorpusOverlap(List.of(new ItemText("ko", KOREAN), new ItemText("en", ENGLISH)));
    CorpusFiles.read(text, overlap);
    CorpusFiles.read(lines, overlap);
    assertThat(overlap.found())
        .extracting(Found::first)
        .containsExactly(
            new CorpusOverlap.Place("corpus.txt", 3),
            new CorpusOverlap.Place("corpus.jsonl.gz line 2", 1));
    Path broken = folder.resolve("broken.jsonl");
    Files.writeString(broken, "{\"text\": tru\n");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> CorpusFiles.read(broken, overlap))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("broken.jsonl: broken JSON");
  }

  @Test
  void composesLettersThatArriveInParts() throws Exception {
    var random = new Random(15);
    String apart = Normalizer.normalize(KOREAN + " café à la façon", Normalizer.Form.NFD);
    for (int trial = 0; trial < 50; trial++) {
      var overlap = new CorpusOverlap(List.of(new ItemText("1", KOREAN + " café à la façon")));
      overlap.read("c", new Slowly(apart, random));
      assertThat(overlap.found().getFirst().share()).isEqualTo(1);
      assertThat(overlap.found().getFirst().letterRunsFound())
          .isEqualTo(overlap.found().getFirst().letterRuns());
    }
  }

  /** The same answer as looking for every run in a set of all runs. */
  @Test
  void agreesWithASetOfAllRuns() throws Exception {
    var random = new Random(5);
    for (int trial = 0; trial < 30; trial++) {
      List<ItemText> items = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        items.add(new ItemText("i" + i, words(random, 10 + random.nextInt(30))));
      }
      var corpus = new StringBuilder();
      for (int part = 0; part < 40; part++) {
        String item = items.get(random.nextInt(20)).text();
        int from = random.nextInt(item.length());
        corpus.append(item, from, from + random.nextInt(item.length() - from + 1));
        corpus.append(random.nextBoolean() ? " " : "").append(words(random, 5));
      }
      var overlap = new CorpusOverlap(items);
      overlap.read("c", new Slowly(corpus.toString(), random));
      Set<List<String>> runs = new HashSet<>(wordRuns(corpus.toString()));
      Set<String> letters = new HashSet<>(letterRuns(corpus.toString()));
      for (int i = 0; i < items.size(); i++) {
        Found found = overlap.found().get(i);
        List<List<String>> wanted = wordRuns(items.get(i).text());
        List<String> wantedLetters = letterRuns(items.get(i).text());
        assertThat(found.wordRuns()).isEqualTo(wanted.size());
        assertThat(found.letterRuns()).isEqualTo(wantedLetters.size());
        assertThat(found.wordRunsFound())
            .isEqualTo((int) wanted.stream().filter(runs::contains).count());
        assertThat(found.letterRunsFound())
            .isEqualTo((int) wantedLetters.stream().filter(letters::contains).count());
      }
    }
  }

  @Test
  void looksAtTextWithoutSpacesOfAnyLength() throws Exception {
    String endless = "\u0301".repeat(700_000) + "x".repeat(700_000);
    assertThat(look("x".repeat(600) + " 가", endless).letterRunsFound()).isEqualTo(551);
  }

  private static String words(Random random, int count) {
    var out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(random.nextInt(3) == 0 ? "ab" : random.nextBoolean() ? "가나" : "다").append(' ');
    }
    return out.toString();
  }

  private static List<List<String>> wordRuns(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    List<List<String>> runs = new ArrayList<>();
    for (int i = 0; i + 13 <= words.size(); i++) {
      runs.add(words.subList(i, i + 13));
    }
    return runs;
  }

  private static List<String> letterRuns(String text) {
    String letters = text.replace(" ", "");
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + 50 <= letters.length(); i++) {
      runs.add(letters.substring(i, i + 50));
    }
    return runs;
  }

  private static Found look(String item, String corpus) throws IOException {
    var overlap = new CorpusOverlap(List.of(new ItemText("1", item)));
    overlap.read("corpus", new StringReader(corpus));
    return overlap.found().getFirst();
  }

  /** Delivers a text in small uneven parts. */
  private static final class Slowly extends Reader {
    private final String text;
    private final Random random;
    private int at;

    Slowly(String text, Random random) {
      this.text = text;
      this.random = random;
    }

    @Override
    public int read(char[] block, int offset, int length) {
      int part = Math.min(text.length() - at, 1 + random.nextInt(20));
      if (part == 0) {
        return -1;
      }
      text.getChars(at, at + part, block, offset);
      at += part;
      return part;
    }

    @Override
    public void close() {}
  }
}
