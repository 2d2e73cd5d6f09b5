package org.gwageo.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProcessCommandTests {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aRecordThatHoldsEndsWithZero() throws Exception {
    record(3, 1);
    Path json = folder.resolve("out.json");
    assertThat(run(folder, "--json", json)).isZero();
    assertThat(text()).contains("0 failed").containsPattern("(?m)^loss-trend +passed");
    assertThat(json).content().contains("\"format\":\"gwageo-training-examination/1\"");
  }

  @Test
  void aLossThatRisesIsFound() throws Exception {
    record(1, 3);
    assertThat(run(folder)).isEqualTo(1);
    assertThat(text()).containsPattern("(?m)^loss-trend +failed");
  }

  private void record(double from, double to) throws Exception {
    var log = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      double loss = from + (to - from) * i / 60 + 0.01 * Math.sin(i * i);
      log.append(
          String.format(
              Locale.ROOT, "{\"step\":%d,\"tokens\":%d,\"loss\":%.6f}%n", i, 100 * i, loss));
    }
    Files.writeString(folder.resolve("training-log.jsonl"), log);
    Files.writeString(
        folder.resolve("training-record.json"),
        "{\"model\":\"m\",\"steps\":60,\"tokens\":6000,\"batchTokens\":100}");
  }

  private int run(Object... arguments) {
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
    return new CommandLine(new ProcessCommand(terminal)).execute(texts);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
