package org.gwageo.bundle.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongJournalTests {

  @TempDir Path folder;

  @Test
  void aJournalLongerThanTheMemoryIsPackedAndVerified() throws Exception {
    Path output = folder.resolve("output");
    int status =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                LongSeason.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(status).as(said).isZero();
    assertThat(Files.size(folder.resolve("journal.jsonl"))).isGreaterThan(48L << 20);
    assertThat(said).contains("folder=true", "unpacked=-1", "zip=true");
  }
}
