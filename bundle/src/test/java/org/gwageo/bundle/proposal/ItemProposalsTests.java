package org.gwageo.bundle.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.ProposalFiles;
import org.gwageo.verdict.rules.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemProposalsTests {

  private static final Proposal.Place PLACE = new Proposal.Place("practice", "stage-1", "common");
  private static final Input.Selection.ProposedBy RULE = new Input.Selection.ProposedBy(2, 20);
  private static final NewBenchmark PRO =
      new NewBenchmark("MMLU-Pro", "https://example.org/a", "MIT");
  private static final NewBenchmark SPELT =
      new NewBenchmark("mmlu pro", "https://example.org/b", "MIT licence");
  private static final NewBenchmark OWN =
      new NewBenchmark("Own Exam", "https://example.org/c", "closed");

  private static Instant at(int hour) {
    return Instant.parse("2026-11-01T00:00:00Z").plusSeconds(hour * 3600L);
  }

  private static ItemProposals of(List<ProposalWindow> windows, List<Ruling> rulings) {
    Proposal first = Proposal.first(PLACE, "alpha", at(1), List.of("gpqa", "aime"), List.of());
    return new ItemProposals(
        PLACE,
        windows,
        new TreeMap<>(
            Map.of(
                "alpha", List.of(first, first.next(at(5), List.of("aime"), List.of(PRO))),
                "beta",
                    List.of(
                        Proposal.first(PLACE, "beta", at(2), List.of("gpqa"), List.of(SPELT, OWN))),
                "gamma", List.of(Proposal.first(PLACE, "gamma", at(2), List.of(), List.of())))),
        rulings,
        null);
  }

  private static final List<ProposalWindow> ONCE =
      List.of(new ProposalWindow(at(0), at(10), "the plan"));
  private static final List<ProposalWindow> EXTENDED =
      List.of(
          new ProposalWindow(at(0), at(3), "the plan"),
          new ProposalWindow(at(2), at(10), "a holiday"));
  private static final List<ProposalWindow> AGAIN =
      List.of(
          new ProposalWindow(at(0), at(3), "the plan"),
          new ProposalWindow(at(4), at(10), "nothing qualified"));

  @ParameterizedTest
  @CsvSource({
    "MMLU-Pro, mmlu pro, true",
    "MMLU-Pro, ＭＭＬＵ＿pro, true",
    "AIME 2024, AIME 2025, false",
    "한국어 시험, 한국어시험, true",
    "GPQA, GPQA Diamond, false"
  })
  void spellingsOfOneNameAreOne(String one, String other, boolean same) {
    assertThat(NewBenchmark.key(one).equals(NewBenchmark.key(other))).isEqualTo(same);
  }

  @Test
  void listsAreTakenUpToTheDeadlineThatWasAnnouncedLast() {
    assertThat(of(ONCE, List.of()).isOpen(at(10))).as("exactly then is in time").isTrue();
    assertThat(of(ONCE, List.of()).isOpen(at(10).plusMillis(1))).isFalse();
    assertThat(of(List.of(), List.of()).isOpen(at(1))).isFalse();
    assertThat(of(EXTENDED, List.of()).isOpen(at(4))).isTrue();
    assertThat(of(AGAIN, List.of()).isOpen(at(3).plusSeconds(1))).isFalse();
    assertThat(of(AGAIN, List.of()).isOpen(at(4))).isTrue();
  }

  @Test
  void nothingIsPublicBeforeADeadlineHasGoneBy() {
    assertThat(of(ONCE, List.of()).publicAt(at(10)).byTeam()).isEmpty();
    assertThat(of(EXTENDED, List.of()).publicAt(at(4)).byTeam())
        .as("an extended deadline does not open what came before")
        .isEmpty();
    assertThat(of(ONCE, List.of()).publicAt(at(11)).byTeam()).hasSize(3);
  }

  @Test
  void aSecondRoundShowsTheListsOfTheFirstAlone() {
    ItemProposals shown = of(AGAIN, List.of()).publicAt(at(6));
    assertThat(shown.byTeam().get("alpha")).hasSize(1);
    assertThat(of(AGAIN, List.of()).publicAt(at(11)).byTeam().get("alpha")).hasSize(2);
  }

  @Test
  void aNameCountsAsWhatTheOfficeSaysAndNotBefore() {
    assertThat(of(ONCE, List.of()).unruled())
        .extracting(NewBenchmark::key)
        .containsExactly("mmlupro", "ownexam");
    assertThat(of(ONCE, List.of()).selection(RULE).selected()).isEmpty();
    var ruled =
        of(
            ONCE,
            List.of(
                new Ruling("MMLU Pro", "mmlu-pro", "one benchmark", at(11)),
                new Ruling("Own Exam", null, "not public", at(11))));
    assertThat(ruled.unruled()).isEmpty();
    assertThat(ruled.counted())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "alpha", List.of("aime", "mmlu-pro"),
                "beta", List.of("gpqa", "mmlu-pro"),
                "gamma", List.of()));
    assertThat(ruled.selection(RULE).selected()).containsExactly("mmlu-pro");
  }

  @Test
  void aNameThatStandsForSomethingOnTheListCountsOnce() {
    var twice = of(ONCE, List.of(new Ruling("MMLU Pro", "aime", "the same items", at(11))));
    assertThat(twice.counted().get("alpha")).containsExactly("aime");
  }

  @Test
  void filesSayTheSameWhenTheyAreReadAgain() throws EvidenceException {
    var proposals = of(EXTENDED, List.of(new Ruling("MMLU Pro", null, "no", at(11))));
    var files = new TreeMap<String, Content>();
    ProposalFiles.write(proposals, RULE)
        .forEach((path, bytes) -> files.put(path, Content.of(bytes)));
    assertThat(files.keySet())
        .contains("proposals/common/selection.json", "proposals/common/teams/gamma.json");
    assertThat(ProposalFiles.read(files)).containsExactly(proposals);
  }

  @Test
  void aChangedVersionBreaksTheListFromThereOn() {
    var files = new TreeMap<String, Content>();
    ProposalFiles.write(of(ONCE, List.of()), RULE)
        .forEach((path, bytes) -> files.put(path, Content.of(bytes)));
    String path = "proposals/common/teams/alpha.json";
    String changed =
        new String(Content.find(files, path), StandardCharsets.UTF_8)
            .replace("[\"aime\",\"gpqa\"]", "[\"aime\",\"mmlu\"]");
    files.put(path, Content.of(changed));
    assertThatThrownBy(() -> ProposalFiles.read(files))
        .isInstanceOf(EvidenceException.class)
        .hasMessageContaining("version 1 of the list of alpha for common was changed");
  }
}
