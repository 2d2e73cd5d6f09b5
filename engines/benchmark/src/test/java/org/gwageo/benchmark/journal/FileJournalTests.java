package org.gwageo.benchmark.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTests {

  @TempDir Path folder;

  @Test
  void givesBackWhatWasAppended() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    try (FileJournal journal = FileJournal.open(file)) {
      journal.append(List.of(attempt(0), attempt(1)));
      journal.append(List.of(attempt(2)));

      assertThat(all(journal)).containsExactly(attempt(0), attempt(1), attempt(2));
    }
    try (FileJournal journal = FileJournal.open(file)) {
      journal.append(List.of(attempt(3)));
    }
    assertThat(all(FileJournal.attempts(file)))
        .containsExactly(attempt(0), attempt(1), attempt(2), attempt(3));
  }

  @Test
  void goesOnAfterATornLineWhereverItWasTorn() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    try (FileJournal journal = FileJournal.open(file)) {
      journal.append(List.of(attempt(0), attempt(1), attempt(2)));
    }
    byte[] whole = Files.readAllBytes(file);
    int firstLine = attempt(0).toJson().getBytes(StandardCharsets.UTF_8).length + 1;

    for (int length = whole.length; length >= firstLine; length--) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<Attempt> intact = all(FileJournal.attempts(file));
      try (FileJournal journal = FileJournal.open(file)) {
        assertThat(all(journal)).as("torn at byte %d", length).isEqualTo(intact);
        for (int i = intact.size(); i < 3; i++) {
          journal.append(List.of(attempt(i)));
        }
      }
      assertThat(Files.readAllBytes(file)).as("torn at byte %d", length).isEqualTo(whole);
    }
  }

  @Test
  void cutsOffALastLineThatWasNeverWrittenOut() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(file, attempt(0).toJson() + "\n" + "\0".repeat(100) + "\n");

    try (FileJournal journal = FileJournal.open(file)) {
      assertThat(all(journal)).containsExactly(attempt(0));
    }
    assertThat(Files.readString(file)).isEqualTo(attempt(0).toJson() + "\n");
  }

  @Test
  void refusesADamagedLineBeforeTheLast() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(file, attempt(0).toJson() + "\n{damaged}\n" + attempt(2).toJson() + "\n");

    assertThatThrownBy(() -> FileJournal.open(file))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("journal.jsonl line 2: a journal line is not JSON");
  }

  @Test
  void isOpenedByOneRunAtATime() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    try (FileJournal journal = FileJournal.open(file)) {
      assertThatThrownBy(() -> FileJournal.open(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is in use by another run");
      journal.append(List.of(attempt(0)));
      assertThat(all(journal)).hasSize(1);
    }
  }

  @Test
  void survivesAnInterruptedThread() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    try (FileJournal journal = FileJournal.open(file)) {
      Thread.currentThread().interrupt();
      journal.append(List.of(attempt(0)));
      assertThat(Thread.interrupted()).isTrue();
      journal.append(List.of(attempt(1)));
    }
    assertThat(all(FileJournal.attempts(file))).hasSize(2);
  }

  private static List<Attempt> all(Attempts attempts) throws IOException {
    List<Attempt> all = new ArrayList<>();
    try (Attempts.Cursor cursor = attempts.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        all.add(attempt);
      }
    }
    return all;
  }

  private static Attempt attempt(int ordinal) {
    return new Attempt(
        Digest.of(new byte[] {(byte) ordinal}),
        Digest.of(new byte[0]),
        new Subject("m", "", ""),
        ordinal,
        "항목" + ordinal,
        0,
        0,
        1,
        Instant.EPOCH,
        Timing.of(ordinal),
        new Answered(Reply.of("답 " + ordinal, "stop")));
  }
}
