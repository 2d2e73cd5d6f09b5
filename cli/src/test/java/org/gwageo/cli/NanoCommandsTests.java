package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private final Path models = Shell.repository().resolve("nano/models");

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          shell.run(
              "nano",
              "serve",
              "--model",
              models.resolve("hon-cheon"),
              "--port",
              taken.getLocalPort());
      assertThat(run)
          .isEqualTo(
              new Run(
                  2,
                  "",
                  "gwageo: the port %d of 127.0.0.1 cannot be listened on: Address already in use\n"
                      .formatted(taken.getLocalPort())));
    }
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThat(shell.run("nano", "serve", "--model", models, "--port", 70_000))
        .isEqualTo(new Run(2, "", "gwageo: --port is between 0 and 65535, not 70000\n"));
  }

  @Test
  void aFolderWithoutAModelIsRefused() {
    assertThat(shell.run("nano", "serve", "--model", folder, "--port", 0))
        .isEqualTo(
            new Run(
                2,
                "",
                "gwageo: a model cannot be served: %s holds no config.json and no folder with one\n"
                    .formatted(folder)));
  }

  @Test
  void aFileInPlaceOfAModelIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("model.txt"), "hello");
    assertThat(shell.run("nano", "serve", "--model", file, "--port", 0))
        .isEqualTo(new Run(2, "", "gwageo: the model " + file + " is a file, not a folder\n"));
  }
}
