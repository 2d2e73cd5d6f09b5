package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.StageRecord;
import org.gwageo.bundle.evidence.TeamEntry;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTests {

  private static final String RULES =
      """
      format: gwageo-rulebook/1
      id: practice
      version: 1
      title: {ko: 연습, en: Practice}
      points: 10
      rounding: {mode: half-up, measurement: none, item: 2, block: 2, total: 2}
      blocks:
        - id: office
          title: {ko: 사무, en: Office}
          points: 10
          items:
            - id: bonus
              title: {ko: 점수, en: Points}
              points: 10
              input: {kind: points}
              scaling: {rule: plain}
              missing: zero
      places:
        from: 2
        to: 1
        fill-vacated-places: false
        none-selected: true
        single-applicant: evaluated
        ties: {order: [exact-total], otherwise: share}
      disclosure:
        public: {levels: [outcome, rank, total]}
        team-itself: {levels: [outcome, rank, total]}
        team-others: {levels: [outcome, rank, total]}
        reviewers: {levels: [outcome, rank, total]}
        office: {levels: [outcome, rank, total]}
      """;

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path zip = Path.of("");

  @BeforeEach
  void publish() throws Exception {
    zip = folder.resolve("stage.zip");
    stage().bundle().writeZip(zip);
    stage().bundle().writeFolder(folder.resolve("stage"));
  }

  private static StageBundle stage() throws Exception {
    return StageBundle.assemble(
        new StageRecord(
            "practice",
            "stage-1",
            Instant.parse("2026-11-22T03:00:00Z"),
            "0.1.0",
            RULES,
            List.of(team("alpha"), team("beta")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            Map.of(
                "items",
                Map.of(
                    "bonus",
                    Map.of("alpha", new BigDecimal("7.5"), "beta", new BigDecimal("4.25"))))));
  }

  private static TeamEntry team(String id) {
    return new TeamEntry(
        id,
        new TeamEntry.Words(id, id),
        Optional.empty(),
        new TreeMap<>(),
        Optional.of(List.of("commercial-use")),
        Map.of("licence", "Apache-2.0"));
  }

  @Test
  void aPublishedStageIsRight() {
    Run run = shell.run("verify", zip);
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("(?m)^ok .*byte for byte")
        .doesNotContain("FAILED")
        .endsWith(zip + " is right.\n");
    assertThat(shell.run("verify", folder.resolve("stage")).status()).isZero();
  }

  @Test
  void aChangedFileIsNamedWithStatusOne() throws Exception {
    Path verdict = folder.resolve("stage/verdict/verdict.json");
    Files.writeString(verdict, Files.readString(verdict).replace("7.5", "9.5"));
    Run run = shell.run("verify", folder.resolve("stage"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(?m)^FAILED +verdict/verdict\\.json: ")
        .endsWith("stage is wrong.\n");
    Run korean = shell.run("verify", folder.resolve("stage"), "--lang", "ko");
    assertThat(korean.out()).containsPattern("(?m)^틀림 +verdict/verdict\\.json: .*바뀌었습니다");
  }

  @Test
  void oneFlippedByteOfAZipIsFound() throws Exception {
    byte[] bytes = Files.readAllBytes(zip);
    for (int at = 5; at < bytes.length; at += bytes.length / 15) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(zip, changed);
      assertThat(shell.run("verify", zip).status()).isEqualTo(1);
    }
  }

  @Test
  void theReportForMachinesSaysTheSame() throws Exception {
    Run right = shell.run("verify", zip, "--json", "-");
    assertThat(right.status()).isZero();
    assertThat(right.out()).startsWith("{\"checks\":[").contains("\"ok\":true").endsWith("}");
    Files.delete(folder.resolve("stage/scores/scores.yaml"));
    Run wrong = shell.run("verify", folder.resolve("stage"), "--json", "-");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).contains("\"ok\":false").contains("\"file\":\"scores/scores.yaml\"");
  }

  @Test
  void aFileThatIsNoBundleIsWrong() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.zip"), "no zip at all");
    Run run = shell.run("verify", text);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("FAILED").contains("notes.zip");
  }

  @Test
  void whatIsNotThereCannotBeVerified() {
    Path absent = folder.resolve("absent.zip");
    assertThat(shell.run("verify", absent))
        .isEqualTo(new Run(2, "", "gwageo: the bundle " + absent + " does not exist\n"));
    assertThat(shell.run("verify", zip, "--models", zip))
        .isEqualTo(
            new Run(2, "", "gwageo: the folder of models " + zip + " is a file, not a folder\n"));
  }
}
