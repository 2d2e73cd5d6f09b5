package org.gwageo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressLineTests {

  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final AtomicReference<Instant> clock = new AtomicReference<>(START);

  private String last() {
    String all = written.toString(StandardCharsets.UTF_8);
    return all.substring(all.lastIndexOf("\u001b[2K") + 4);
  }

  @Test
  void whatWasThereBeforeDoesNotCountInTheRate() {
    try (var line = new ProgressLine(err, true, 100, clock::get)) {
      line.show(500, 1000, "");
      assertThat(last()).isEqualTo("██████████░░░░░░░░░░  50%  500/1000");
      clock.set(START.plusSeconds(10));
      line.show(600, 1000, "reset 2");
      assertThat(last()).isEqualTo("████████████░░░░░░░░  60%  600/1000  10/s  ETA 0:40  reset 2");
    }
    assertThat(last()).isEmpty();
  }

  @Test
  void aLineNeverWraps() {
    try (var line = new ProgressLine(err, true, 40, clock::get)) {
      line.show(1, 2, "가나다라마바사아자차카타파하");
      assertThat(DisplayWidth.of(last())).isBetween(37, 39);
    }
  }

  @Test
  void nothingIsWrittenWhereNobodyWatches() {
    try (var line = new ProgressLine(err, false, 100, clock::get)) {
      line.show(1, 2, "");
      line.work("something");
    }
    assertThat(written.size()).isZero();
  }

  @Test
  void nothingToDoIsAllDone() {
    try (var line = new ProgressLine(err, true, 100, clock::get)) {
      line.show(0, 0, "");
      assertThat(last()).contains("100%  0/0");
    }
  }
}
