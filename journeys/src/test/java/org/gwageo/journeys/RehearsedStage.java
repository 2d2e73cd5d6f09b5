package org.gwageo.journeys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;
import org.jspecify.annotations.Nullable;

/**
 * One rehearsal for all journeys: its server is killed in the middle of the benchmarks and started
 * again on the same folder. A guest whose endpoint lives on here, outside of the killed process,
 * tells what it was asked.
 */
final class RehearsedStage {

  /** The guest's name. */
  static final String GUEST = "visitor";

  private static final Duration LIMIT = Duration.ofMinutes(6);

  private static @Nullable RehearsedStage only;

  private final ApplicationProcess server;
  private final NanoServer guest;
  private final Path data;
  private final int port;
  private final long generatedBeforeKill;

  private RehearsedStage(
      ApplicationProcess server, NanoServer guest, Path data, int port, long generatedBeforeKill) {
    this.server = server;
    this.guest = guest;
    this.data = data;
    this.port = port;
    this.generatedBeforeKill = generatedBeforeKill;
  }

  /** Returns the finished rehearsal with its server still running. */
  static synchronized RehearsedStage get() throws Exception {
    var finished = only;
    if (finished == null) {
      finished = rehearse();
      only = finished;
    }
    return finished;
  }

  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Returns how many replies the guest had generated when the server was killed. */
  long generatedBeforeKill() {
    return generatedBeforeKill;
  }

  /** Returns how many replies the guest has generated in all; repeats do not count. */
  long generated() {
    return guest.generatedReplies();
  }

  List<String> output() throws IOException {
    return server.lines();
  }

  Path bundle() {
    return data.resolve("bundles/rehearsal-stage-1-v1.zip");
  }

  /** Returns the password of an account of the rehearsal. */
  String password(String account) throws IOException {
    return Files.readAllLines(data.resolve("accounts.txt")).stream()
        .map(line -> line.split("\\s+", -1))
        .filter(words -> words[0].equals(account))
        .map(words -> words[1])
        .findFirst()
        .orElseThrow();
  }

  private static RehearsedStage rehearse() throws Exception {
    Path folder = Files.createTempDirectory("gwageo-journeys");
    Path data = folder.resolve("data");
    Path models = Path.of("../nano/models");
    var guest =
        NanoServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(NanoModel.load(models.resolve("north-star-base"))));
    int port = freePort();
    String[] command = {
      "demo",
      "--port",
      String.valueOf(port),
      "--data",
      data.toString(),
      "--entrant",
      GUEST + "=http://127.0.0.1:" + guest.port() + "/v1"
    };
    var first = ApplicationProcess.server(folder.resolve("first.log"), command);
    first.awaitLine(line -> line.contains("evaluation begins"), LIMIT);
    while (guest.generatedReplies() < 40) {
      Thread.sleep(5);
    }
    first.kill();
    long before = guest.generatedReplies();
    var second = ApplicationProcess.server(folder.resolve("second.log"), command);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(second, guest, folder)));
    second.awaitLine(line -> line.contains("check it yourself"), LIMIT);
    return new RehearsedStage(second, guest, data, port, before);
  }

  private static void end(ApplicationProcess server, NanoServer guest, Path folder) {
    try {
      server.stop();
      guest.close();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
