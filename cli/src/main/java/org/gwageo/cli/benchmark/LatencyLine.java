package org.gwageo.cli.benchmark;

import java.util.Locale;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.latency.Percentiles;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Prints in one line how long replies took. */
final class LatencyLine {

  private final Terminal terminal;

  LatencyLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints the times of a result; nothing where it has none. */
  void print(@Nullable LatencySummary latency) {
    String whole = latency == null ? "" : span(latency.service());
    if (latency == null || whole.isEmpty()) {
      return;
    }
    String first = span(latency.firstToken());
    terminal.print(
        "응답 시간 %s%s (중앙값 / 99%%, ms)".formatted(whole, first.isEmpty() ? "" : ", 첫 토큰 " + first),
        "reply time %s%s (median / 99 %%, ms)"
            .formatted(whole, first.isEmpty() ? "" : ", first token " + first));
  }

  private static String span(Percentiles percentiles) {
    return percentiles.p50() == null || percentiles.p99() == null
        ? ""
        : String.format(Locale.ROOT, "%.1f / %.1f", percentiles.p50(), percentiles.p99());
  }
}
