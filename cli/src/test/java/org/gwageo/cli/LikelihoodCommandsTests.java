package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.Shell.Run;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LikelihoodCommandsTests {

  /** The length of tokens; the second begins where the text does. */
  private static final int TOKEN = 2;

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();

  private Path items(String name) throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      lines.append(
          "{\"id\":\"q%d\",\"question\":\"The %s Question number %d is about the river %d\"}\n"
              .formatted(i, name, i, i * 7 % 24));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), lines);
  }

  /** Finds published texts likely, and their neighbours likelier in the published order. */
  private static double logProbability(String text) {
    if (!text.contains("published")) {
      return -3 - text.length() % 3 * 0.01;
    }
    List<Integer> numbers =
        Arrays.stream(text.split("\n\n", -1))
            .map(part -> Integer.valueOf(part.replaceAll("(?s).*number (\\d+) .*", "$1")))
            .toList();
    return numbers.equals(numbers.stream().sorted().toList()) ? -1 : -1.5;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String prompt =
          JsonMapper.builder()
              .build()
              .readTree(exchange.getRequestBody().readAllBytes())
              .path("prompt")
              .asString("");
      List<String> tokens = new ArrayList<>();
      List<Integer> offsets = new ArrayList<>();
      List<@Nullable Double> logs = new ArrayList<>();
      List<@Nullable Object> tops = new ArrayList<>();
      for (int at = 0; at < prompt.length(); at += TOKEN) {
        String token = prompt.substring(at, Math.min(prompt.length(), at + TOKEN));
        tokens.add(token);
        offsets.add(at);
        Double log = at == 0 ? null : Double.valueOf(logProbability(prompt));
        logs.add(log);
        tops.add(log == null ? null : Map.of(token, log));
      }
      var scores = new TreeMap<String, Object>();
      scores.put("tokens", tokens);
      scores.put("text_offset", offsets);
      scores.put("token_logprobs", logs);
      scores.put("top_logprobs", tops);
      byte[] reply =
          CanonicalJson.bytes(
              Map.of(
                  "choices",
                  List.of(
                      Map.of(
                          "index",
                          0,
                          "text",
                          prompt,
                          "finish_reason",
                          "length",
                          "logprobs",
                          scores))));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  @Test
  void comparesProbabilitiesWithControlItemsAndOrders() throws Exception {
    Path task = folder.resolve("texts");
    Run written =
        shell.run(
            "benchmark",
            "contamination",
            "likelihood",
            items("published"),
            "--control",
            items("fresh"),
            "--shard",
            4,
            "--shuffles",
            5,
            "--to",
            task);
    assertThat(written.err()).isEmpty();
    assertThat(written.out()).startsWith("132 texts");
    Path out = folder.resolve("run");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/v1/completions", LikelihoodCommandsTests::answer);
    server.start();
    try {
      Run run =
          shell.run(
              "benchmark",
              "run",
              "--task",
              task.resolve("likelihood.yaml"),
              "--data",
              task.resolve("test.jsonl"),
              "--api",
              "completions",
              "--endpoint",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
              "--model",
              "parrot",
              "--out",
              out);
      assertThat(run.err()).isEmpty();
      assertThat(run.status()).as(run.out()).isZero();
      assertThat(run.out()).contains("perplexity");
    } finally {
      server.stop(0);
    }

    Run board =
        shell.run("benchmark", "contamination", "board", "--likelihood", out, "--json", "-");
    assertThat(board.err()).isEmpty();
    String json = new String(board.out().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"min-k\"")
        .contains("\"zlib-ratio\"")
        .contains("\"lower-case-ratio\"")
        .contains("\"item-order\"")
        .contains("\"entrant\":\"parrot\"");
    Run shown = shell.run("benchmark", "contamination", "board", "--likelihood", out);
    assertThat(shown.out()).containsPattern("parrot +published +min-k +1\\.000");
    assertThat(shown.out()).containsPattern("parrot +published +item-order .* raised");
  }

  @Test
  void refusesTooFewItemsForAnOrder() throws Exception {
    Run few =
        shell.run(
            "benchmark",
            "contamination",
            "likelihood",
            items("published"),
            "--shard",
            20,
            "--to",
            folder.resolve("texts"));
    assertThat(few.status()).isEqualTo(2);
    assertThat(few.err()).contains("an order test needs shards");
  }
}
