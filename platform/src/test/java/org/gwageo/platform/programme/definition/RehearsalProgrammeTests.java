package org.gwageo.platform.programme.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RehearsalProgrammeTests {

  private static final Path FOLDER = Path.of("..", "programmes", "rehearsal");
  private static ProgrammeDefinition rehearsal;

  @BeforeAll
  static void read() throws DefinitionException {
    rehearsal = ProgrammeReader.read(FOLDER);
  }

  @Test
  void isMarkedAsARehearsalThroughout() {
    assertThat(rehearsal.rehearsal()).isTrue();
    assertThat(rehearsal.teams())
        .allSatisfy(
            team -> {
              assertThat(team.attribution().confidence()).isEqualTo(Confidence.REHEARSAL);
              assertThat(team.lead().kind()).isEqualTo(Organisation.Kind.PRACTICE);
              assertThat(team.members()).isEmpty();
            });
  }

  @Test
  void everyTeamHandsInTheModelOnItsPage() {
    assertThat(rehearsal.submissions()).hasSameSizeAs(rehearsal.teams());
    for (Submission submission : rehearsal.submissions()) {
      TeamDefinition team = rehearsal.team(submission.team()).orElseThrow();
      assertThat(team.models())
          .extracting(ModelDefinition::name, ModelDefinition::folder)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple(submission.model(), submission.folder()));
    }
  }

  @Test
  void everyTeamClaimsToHaveTrainedFromScratch() {
    assertThat(rehearsal.submissions())
        .allSatisfy(
            submission -> {
              assertThat(submission.commercialUse()).isTrue();
              assertThat(submission.components().getFirst().training())
                  .isEqualTo(Submission.Component.Training.RANDOM_INITIALISED);
              assertThat(submission.components().getFirst().lineage())
                  .isEqualTo(Submission.Component.Lineage.OWN_NEW);
            });
  }

  @Test
  void sheetsAndRatingsFitTheRulebook() throws IOException {
    String rulebook = Files.readString(FOLDER.resolve("rulebook.yaml"));
    assertThat(header("panel/sheets.csv")).isEqualTo("evaluator,team,item,points,reason");
    assertThat(rows("panel/sheets.csv"))
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(5);
              assertThat(rulebook).contains("- id: " + row[2] + "\n");
            });
    assertThat(header("panel/marks.csv")).isEqualTo("evaluator,team,mark,reason");
    assertThat(rows("panel/marks.csv"))
        .filteredOn(row -> !row[2].equals("conflict"))
        .allSatisfy(row -> assertThat(rulebook).contains("- id: " + row[2] + "\n"));
    for (String group : List.of("professional", "citizens")) {
      assertThat(header("ratings/" + group + ".csv"))
          .isEqualTo("panel,rater,team,rating,position,seconds");
      assertThat(rulebook).contains("group: " + group + ",");
    }
  }

  @Test
  void fiveReviewersMarkEveryTeamTheyHaveNoConflictWith() throws IOException {
    List<String[]> sheets = rows("panel/sheets.csv");
    List<String[]> conflicts =
        rows("panel/marks.csv").stream().filter(row -> row[2].equals("conflict")).toList();
    long items = sheets.stream().map(row -> row[2]).distinct().count();
    assertThat(sheets).hasSize((int) items * (5 * 5 - conflicts.size()));
    assertThat(sheets).allSatisfy(row -> assertThat(row[4]).isNotBlank());
    for (String[] conflict : conflicts) {
      assertThat(sheets).noneMatch(row -> row[0].equals(conflict[0]) && row[1].equals(conflict[1]));
    }
  }

  @Test
  void everyRaterTriesEveryTeamOnceInAnOrderOfTheirOwnAndForThreeMinutes() throws IOException {
    assertRatings("ratings/professional.csv", "professional", 20);
    assertRatings("ratings/citizens.csv", "citizens", 40);
  }

  private static void assertRatings(String file, String panel, int raters) throws IOException {
    List<String[]> rows = rows(file);
    assertThat(rows).hasSize(raters * 5);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row[0]).isEqualTo(panel);
              assertThat(Integer.parseInt(row[3])).isBetween(1, 5);
              assertThat(Integer.parseInt(row[5])).isGreaterThanOrEqualTo(180);
            });
    rows.stream()
        .collect(Collectors.groupingBy(row -> row[1]))
        .forEach(
            (rater, own) -> {
              assertThat(own).extracting(row -> row[2]).doesNotHaveDuplicates();
              assertThat(own)
                  .as(rater)
                  .extracting(row -> row[4])
                  .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
            });
    assertThat(rows.stream().filter(row -> row[2].equals("gan-ui")).map(row -> row[4]).distinct())
        .as("the places of one team in the order of the raters")
        .hasSize(5);
  }

  @Test
  void theContinuedModelHasEnoughPointsForAPlace() throws IOException {
    var points = new TreeMap<String, BigDecimal>();
    rows("panel/sheets.csv").stream()
        .collect(Collectors.groupingBy(row -> row[1] + "/" + row[2]))
        .forEach((key, rows) -> points.merge(team(key), mean(rows, 3), BigDecimal::add));
    for (var file : List.of("ratings/professional.csv", "ratings/citizens.csv")) {
      BigDecimal factor = new BigDecimal(file.contains("professional") ? "3" : "2");
      rows(file).stream()
          .collect(Collectors.groupingBy(row -> row[2]))
          .forEach(
              (team, rows) -> points.merge(team, mean(rows, 3).multiply(factor), BigDecimal::add));
    }
    List<String> ranking =
        points.entrySet().stream()
            .sorted(java.util.Map.Entry.<String, BigDecimal>comparingByValue().reversed())
            .map(java.util.Map.Entry::getKey)
            .toList();
    assertThat(ranking.indexOf("gan-ui")).as("%s", points).isLessThan(2);
    BigDecimal ahead =
        points
            .getOrDefault("gan-ui", BigDecimal.ZERO)
            .subtract(points.getOrDefault(ranking.get(3), BigDecimal.ZERO));
    assertThat(ahead)
        .as("points ahead of the first team without a place")
        .isGreaterThan(new BigDecimal("8"));
  }

  private static String team(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  private static BigDecimal mean(List<String[]> rows, int column) {
    return rows.stream()
        .map(row -> new BigDecimal(row[column]))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(rows.size()), 10, RoundingMode.HALF_UP);
  }

  private static String header(String file) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).getFirst();
  }

  private static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }
}
