package org.gwageo.bundle.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.gwageo.bundle.PracticeStage;
import org.gwageo.bundle.StageBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage whose rules want an item measured three times. */
class SeveralRunsTests {

  @TempDir Path folder;

  private StageBundle stage() throws Exception {
    return StageBundle.assemble(new PracticeStage(folder.resolve("weights")).record(3));
  }

  @Test
  void eachRunHasAJournalAndAResultOfItsOwn() throws Exception {
    StageBundle stage = stage();
    assertThat(stage.bundle().files().keySet())
        .contains(
            "benchmarks/alpha/ko-sums/run-1/journal.jsonl",
            "benchmarks/alpha/ko-sums/run-1/result.json",
            "benchmarks/alpha/ko-sums/run-3/result.json")
        .noneMatch(path -> path.matches("benchmarks/[^/]+/[^/]+/journal.jsonl"));
    assertThat(stage.scoresYaml())
        .containsPattern(
            "ko-sums:\\s+-\\s+correct: 3\\s+of: 4\\s+-\\s+correct: 2\\s+of: 4\\s+"
                + "-\\s+correct: 1\\s+of: 4");
  }

  @Test
  void theVerdictTakesTheMeanOfTheRunsAndAnItemOfOneRunTheFirst() throws Exception {
    StageBundle stage = stage();
    String verdict = new String(stage.verdict().toJson(), StandardCharsets.UTF_8);
    // alpha: 3, 2 and 1 of 4 right are 50 per cent of 30 points; 3 of 4 are 75 per cent of 10.
    assertThat(verdict).contains("{\"given\":\"2/4\",\"label\":\"run:2\"");
    var alpha = stage.verdict().team("alpha").orElseThrow();
    assertThat(alpha.items().get("sums")).isEqualByComparingTo("15");
    assertThat(alpha.items().get("choice")).isEqualByComparingTo("7.5");
  }

  @Test
  void everyRunIsScoredAgain() throws Exception {
    Path zip = folder.resolve("stage.zip");
    stage().bundle().writeZip(zip);
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("benchmarks"))
        .singleElement()
        .satisfies(check -> assertThat(check.en()).contains("18 benchmark runs (72 requests)"));
  }

  @Test
  void theRepliesToOneRunDoNotPassForThoseToAnother() throws Exception {
    Path copy = folder.resolve("copy");
    stage().bundle().writeFolder(copy);
    for (String name : new String[] {"journal.jsonl", "result.json"}) {
      Files.copy(
          copy.resolve("benchmarks/alpha/ko-sums/run-1/" + name),
          copy.resolve("benchmarks/alpha/ko-sums/run-2/" + name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    var report = BundleVerifier.verify(copy, Optional.empty());
    assertThat(report.checks())
        .anySatisfy(
            check -> {
              assertThat(check.id()).isEqualTo("benchmarks");
              assertThat(check.status()).isEqualTo(Check.Status.FAILED);
              assertThat(check.en())
                  .isEqualTo(
                      "benchmarks/alpha/ko-sums/run-2/journal.jsonl holds replies to run 1, not to"
                          + " run 2.");
            });
  }
}
