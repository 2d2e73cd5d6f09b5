package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCommandTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();

  @Test
  void givesTheShareOfATargetWithItsInterval() throws Exception {
    Path run = folder.resolve("run");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      shell.run(
          "benchmark",
          "run",
          "--task",
          SumsTask.write(folder.resolve("sums"), 40),
          "--endpoint",
          endpoint.url(),
          "--model",
          "adder",
          "--out",
          run);
    }

    Run table = shell.run("benchmark", "target", run, "--target", "80");
    Run json = shell.run("benchmark", "target", run, "--target", "80", "--json", "-");
    Run wide = shell.run("benchmark", "target", run, "--target", "80", "--target-se", "5");

    // 36 of 40 are right: 0.9 / 0.8, standard error 0.04804 / 0.8, t(39) = 2.02269.
    assertThat(table.out())
        .startsWith("sums, adder: 40 items, 0 unanswered\n")
        .contains("112.50", "100.35 – 124.65");
    assertThat(json.out()).contains("\"ratio\":1.125", "\"unanswered\":0", "\"target\":0.8");
    assertThat(wide.out()).contains("112.50").doesNotContain("100.35");
    assertThat(shell.run("benchmark", "target", run, "--target", "0").status()).isEqualTo(2);
  }
}
