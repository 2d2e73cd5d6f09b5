package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.gwageo.cli.Shell.Run;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTests {

  private final Shell shell = Shell.piped();

  static Stream<String> commands() {
    var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var terminal =
        new Terminal(
            silent,
            silent,
            Terminal.Watchers.none(),
            Path.of(""),
            Map.of(),
            () -> Instant.EPOCH,
            Language.EN);
    return withSubcommands(Gwageo.commandLine(terminal));
  }

  private static Stream<String> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec().qualifiedName(" ")),
        command.getSubcommands().values().stream().flatMap(CommandsTests::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithAnExample(String command) {
    Run run = shell.run((Object[]) (command + " --help").substring("gwageo ".length()).split(" "));
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: " + command).containsPattern("(?m)^Examples?:$");
    assertThat(run.out().substring(run.out().lastIndexOf("Example"))).contains(command);
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandRefusesAnUnknownOptionInOneSentence(String command) {
    String[] words = (command + " --colour").substring("gwageo ".length()).split(" ");
    Run run = shell.run((Object[]) words);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("gwageo: ").endsWith("; see " + command + " --help\n");
  }

  @Test
  void aMisspelledCommandIsAnsweredWithTheNearest() {
    Run run = shell.run("verdikt");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: there is no command verdikt, did you mean verdict?; see gwageo --help\n");
  }

  @Test
  void aMisspelledOptionIsAnsweredWithTheNearest() {
    Run run = shell.run("verdict", "check", "--rulebook", "x", "--score", "y");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: there is no option --score, did you mean --scores?; see gwageo verdict check"
                + " --help\n");
  }

  @Test
  void aMissingCommandIsNamed() {
    assertThat(shell.run().err()).isEqualTo("gwageo: a command is missing; see gwageo --help\n");
    assertThat(shell.run("lineage").err())
        .isEqualTo("gwageo: a command is missing; see gwageo lineage --help\n");
    assertThat(shell.run("lineage").status()).isEqualTo(2);
  }

  @Test
  void aMissingOptionIsNamed() {
    Run run = shell.run("verdict", "decide", "--rulebook", "x.yaml");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: the option --scores FILE is missing; see gwageo verdict decide --help\n");
  }

  @Test
  void aMissingArgumentIsNamed() {
    Run run = shell.run("lineage", "compare", "models/one");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("gwageo: REFERENCE is missing; see gwageo lineage compare --help\n");
  }

  @Test
  void anArgumentTooManyIsNamed() {
    Run run = shell.run("lineage", "inspect", "models/one", "models/two");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: the argument models/two is one too many; see gwageo lineage inspect --help\n");
  }

  @Test
  void aLanguageThatIsNotSpokenIsRefused() {
    Run run = shell.run("verdict", "check", "--rulebook", "x.yaml", "--lang", "fr");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--lang").contains("fr").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "511m", "0g", "-1g", "1.5g", "99999g", "g"})
  void aMemoryBudgetThatIsNoneIsRefused(String size) {
    Run run = shell.run("lineage", "compare", "a", "b", "--memory", size);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("gwageo: --memory %s is no size".formatted(size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"512m", "1999M", "1g", "64G"})
  void aMemoryBudgetStandsBeforeOrAfterTheCommand(String size) {
    String missing = "gwageo: the subject a does not exist\n";
    assertThat(shell.run("lineage", "compare", "a", "b", "--memory", size).err())
        .isEqualTo(missing);
    assertThat(shell.run("lineage", "--memory=" + size, "compare", "a", "b").err())
        .isEqualTo(missing);
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    Run run = shell.run("lineage", "compare", "a", "b", "--seed", "lucky");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--seed").contains("lucky").doesNotContain("Exception");
  }
}
