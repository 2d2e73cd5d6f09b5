package org.gwageo.platform.season;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that takes queued work off the database of a test's application. */
final class WorkerProcess implements AutoCloseable {

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /**
   * Writes the settings of workers that do one thing at a time.
   *
   * @param data where the test has its {@code programmes}
   * @param more further settings, as lines below {@code gwageo}
   */
  static Path config(Path data, String database, String more) throws IOException {
    Path config = data.resolve("worker.yaml");
    String settings =
        """
        gwageo:
          data: %s
          programmes: %s
          workers: 1
          database:
            url: %s
        """
            .formatted(data.resolve("none"), data.resolve("programmes"), database);
    return Files.writeString(config, settings + more.indent(2));
  }

  /**
   * Starts a process whose output goes beside its settings.
   *
   * @param options further options of the virtual machine
   */
  static WorkerProcess start(Path config, String name, String... options) throws IOException {
    var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dgwageo.home=..",
            "-cp",
            System.getProperty("java.class.path"),
            "org.gwageo.platform.Platform",
            "serve",
            "--config",
            config.toString(),
            "--role",
            "worker"));
    return new WorkerProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(config.resolveSibling(name + ".log").toFile())
            .start());
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process at once, as a failing machine does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
