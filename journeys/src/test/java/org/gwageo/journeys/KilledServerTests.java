package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.function.Predicate;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The server was killed while the benchmarks were running, and started again. */
class KilledServerTests {

  private static final int QUESTIONS = 360;

  @Test
  void theSameStageIsFinishedAndVerified() throws Exception {
    var stage = RehearsedStage.get();
    assertThat(stage.generatedBeforeKill()).isBetween(40L, QUESTIONS - 1L);
    assertThat(stage.output())
        .filteredOn(new OfTheFirstStage())
        .noneMatch(line -> line.contains("✓ rules"))
        .anyMatch(line -> line.contains("verdict     confirmed by two people"));
    assertThat(stage.output()).noneMatch(line -> line.contains("✗"));
  }

  @Test
  void theTeamThatRanABetterModelThanItSubmittedIsFoundByTheRepetition() throws Exception {
    var stage = RehearsedStage.get();
    assertThat(stage.output())
        .filteredOn(line -> line.contains("✓ repeated"))
        .hasSize(3)
        .anyMatch(line -> line.contains("il-seong") && line.contains("not-reproduced"))
        .filteredOn(line -> !line.contains("il-seong"))
        .allMatch(line -> line.endsWith(": reproduced"));
    assertThat(stage.output())
        .anyMatch(line -> line.contains("The draw follows from its seed and the bundles"));
  }

  /** Takes lines until the stage of teams' own runs begins. */
  private static final class OfTheFirstStage implements Predicate<String> {

    private boolean over;

    @Override
    public boolean test(String line) {
      over |= line.contains("Rehearsal of teams' own runs");
      return !over;
    }
  }

  @Test
  void theFineTunedEntrantFailsTheGateAlthoughItsScoreWasEnough() throws Exception {
    var verdict = verdict(RehearsedStage.get());
    var ganUi = verdict.path("teams").valueStream().filter(t -> named(t, "gan-ui")).findFirst();
    assertThat(ganUi).isPresent();
    assertThat(ganUi.get().path("outcome").stringValue()).isEqualTo("gate-failed");
    assertThat(ganUi.get().path("rank").intValue()).isLessThanOrEqualTo(3);
    assertThat(
            verdict
                .path("teams")
                .valueStream()
                .filter(t -> t.path("outcome").stringValue().equals("advances")))
        .hasSize(2);
  }

  @Test
  void noQuestionIsLostAndNoneIsGeneratedTwice() throws Exception {
    var stage = RehearsedStage.get();
    assertThat(stage.generated()).isEqualTo(QUESTIONS);
    try (var bundle = new ZipFile(stage.bundle().toFile())) {
      var journals =
          bundle.stream().filter(entry -> entry.getName().endsWith("/journal.jsonl")).toList();
      assertThat(journals).hasSize(6 * 6);
      for (var journal : journals) {
        var settled = new HashMap<String, Integer>();
        for (String line : text(bundle, journal.getName()).lines().toList()) {
          var attempt = JsonMapper.shared().readTree(line);
          if (attempt.has("reply")) {
            settled.merge(attempt.path("key").stringValue(), 1, Integer::sum);
          }
        }
        assertThat(settled).as(journal.getName()).hasSize(60);
        assertThat(settled.values()).as(journal.getName()).allMatch(count -> count == 1);
      }
    }
  }

  private static tools.jackson.databind.JsonNode verdict(RehearsedStage stage) throws IOException {
    try (var bundle = new ZipFile(stage.bundle().toFile())) {
      return JsonMapper.shared().readTree(text(bundle, "verdict/verdict.json"));
    }
  }

  private static boolean named(tools.jackson.databind.JsonNode team, String id) {
    return team.path("team").stringValue().equals(id);
  }

  private static String text(ZipFile bundle, String path) throws IOException {
    try (var in = bundle.getInputStream(bundle.getEntry(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
