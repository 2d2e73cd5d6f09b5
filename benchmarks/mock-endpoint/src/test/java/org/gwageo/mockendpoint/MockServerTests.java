package org.gwageo.mockendpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MockServerTests {

  @TempDir Path folder;

  @Test
  void readsItsCommandLine() throws IOException {
    Path key =
        Files.writeString(
            folder.resolve("key.jsonl"),
            """
            {"id":"a","match":"Pick a letter.","gold":1,"choices":["left","right"],"right":1}
            {"match":"How many?","gold":"12","style":"boxed","right":0}
            """);
    MockOptions options =
        MockServer.options(
            "--port",
            "0",
            "--seed",
            "5",
            "--model",
            "a,b",
            "--strict-models",
            "--profile",
            "sglang",
            "--ttft",
            "1.5",
            "--ttft-sigma",
            "0.2",
            "--gap",
            "2",
            "--slots",
            "4",
            "--slowdown",
            "0.5",
            "--words",
            "3",
            "--reasoning",
            "field",
            "--no-timings",
            "--key",
            key.toString(),
            "--fault",
            "429:share=0.5",
            "--fault",
            "cut");
    assertThat(options.models()).containsExactly("a", "b");
    assertThat(options.strictModels()).isTrue();
    assertThat(options.profile()).isEqualTo(Profile.SGLANG);
    assertThat(options.latency())
        .isEqualTo(new Latency(Duration.ofNanos(1_500_000), 0.2, Duration.ofMillis(2), 0, 4, 0.5));
    assertThat(options.reasoning()).isEqualTo(Reasoning.FIELD);
    assertThat(options.recordsTimings()).isFalse();
    assertThat(options.faults()).hasSize(2);
    AnswerKey items = options.key();
    assertThat(items == null ? null : items.expected()).isEqualTo(new AnswerKey.Expected(2, 1, 0));
  }

  @Test
  void readsGsm8ksOwnFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("test.jsonl"),
            """
            {"question":"How many eggs are left?","answer":"He ate 2.\\n#### 1,000"}
            """);
    KeyItem item = KeyFile.GSM8K.read(file).getFirst();
    assertThat(item.gold()).isEqualTo("1,000");
    assertThat(item.id()).isEqualTo("0");
  }

  @Test
  void saysWhatIsWrongInOneSentence() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.jsonl"), "{\"match\":\"long enough\"}\n{oops");
    assertThatThrownBy(() -> MockServer.options("--key", file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 of");
    assertThatThrownBy(() -> MockServer.options("--speed", "1")).hasMessageContaining("--speed");
    assertThatThrownBy(() -> MockServer.options("--port")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> MockServer.options("--port", "x")).hasMessageContaining("not x");
    assertThatThrownBy(() -> MockServer.options("--port", "70000")).hasMessageContaining("70000");
  }
}
