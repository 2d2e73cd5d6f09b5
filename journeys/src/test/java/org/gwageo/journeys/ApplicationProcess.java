package org.gwageo.journeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The packaged server or command line as a process of its own. */
final class ApplicationProcess {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Process process;
  private final Path output;

  private ApplicationProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code gwageo demo …} or {@code gwageo serve …}. */
  static ApplicationProcess server(Path output, String... arguments) throws IOException {
    return start(
        "platform", "gwageo-platform.jar", "org.gwageo.platform.Platform", output, arguments);
  }

  /** Starts any other command. */
  static ApplicationProcess command(Path output, String... arguments) throws IOException {
    return start("cli", "gwageo-cli.jar", "org.gwageo.cli.Gwageo", output, arguments);
  }

  private static ApplicationProcess start(
      String module, String jar, String main, Path output, String... arguments) throws IOException {
    Path target = ROOT.resolve(module).resolve("target");
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-Dgwageo.home=" + ROOT,
                "-cp",
                target.resolve(jar) + java.io.File.pathSeparator + target.resolve("lib") + "/*",
                main));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    return new ApplicationProcess(process, output);
  }

  /**
   * Waits until a line of the output fits.
   *
   * @throws IllegalStateException if the process ends before, or the time is over
   */
  String awaitLine(Predicate<String> fits, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      boolean alive = process.isAlive();
      var line = lines().stream().filter(fits).findFirst();
      if (line.isPresent()) {
        return line.get();
      }
      if (!alive) {
        throw new IllegalStateException(
            "ended with status %d:%n%s".formatted(process.exitValue(), String.join("\n", lines())));
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "no such line within %s:%n%s".formatted(limit, String.join("\n", lines())));
  }

  List<String> lines() throws IOException {
    return Files.exists(output) ? Files.readAllLines(output, StandardCharsets.UTF_8) : List.of();
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks the process to end and waits for it. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  int awaitStatus() throws InterruptedException {
    return process.waitFor();
  }
}
