package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path key;
  private Path sealed;
  private Path commitment;

  @BeforeEach
  void seal() throws Exception {
    key = folder.resolve("season.key");
    sealed = folder.resolve("sums.sealed");
    commitment = folder.resolve("sums.json");
    Path task = SumsTask.write(folder.resolve("sums"), 12);
    assertThat(shell.run("benchmark", "seal", "key", "--to", key).status()).isZero();
    Run run =
        shell.run(
            "benchmark",
            "seal",
            "items",
            "--task",
            task,
            "--items",
            folder.resolve("sums/items.jsonl"),
            "--season",
            "2027-1",
            "--season-key",
            key,
            "--to",
            sealed,
            "--commitment",
            commitment);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("12 items sealed, commitment sha256:");
  }

  @Test
  void hidesItemsUntilTheyAreRevealedAndProvesThemThen() throws Exception {
    Path revealed = folder.resolve("sums.revealed");
    Path items = folder.resolve("again.jsonl");

    assertThat(Files.readString(sealed)).doesNotContain("question");
    assertThat(shell.run("benchmark", "seal", "verify", commitment, "--sealed", sealed).out())
        .endsWith("12 items are those that were committed to\n");
    Run reveal =
        shell.run("benchmark", "seal", "reveal", sealed, "--season-key", key, "--to", revealed);
    assertThat(reveal.status()).isZero();
    Run verify =
        shell.run(
            "benchmark", "seal", "verify", commitment, "--revealed", revealed, "--items", items);
    assertThat(verify.status()).isZero();
    assertThat(Files.readString(items)).contains("\"question\":\"3+1\"");

    Files.writeString(revealed, Files.readString(revealed).replace("3+1", "3+2"));
    Run changed = shell.run("benchmark", "seal", "verify", commitment, "--revealed", revealed);
    assertThat(changed.status()).isEqualTo(1);
    assertThat(changed.err()).startsWith("gwageo: ").hasLineCount(1);
  }

  @Test
  void opensAndProvesOneItem() throws Exception {
    Path proof = folder.resolve("i3.json");

    Run open = shell.run("benchmark", "seal", "open-one", sealed, "i3", "--season-key", key);
    Run prove =
        shell.run("benchmark", "seal", "prove", sealed, "i3", "--season-key", key, "--to", proof);

    assertThat(open.out()).contains("\"question\":\"3+1\"").doesNotContain("4+1");
    assertThat(prove.status()).isZero();
    assertThat(shell.run("benchmark", "seal", "verify", commitment, "--proof", proof).status())
        .isZero();
    assertThat(
            shell
                .run("benchmark", "seal", "open-one", sealed, "nobody", "--season-key", key)
                .status())
        .isEqualTo(1);
  }

  @Test
  void takesTheKeyFromTheEnvironment() throws Exception {
    String hex = Files.readString(key).strip();

    Run run =
        shell.with("GWAGEO_SEASON_KEY", hex).run("benchmark", "seal", "open-one", sealed, "i0");

    assertThat(run.out()).contains("\"question\":\"0+1\"");
    Run without = shell.run("benchmark", "seal", "open-one", sealed, "i0");
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).startsWith("gwageo: the season key cannot be used: ");
  }

  @Test
  void neverOverwritesAKey() {
    Run run = shell.run("benchmark", "seal", "key", "--to", key);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("gwageo: %s exists, and a season key is never overwritten\n".formatted(key));
  }
}
