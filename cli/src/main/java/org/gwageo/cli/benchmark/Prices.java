package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.latency.PriceListException;
import org.gwageo.benchmark.latency.TokenTotals;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the endpoint charges, if the command line says so. */
final class Prices {

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = {
        "What a million tokens cost, for the cost of the run: a JSON file such as",
        "{\"currency\": \"KRW\", \"prompt\": 300, \"completion\": 1200}, with \"cached\" and"
            + " \"reasoning\" where those cost something else."
      })
  private @Nullable Path file;

  /** Reads the file; returns null if none is given. */
  @Nullable PriceList read() throws CannotRun {
    if (file == null) {
      return null;
    }
    InputFile.requireFile("list of prices", file);
    try {
      return PriceList.parse(Files.readAllBytes(file));
    } catch (PriceListException e) {
      throw new CannotRun("the prices %s are wrong: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("list of prices", file, e);
    }
  }

  /** Returns a result's JSON, with its cost if prices are known. */
  static byte[] json(BenchmarkResult result, @Nullable PriceList prices) {
    return prices == null ? result.toJson() : result.toJson(prices);
  }

  /** Prints what a result cost; nothing without prices. */
  static void print(BenchmarkResult result, @Nullable PriceList prices, Terminal terminal) {
    if (prices == null || result.latency() == null) {
      return;
    }
    TokenTotals tokens = result.latency().tokens();
    String cost = prices.cost(tokens).toPlainString();
    terminal.print(
        "비용 %s %s (토큰 수를 알려 준 응답 %d / %d)"
            .formatted(cost, prices.currency(), tokens.counted(), tokens.replies()),
        "cost %s %s (%d of %d replies tell their tokens)"
            .formatted(cost, prices.currency(), tokens.counted(), tokens.replies()));
  }
}
