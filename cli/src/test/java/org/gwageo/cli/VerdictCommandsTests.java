package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.cli.Shell.Run;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private final Path programmes = Shell.repository().resolve("programmes");
  private final Path rulebook = programmes.resolve("rehearsal/rulebook.yaml");
  private Path scores = Path.of("");

  @BeforeEach
  void writeScores() throws Exception {
    scores = folder.resolve("scores.yaml");
    try (InputStream in = getClass().getResourceAsStream("rehearsal-scores.yaml")) {
      Files.copy(java.util.Objects.requireNonNull(in), scores);
    }
  }

  private byte[] verdict() throws Exception {
    Rulebook rules = Rulebook.parse(Files.readString(rulebook));
    return Verdicts.decide(rules, Scores.parse(Files.readString(scores), rules)).toJson();
  }

  @Test
  void aVerdictIsPrintedAsATable() throws Exception {
    Run run = shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores);
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("(?m)^ {3}1 +hon-cheon +advances +86\\.77 .* passed +passed +passed$")
        .containsPattern("(?m)^ {3}2 +ja-gyeok +gate-failed +77\\.27 .* failed +passed +passed$")
        .contains("announced: 2 of 5 out, actual: 3 of 5 out")
        .contains("1 team within the 3 places by score failed a gate. (ja-gyeok)")
        .contains("derivation-established")
        .contains("rulebook " + Rulebook.parse(Files.readString(rulebook)).digest());
  }

  @Test
  void aVerdictIsPrintedInKoreanOnRequest() {
    Run run =
        shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores, "--lang", "ko");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^ {3}2 +ja-gyeok +관문 미통과 +77\\.27 ")
        .contains("예고: 5개 팀 중 2개 탈락, 실제: 5개 팀 중 3개 탈락")
        .contains("자격 (ja-gyeok)");
  }

  @Test
  void jsonOnStandardOutputIsTheEnginesAndNothingElse() throws Exception {
    Run run =
        shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores, "--json", "-");
    assertThat(run.status()).isZero();
    assertThat(run.out().getBytes(StandardCharsets.UTF_8)).isEqualTo(verdict());
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonInAFileReplacesTheFileAndLeavesNothingBeside() throws Exception {
    Path json = folder.resolve("verdict.json");
    Files.writeString(json, "older");
    Run run =
        shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores, "--json", json);
    assertThat(run.status()).isZero();
    assertThat(json).hasBinaryContent(verdict());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(json, scores);
    }
  }

  @Test
  void anAudienceSeesOnlyWhatIsDisclosed() throws Exception {
    Path secretive = folder.resolve("rulebook.yaml");
    String rules = Files.readString(rulebook);
    Files.writeString(
        secretive,
        rules.substring(0, rules.indexOf("disclosure:"))
            + """
            disclosure:
              public: {levels: [outcome]}
              team-itself: {levels: [outcome, rank, total]}
              team-others: {levels: [outcome]}
              reviewers: {levels: [outcome]}
              office: {levels: [outcome, rank, total]}
            """);
    Run seen =
        shell.run(
            "verdict",
            "decide",
            "--rulebook",
            secretive,
            "--scores",
            scores,
            "--audience",
            "public");
    assertThat(seen.status()).isZero();
    assertThat(seen.out()).contains("advances").doesNotContain("86.77").doesNotContain("35.27");
    Run office =
        shell.run(
            "verdict",
            "decide",
            "--rulebook",
            secretive,
            "--scores",
            scores,
            "--audience",
            "office",
            "--json",
            "-");
    assertThat(office.out()).contains("\"total\":86.77").doesNotContain("35.27");
  }

  @Test
  void anUnknownAudienceIsRefused() {
    Run run =
        shell.run(
            "verdict", "decide", "--rulebook", rulebook, "--scores", scores, "--audience", "me");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("an audience is public, team:ID, reviewers or office, not 'me'");
  }

  @Test
  void aTeamThatIsNotThereCannotLook() {
    Run run =
        shell.run(
            "verdict",
            "decide",
            "--rulebook",
            rulebook,
            "--scores",
            scores,
            "--audience",
            "team:nobody");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("gwageo: the scores file " + scores + " has no team nobody\n");
  }

  @Test
  void aHeldVerdictEndsWithStatusOneAndSaysWhy() throws Exception {
    Files.writeString(scores, Files.readString(scores).replace("    gan-ui: 57.25\n", ""));
    Run run = shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("The verdict is not settled:").contains("- gan-ui: ");
  }

  @Test
  void scoresThatDoNotFitAreRefusedWithTheLine() throws Exception {
    Files.writeString(
        scores, Files.readString(scores).replace("hon-cheon: 87.25", "hon-cheon: 187.25"));
    Run run = shell.run("verdict", "decide", "--rulebook", rulebook, "--scores", scores);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("gwageo: the scores file " + scores + " cannot be used: line ")
        .contains("must be from 0 to 100, not 187.25")
        .contains("it has 3 more problems, gwageo verdict check lists them");
  }

  @Test
  void checkListsEveryProblemWithItsLine() throws Exception {
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(
        wrong,
        Files.readString(rulebook)
            .replace("places:\n  from: 5", "places:\n  form: 5")
            .replace("points: 35", "points: 36"));
    Run run = shell.run("verdict", "check", "--rulebook", wrong);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().count()).isGreaterThan(1);
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line).matches(wrong + ":\\d+:\\d+: .+"))
        .anySatisfy(line -> assertThat(line).contains("36"))
        .anySatisfy(line -> assertThat(line).contains("form"));
  }

  @Test
  void checkAlsoChecksScores() throws Exception {
    Run right = shell.run("verdict", "check", "--rulebook", rulebook, "--scores", scores);
    assertThat(right.status()).isZero();
    assertThat(right.out()).contains("usable, teams: 5");
    Files.writeString(scores, "format: gwageo-scores/1\nteams: 5\n");
    Run wrong = shell.run("verdict", "check", "--rulebook", rulebook, "--scores", scores);
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).contains(scores + ":2:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "korea-2025/rulebooks/selection-2025.yaml",
        "korea-2025/rulebooks/stage-1.yaml",
        "korea-2025/rulebooks/stage-2.yaml",
        "korea-2025/rulebooks/additional-team-2026.yaml",
        "rehearsal/rulebook.yaml"
      })
  void everyShippedRulebookIsUsable(String name) throws Exception {
    Path shipped = programmes.resolve(name);
    Run run = shell.run("verdict", "check", "--rulebook", shipped);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(Rulebook.parse(Files.readString(shipped)).digest().toString());
  }

  @Test
  void aMissingRulebookIsNamed() {
    Path absent = folder.resolve("absent.yaml");
    for (String command : new String[] {"decide", "check"}) {
      Run run = shell.run("verdict", command, "--rulebook", absent, "--scores", scores);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).isEqualTo("gwageo: the rulebook " + absent + " does not exist\n");
    }
  }

  @Test
  void aFolderInPlaceOfARulebookIsRefused() {
    Run run = shell.run("verdict", "decide", "--rulebook", folder, "--scores", scores);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("gwageo: the rulebook " + folder + " is a folder, not a file\n");
  }

  @Test
  void aRulebookThatIsNoTextIsRefused() throws Exception {
    Path binary = folder.resolve("rulebook.yaml");
    Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
    Run run = shell.run("verdict", "check", "--rulebook", binary);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("gwageo: the rulebook " + binary + " is not a text in UTF-8\n");
  }

  @Test
  void aRulebookThatIsNoYamlIsRefusedWithTheLine() throws Exception {
    Path broken = folder.resolve("rulebook.yaml");
    Files.writeString(broken, "format: gwageo-rulebook/1\nid: [\n");
    Run run = shell.run("verdict", "decide", "--rulebook", broken, "--scores", scores);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("gwageo: the rulebook " + broken + " cannot be used: line ")
        .doesNotContain("Exception");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork() {
    Path nowhere = folder.resolve("no/such/verdict.json");
    Run run =
        shell.run("verdict", "decide", "--rulebook", "absent", "--scores", "x", "--json", nowhere);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: --json %s cannot be written: there is no folder %s\n"
                .formatted(nowhere, nowhere.getParent()));
    Run inFolder =
        shell.run("verdict", "decide", "--rulebook", "absent", "--scores", "x", "--json", folder);
    assertThat(inFolder.err())
        .isEqualTo("gwageo: --json %s is a folder, not a file\n".formatted(folder));
  }
}
