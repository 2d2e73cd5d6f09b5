package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of a bundle, read and scored again. Question i is item i / repeats, repeat i % repeats.
 */
final class RunReading {

  final String folder;
  final BenchmarkTask task;
  final Subject subject;
  final BenchmarkResult result;

  /** 64 bits of the digest of each question's reply and reasoning; 0 where there is none. */
  final long[] replies;

  /** The characters of each question's reply and reasoning. */
  final int[] lengths;

  /** When the request that counts was sent, in microseconds since 1970; 0 where there is none. */
  final long[] sent;

  final int unsettled;

  /** To how many items the run was limited; null if it was not. */
  final @Nullable Integer limit;

  private RunReading(String folder, BenchmarkFolder run, Path place)
      throws IOException, TaskException {
    this.folder = folder;
    this.task = run.task();
    this.subject = run.subject();
    int questions = Math.toIntExact(task.questions());
    this.replies = new long[questions];
    this.lengths = new int[questions];
    this.sent = new long[questions];
    int[] open = new int[1];
    this.result =
        BenchmarkScoring.settle(
            task,
            subject,
            journal(place.resolve("journal.jsonl")),
            (question, score, decisive) -> {
              open[0] += score.settled() ? 0 : 1;
              keep(score, decisive);
            });
    this.unsettled = open[0];
    this.limit = limit(place.resolve("run.json"));
  }

  static RunReading of(Path bundle, String folder, Grants grants)
      throws IOException, TaskException {
    Path place = bundle.resolve(folder);
    return new RunReading(folder, BenchmarkFolder.open(place, grants), place);
  }

  private static @Nullable Integer limit(Path file) throws IOException {
    JsonNode limit =
        JsonMapper.builder()
            .build()
            .readTree(Files.readAllBytes(file))
            .path("overrides")
            .path("limit");
    return limit.isNumber() ? Integer.valueOf(limit.asInt()) : null;
  }

  /** The attempts of a journal; a line that is torn is found by {@link #endsWithALine}. */
  static Attempts journal(Path file) {
    return FileJournal.attempts(file);
  }

  /** Whether the last line of a file ends. */
  static boolean endsWithALine(Path file) throws IOException {
    try (var bytes = Files.newByteChannel(file)) {
      if (bytes.size() == 0) {
        return true;
      }
      var last = ByteBuffer.allocate(1);
      bytes.position(bytes.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }

  private void keep(QuestionScore score, List<? extends @Nullable Attempt> decisive) {
    int question = score.ordinal() * task.repeats() + score.repeat();
    long hash = 1;
    for (Attempt attempt : decisive) {
      if (attempt != null && attempt.outcome() instanceof Outcome.Answered(Reply reply)) {
        String all = reply.text() + "\u0000" + (reply.reasoning() == null ? "" : reply.reasoning());
        lengths[question] += all.length() - 1;
        hash = 31 * hash + Long.parseUnsignedLong(digest(all).substring(0, 16), 16);
        replies[question] = hash == 0 ? 1 : hash;
        sent[question] = Times.micros(attempt);
      }
    }
  }

  private static String digest(String text) {
    // A lone surrogate of a reply becomes a question mark, which is all the same here.
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The seed; null if none is sent. */
  @Nullable Long seed() {
    return RunBundle.seed(task);
  }

  /** Whether the model draws its words, so that two runs with different seeds differ. */
  boolean draws() {
    return !(task.rendering().parameters().get("temperature") instanceof Number temperature)
        || temperature.doubleValue() > 0;
  }

  /** The headline's value; NaN if nothing counts. */
  double score() {
    Double value = result.headline().estimate().value();
    return value == null ? Double.NaN : value;
  }
}
