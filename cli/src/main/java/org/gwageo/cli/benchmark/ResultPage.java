package org.gwageo.cli.benchmark;

import java.util.Locale;
import java.util.Map;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.score.Accuracy;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.cli.terminal.Terminal;

/** Results of benchmark runs printed for people. */
final class ResultPage {

  private final Terminal terminal;

  ResultPage(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(BenchmarkResult result) {
    terminal.out().printf("%s  %s%n", result.task(), result.subject().model());
    terminal.out().println(accuracy(result));
    result.unanswered().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> terminal.out().println("  - " + unanswered(entry)));
    terminal.print(
        "요청 %d회, 재시도 %d회, %s초"
            .formatted(result.requests(), result.retries(), result.wallSeconds().toPlainString()),
        "%d requests, %d retries, %s s"
            .formatted(result.requests(), result.retries(), result.wallSeconds().toPlainString()));
    terminal.out().println(result.digest());
  }

  private String accuracy(BenchmarkResult result) {
    Accuracy accuracy = result.accuracy();
    if (result.percentage() == null) {
      return terminal.say(
          "점수에 드는 답이 없습니다(문항 %d개).".formatted(result.questions()),
          "no reply counts, of %d questions".formatted(result.questions()));
    }
    Double error = accuracy.standardError();
    String spread =
        error == null ? "" : String.format(Locale.ROOT, " ± %.2f", 100 * error.doubleValue());
    if (!result.isShare()) {
      return measure(result);
    }
    return terminal.say(
        "정답률 %s%s %% (정답 %d / 채점 %d / 문항 %d)"
            .formatted(
                result.percentage().toPlainString(),
                spread,
                accuracy.correct(),
                accuracy.counted(),
                result.questions()),
        "accuracy %s%s %% (%d correct of %d that count, of %d questions)"
            .formatted(
                result.percentage().toPlainString(),
                spread,
                accuracy.correct(),
                accuracy.counted(),
                result.questions()));
  }

  /** A headline that is no share of right answers, such as a perplexity, stands as it is. */
  private String measure(BenchmarkResult result) {
    MetricValue headline = result.headline();
    Double error = headline.estimate().standardError();
    String value =
        "%s %.4f%s"
            .formatted(
                headline.name(),
                headline.estimate().value(),
                error == null ? "" : String.format(Locale.ROOT, " ± %.4f", error));
    return terminal.say(
        "%s (채점 %d / 문항 %d)".formatted(value, result.scored(), result.questions()),
        "%s (%d that count, of %d questions)"
            .formatted(value, result.scored(), result.questions()));
  }

  private String unanswered(Map.Entry<FailureClass, Long> entry) {
    return "%s %d (%s)"
        .formatted(
            entry.getKey().code(),
            entry.getValue(),
            entry.getKey().isScored()
                ? terminal.say("오답으로 채점", "counts as wrong")
                : terminal.say("채점 안 함", "does not count"));
  }
}
