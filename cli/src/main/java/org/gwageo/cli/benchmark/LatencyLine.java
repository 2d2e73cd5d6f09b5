package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gwageo.cli.terminal.Terminal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints in one line how long replies took. */
final class LatencyLine {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Terminal terminal;

  LatencyLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints what a run's {@code latency.json} says; nothing where there is none. */
  void print(Path folder) {
    Path file = folder.resolve("latency.json");
    if (!Files.isRegularFile(file)) {
      return;
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException | JacksonException e) {
      return;
    }
    String whole = span(tree.path("service"));
    if (whole.isEmpty()) {
      return;
    }
    String first = span(tree.path("firstToken"));
    terminal.print(
        "응답 시간 %s%s (중앙값 / 99%%, ms)".formatted(whole, first.isEmpty() ? "" : ", 첫 토큰 " + first),
        "reply time %s%s (median / 99 %%, ms)"
            .formatted(whole, first.isEmpty() ? "" : ", first token " + first));
  }

  private static String span(JsonNode percentiles) {
    return percentiles.path("p50").isNumber()
        ? String.format(
            Locale.ROOT,
            "%.1f / %.1f",
            percentiles.path("p50").doubleValue(),
            percentiles.path("p99").doubleValue())
        : "";
  }
}
