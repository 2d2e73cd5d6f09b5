package org.gwageo.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenizerCommandTests {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void anExtendedVocabularyIsFoundAndAnAlphabeticalOneIsNotTested() throws Exception {
    Path reference = vocabulary("reference.txt", 5, 0);
    Path extended = vocabulary("extended.txt", 5, 50);
    Path sorted = vocabulary("sorted.txt", 0, 0);
    assertThat(run(extended, reference)).isEqualTo(1);
    assertThat(text()).startsWith("derived-order\n").contains("common source", "alphabet-falling");
    assertThat(run(sorted, sorted)).isEqualTo(2);
    assertThat(text()).contains("untestable");
  }

  @Test
  void anotherOrderIsNotFoundAndTheReportIsWritten() throws Exception {
    Path one = vocabulary("one.txt", 6, 0);
    Path two = vocabulary("two.txt", 7, 0);
    Path json = folder.resolve("out.json");
    assertThat(run(one, two, "--json", json)).isZero();
    assertThat(text()).startsWith("not-found\n");
    assertThat(json).content().contains("\"format\":\"gwageo-tokenizer/1\"", "\"notEvidence\"");
  }

  /**
   * Words in an order that the seed decides, 0 for the alphabet; the first {@code more} are new.
   */
  private Path vocabulary(String name, int seed, int more) throws Exception {
    var words = new ArrayList<String>();
    for (int i = 0; i < 2_000; i++) {
      words.add("w" + (100_000 + i));
    }
    if (seed > 0) {
      Collections.shuffle(words, new Random(seed));
    }
    var lines = new StringBuilder("[PAD]\n");
    for (int i = 0; i < more; i++) {
      lines.append("new").append(i).append('\n');
    }
    words.forEach(word -> lines.append(word).append('\n'));
    Path file = folder.resolve(name);
    Files.writeString(file, lines);
    return file;
  }

  private int run(Object... arguments) {
    out.reset();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Terminal.Watchers.none(),
            folder,
            Map.of(),
            InstantSource.system(),
            Language.EN);
    var texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return new CommandLine(new TokenizerCommand(terminal)).execute(texts);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
