package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can only be seen from outside: pipes, signals, locales. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessTests {

  @TempDir private Path folder;

  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "-Dgwageo.home=" + Shell.repository(),
          "-cp",
          System.getProperty("java.class.path"),
          Gwageo.class.getName());

  private ProcessBuilder command(Object... arguments) {
    var words = new ArrayList<>(JAVA);
    List.of(arguments).forEach(argument -> words.add(argument.toString()));
    return new ProcessBuilder(words).directory(folder.toFile());
  }

  /** Runs a command in a POSIX shell, which sees it as "$@". */
  private Run inShell(String script, Object... arguments) throws Exception {
    var words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(command(arguments).command());
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void aPipeThatIsClosedEarlyEndsQuietly() throws Exception {
    Run run = inShell("\"$@\" | true", "benchmark", "list");
    assertThat(run).isEqualTo(new Run(0, "", ""));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsReported() throws Exception {
    Run run = inShell("\"$@\" > /dev/full", "benchmark", "list");
    assertThat(run)
        .isEqualTo(
            new Run(2, "", "gwageo: standard output cannot be written: No space left on device\n"));
  }

  @Test
  void aComparisonWithTooLittleMemoryEndsInOneSentence() throws Exception {
    Path model = folder.resolve("wide.safetensors");
    int rows = 4096;
    int width = 2048;
    String header =
        "{\"model.embed_tokens.weight\":{\"dtype\":\"BF16\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
            .formatted(rows, width, 2 * rows * width);
    var file =
        ByteBuffer.allocate(8 + header.length() + 2 * rows * width).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    var random = new SplittableRandom(1);
    while (file.hasRemaining()) {
      file.putShort((short) (0x3c00 + random.nextInt(256)));
    }
    Files.write(model, file.array());
    Run run =
        inShell(
            "java=$1; shift; \"$java\" -Xmx24m --add-modules jdk.incubator.vector \"$@\"",
            "lineage",
            "compare",
            model,
            model);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .endsWith(
            "gwageo: the command needs more memory than it may take; --memory says how much that is\n")
        .doesNotContain("defect", "\tat ");
  }

  @Test
  void outputIsUtf8InEveryLocale() throws Exception {
    Run run = inShell("exec \"$@\"", "benchmark", "list", "--lang", "ko");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("한국어 셈하기");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aNameThatTheLocaleDoesNotHaveIsRefused() throws Exception {
    Run run = inShell("exec \"$@\"", "verdict", "check", "--rulebook", "규정.yaml");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .contains("in this locale (LC_ALL=C.UTF-8 has all names); see gwageo verdict check --help");
  }

  @Test
  void aStoppedRunIsContinuedWithoutAskingAgain() throws Exception {
    Path task = SumsTask.write(folder.resolve("sums"), 60);
    Path out = folder.resolve("run");
    try (var endpoint = SumsEndpoint.start(Set.of(), 100)) {
      Object[] run = {
        "benchmark",
        "run",
        "--task",
        task,
        "--endpoint",
        endpoint.url(),
        "--model",
        "adder",
        "--out",
        out,
        "--concurrency",
        2
      };
      Path err = folder.resolve("stderr");
      Process process = command(run).redirectError(err.toFile()).start();
      while (process.isAlive() && endpoint.answered().size() < 10) {
        Thread.sleep(20);
      }
      process.toHandle().destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(Files.readString(err))
          .matches("gwageo: stopped after \\d+ of 60 questions; the same command continues\n");
      int before = endpoint.answered().size();
      assertThat(before).isBetween(10, 59);
      assertThat(Files.readAllLines(out.resolve("journal.jsonl"))).hasSize(before);

      Run continued = Shell.piped().run(run);
      assertThat(continued.status()).isZero();
      assertThat(continued.out()).contains("(54 correct of 60 that count, of 60 questions)");
      assertThat(endpoint.answered()).hasSize(60);
      assertThat(endpoint.answered().values()).containsOnly(1);
    }
  }

  @Test
  void aTinyModelIsServedUntilItIsStopped() throws Exception {
    Path model = Shell.repository().resolve("nano/models/hon-cheon");
    Process process =
        command("nano", "serve", "--model", model, "--port", 0).redirectErrorStream(true).start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = String.valueOf(out.readLine());
      assertThat(first).startsWith("serving at http://127.0.0.1:");
      assertThat(out.readLine()).isEqualTo("  hon-cheon");
      assertThat(get(first.substring("serving at ".length()) + "/models")).contains("hon-cheon");
    } finally {
      process.toHandle().destroy();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
