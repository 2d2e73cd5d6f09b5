package org.gwageo.platform.programme.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgrammeReaderTests {

  private static final String PROGRAMME =
      """
      id: trial
      title: {ko: 시험, en: Trial}
      summary: {ko: 시험 과제, en: A trial programme}
      owner: office
      zone: Asia/Seoul
      teams: [alpha, beta]
      sources:
        - key: call
          confidence: official
          title: {ko: 공고, en: Call}
          publisher: {ko: 기관, en: Office}
          date: 2025-06-20
          access: full-text
      bodies:
        - id: office
          name: {ko: 기관, en: Office}
          shortName: {ko: 기관, en: Office}
          duties:
            - {text: {ko: 정합니다., en: Decides.}, sources: [call]}
      events:
        - id: opens
          kind: call
          planned: 2025-06
          date: 2025-06-20/2025-07-21
          title: {ko: 공모, en: Call}
          difference: {ko: 늘렸습니다., en: Prolonged.}
          sources: [call]
      stages:
        - id: stage-1
          number: 1
          title: {ko: 1차, en: First}
          kind: elimination
          status: concluded
          sources: [call]
          entrants: [alpha, beta]
          places: {entering: 2, planned: 1, actual: 1}
          calendar: {opens: 2025-07-01, closes: '2025-07-21T18:00+09:00'}
          outcomes:
            - {entrant: alpha, result: advances, sentence: {ko: 진출, en: Advances}}
      """;

  private static final String TEAM =
      """
      id: %1$s
      name: {ko: 갑, en: A}
      shortName: {ko: 갑, en: A}
      sources: [call]
      lead: {name: {ko: 갑, en: A}, kind: company}
      models:
        - {name: a-1, stage: stage-1, parameters: 112.2B, vocabulary: 1000, uncertain: [vocabulary]}
      """;

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void writeProgramme() throws IOException {
    folder = Files.createDirectories(root.resolve("trial"));
    Files.createDirectories(folder.resolve("teams"));
    Files.createDirectories(folder.resolve("submissions"));
    programme(PROGRAMME);
    Files.writeString(folder.resolve("teams/alpha.yaml"), TEAM.formatted("alpha"));
    Files.writeString(folder.resolve("teams/beta.yaml"), TEAM.formatted("beta"));
  }

  @Test
  void readsAProgrammeWithItsTeams() throws DefinitionException {
    ProgrammeDefinition programme = ProgrammeReader.read(folder);
    assertThat(programme.teams()).extracting(TeamDefinition::id).containsExactly("alpha", "beta");
    assertThat(programme.rehearsal()).isFalse();
    assertThat(programme.events().getFirst().date().last()).isEqualTo("2025-07-21");
    StageDefinition stage = programme.stage("stage-1").orElseThrow();
    assertThat(stage.outcomes().getFirst().attribution())
        .as("an outcome without sources has those of its stage")
        .isEqualTo(new Attribution(List.of("call"), Confidence.OFFICIAL));
    assertThat(programme.team("beta").orElseThrow().models().getFirst().totalParameters())
        .isEqualByComparingTo("112200000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          owner: office            | ownr: office             | programme.yaml:4:1: unknown key 'ownr', did you mean 'owner'
          owner: office            | ownr: office             | programme.yaml:1:1: the key 'owner' is missing
          owner: office            | owner: ofice             | programme.yaml:4:8: no body 'ofice', did you mean 'office'
          zone: Asia/Seoul         | zone: Asia/Soul          | programme.yaml:5:7: zone: no such time zone: Asia/Soul
          id: trial                | id: trail                | programme.yaml:1:5: the id is the name of the folder, not 'trail'
          teams: [alpha, beta]     | teams: [alpha, gamma]    | teams/gamma.yaml: there is no such file in
          teams: [alpha, beta]     | teams: [alpha, ../beta]  | programme.yaml:6:16: an id is made of a-z, 0-9 and single hyphens: ../beta
          teams: [alpha, beta]     | teams: alpha             | programme.yaml:6:8: a list is wanted here
          date: 2025-06-20         | date: 20 June            | programme.yaml:12:11: date: a date is written 2025-08-04
          date: 2025-06-20         | date: 2025-06-31         | programme.yaml:12:11: date: no such date: 2025-06-31
          ko: 시험, en: Trial      | ko: 시험                 | programme.yaml:2:8: the key 'en' is missing
          ko: 시험, en: Trial      | ko: 시험, en: ''         | programme.yaml:2:21: a text is wanted here
          ko: 시험, en: Trial      | ko: 시험, ko: 둘, en: T  | programme.yaml:2:17: the key 'ko' is given twice
          kind: elimination        | kind: eliminaton         | 'eliminaton' is none of selection, elimination, additional-call, did you mean 'elimination'
          entering: 2              | entering: 3              | programme.yaml:36:24: entering is 3 and the stage names 2
          actual: 1}               | actual: 2}               | planned is 1, actual is 2: 'difference' says why
          entering: 2              | entering: two            | entering: a whole number from 0 is wanted, not two
          entrant: alpha           | entrant: alfa            | programme.yaml:39:19: 'alfa' is not an entrant of this stage, did you mean 'alpha'
          access: full-text        | access: full-text, url   | 'full-text, url' is none of full-text, excerpt, cited
          kind: elimination        | kind: [elimination]      | programme.yaml:32:11: a text is wanted here
          18:00+09:00'             | 18:00'                   | a moment is written 2026-01-05 or 2026-01-05T09:00+09:00: 2025-07-21T18:00
          """)
  void namesFileLineAndReason(String right, String wrong, String message) throws IOException {
    assertThat(PROGRAMME).contains(right);
    programme(PROGRAMME.replace(right, wrong));
    assertThat(refusal()).anyMatch(problem -> problem.contains(message));
  }

  @Test
  void listsEveryProblemOfEveryFileInTheirOrder() throws IOException {
    programme(PROGRAMME.replace("zone:", "zon:").replace("kind: call", "kind: cal"));
    Files.writeString(
        folder.resolve("teams/alpha.yaml"),
        TEAM.formatted("alpha").replace("112.2B", "many").replace("stage-1", "stage-9"));
    assertThat(refusal())
        .containsExactly(
            "programme.yaml:1:1: the key 'zone' is missing",
            "programme.yaml:5:1: unknown key 'zon', did you mean 'zone'",
            "programme.yaml:22:11: kind: 'cal' is none of call, review, selection, agreement,"
                + " support, ceremony, release, dispute, stage, result, disclosure, plan, did you"
                + " mean 'call'",
            "teams/alpha.yaml:7:24: no stage 'stage-9', did you mean 'stage-1'",
            "teams/alpha.yaml:7:45: parameters: a number such as 112.2B is wanted, not many");
  }

  @Test
  void everyDatumNamesASource() throws IOException {
    programme(
        PROGRAMME.replace(
            "    difference: {ko: 늘렸습니다., en: Prolonged.}\n    sources: [call]\n", ""));
    assertThat(refusal())
        .contains(
            "programme.yaml:21:5: no source is named: the key 'sources' is missing or empty",
            "programme.yaml:23:14: plan and fact differ: 'difference' says why");
  }

  @Test
  void refusesAnchorsAndAliases() throws IOException {
    programme(PROGRAMME.replace("title: {ko: 시험, en: Trial}", "title: &t {ko: 시험, en: Trial}"));
    assertThat(refusal()).contains("programme.yaml:2:8: anchors and aliases are not allowed: &t");
    programme(
        PROGRAMME
            .replace("title: {ko: 시험, en: Trial}", "title: &t {ko: 시험, en: Trial}")
            .replace("summary: {ko: 시험 과제, en: A trial programme}", "summary: *t"));
    assertThat(refusal()).isNotEmpty();
  }

  @Test
  void refusesARulebookOutsideTheFolder() throws IOException {
    programme(PROGRAMME.replace("    entrants:", "    rulebook: ../other.yaml\n    entrants:"));
    Files.writeString(root.resolve("other.yaml"), "");
    assertThat(refusal())
        .singleElement()
        .asString()
        .startsWith("programme.yaml:35:15: no such rulebook in the programme's folder");
  }

  @Test
  void refusesDeclarationsTwiceAndWithoutWeights() throws IOException {
    Files.writeString(
        folder.resolve("submissions/alpha.yaml"),
        """
        team: alpha
        stage: stage-1
        model: a-1
        folder: ../models/a-1
        licence: Apache-2.0
        commercialUse: yes
        components:
          - {kind: tokenizer, origin: {ko: 갑, en: A}, licence: MIT, training: frozen, lineage: own-new}
          - {kind: tokenizer, origin: {ko: 갑, en: A}, licence: MIT, training: frozen, lineage: own-new}
        """);
    assertThat(refusal())
        .containsExactly(
            "submissions/alpha.yaml:1:1: the component 'language-model-weights' is not declared",
            "submissions/alpha.yaml:4:9: a folder inside the repository is wanted: ../models/a-1",
            "submissions/alpha.yaml:6:16: commercialUse: true or false is wanted, not yes",
            "submissions/alpha.yaml:9:12: this kind of component is declared twice");
  }

  @Test
  void refusesWhatIsNoYamlOrNoUtf8() throws IOException {
    programme("id: [trial\n");
    assertThat(refusal()).singleElement().asString().startsWith("programme.yaml:2:1: ");
    programme("");
    assertThat(refusal()).containsExactly("programme.yaml: the file is empty");
    Files.write(folder.resolve("programme.yaml"), new byte[] {'i', (byte) 0xff});
    assertThat(refusal()).containsExactly("programme.yaml: the file is not UTF-8");
    programme("- 1\n");
    assertThat(refusal()).contains("programme.yaml:1:1: keys and values are wanted here");
    programme("a: " + "[".repeat(500) + "\n");
    assertThat(refusal()).isNotEmpty();
  }

  @Test
  void answersDamagedFilesWithProblemsOnly() throws IOException {
    var random = new Random(20261122);
    int refused = 0;
    for (int i = 0; i < 800; i++) {
      var text = new StringBuilder(PROGRAMME);
      for (int damage = 0; damage < 3; damage++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, ":{}[]&*!|>'\"#-\n\t\0~".charAt(random.nextInt(18)));
          default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
        }
      }
      programme(text.toString());
      try {
        ProgrammeReader.read(folder);
      } catch (DefinitionException e) {
        assertThat(e.problems()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(400);
  }

  private void programme(String text) throws IOException {
    Files.writeString(folder.resolve("programme.yaml"), text);
  }

  private List<String> refusal() {
    DefinitionException refusal =
        catchThrowableOfType(DefinitionException.class, () -> ProgrammeReader.read(folder));
    assertThat(refusal).isNotNull();
    return refusal.problems().stream().map(Problem::toString).toList();
  }
}
