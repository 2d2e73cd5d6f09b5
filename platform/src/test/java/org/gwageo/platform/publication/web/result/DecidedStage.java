package org.gwageo.platform.publication.web.result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.StageEvidence;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.bundle.evidence.TeamEntry;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.ProgrammeReader;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Assets;
import org.gwageo.platform.web.Frame;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Messages;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.Disclosure;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;

/**
 * The rehearsal stage, decided from its practice sheets and ratings beside benchmark counts that
 * make gan-ui the second best, and a lineage grade that makes it fail the gate.
 */
final class DecidedStage {

  static final StageId ID = new StageId("rehearsal", "stage-1");
  static final Instant ISSUED = Instant.parse("2026-11-22T03:00:00Z");

  private static final Path FOLDER = Path.of("../programmes/rehearsal");
  private static final Frame FRAME =
      new Frame(Messages.load(), Assets.load(), "https://gwageo.test", Frame.Masthead.OFF);

  private DecidedStage() {}

  /** Returns a page in a language. */
  static Page page(Language language) {
    return new Page(language, "/", null, FRAME, null, null, ISSUED, false);
  }

  /** Returns the stage under the rehearsal's own rules, by which everybody sees everything. */
  static PublishedStage open() throws Exception {
    return stage(rules());
  }

  /** Returns the stage under rules that show {@code levels}, and no best or mean, to the public. */
  static PublishedStage showing(String levels) throws Exception {
    String rules = rules();
    int from = rules.indexOf("  public:\n");
    int to = rules.indexOf("  team-itself:");
    return stage(
        rules.substring(0, from) + "  public: {levels: [" + levels + "]}\n" + rules.substring(to));
  }

  static Verdict verdict(Rulebook rulebook, ProgrammeDefinition programme) throws Exception {
    String scores = EvidenceScores.yaml(rulebook, evidence(rulebook, programme));
    return Verdicts.decide(rulebook, Scores.parse(scores, rulebook));
  }

  private static String rules() throws Exception {
    return text("rulebook.yaml");
  }

  private static PublishedStage stage(String rules) throws Exception {
    Rulebook rulebook = Rulebook.parse(rules);
    var programme = ProgrammeReader.read(FOLDER);
    Verdict verdict = verdict(rulebook, programme);
    return new PublishedStage(
        new StageHead(
            ID,
            programme.title(),
            programme.stage("stage-1").orElseThrow().title(),
            true,
            StageState.PUBLISHED),
        rulebook,
        1,
        new IssuedVerdict(
            1,
            verdict.digest().toString(),
            ISSUED,
            List.of(
                new Confirmation("office", ISSUED.minusSeconds(60)),
                new Confirmation("office-second", ISSUED.minusSeconds(30))),
            Disclosure.view(verdict, new Audience.Public())),
        programme.teams().stream()
            .map(team -> new Team("rehearsal", team.id(), team.name(), team.shortName(), team))
            .toList(),
        new Audience.Public(),
        new PublishedBundle(
            ID, 1, "rehearsal-stage-1-v1.zip", "sha256:" + "ab".repeat(32), 1234567, ISSUED));
  }

  private static StageEvidence evidence(Rulebook rulebook, ProgrammeDefinition programme)
      throws Exception {
    var teams = new ArrayList<TeamEntry>();
    var counts = new ArrayList<BenchmarkCount>();
    var lineage = new TreeMap<String, java.util.SortedMap<String, String>>();
    int correct = 50;
    for (var team : programme.teams()) {
      teams.add(
          new TeamEntry(
              team.id(),
              new TeamEntry.Words(team.name().ko(), team.name().en()),
              Optional.empty(),
              new TreeMap<>(),
              Optional.of(List.of("commercial-use")),
              Map.of()));
      for (String task : Evaluation.allTasks(rulebook)) {
        counts.add(new BenchmarkCount(team.id(), task, correct, 60));
      }
      String grade = team.id().equals("gan-ui") ? "derivation-established" : "not-found";
      lineage.put(team.id(), new TreeMap<>(Map.of("north-star-base", grade)));
      correct -= 6;
    }
    return new StageEvidence(teams, counts, sheets(), marks(), ratings(), lineage, Map.of());
  }

  static List<PanelScore> sheets() throws Exception {
    return PanelScore.read(text("panel/sheets.csv"));
  }

  static List<PanelMark> marks() throws Exception {
    return PanelMark.read(text("panel/marks.csv"));
  }

  private static List<UserRating> ratings() throws Exception {
    var ratings = new ArrayList<UserRating>();
    ratings.addAll(UserRating.read(text("ratings/professional.csv")));
    ratings.addAll(UserRating.read(text("ratings/citizens.csv")));
    return ratings;
  }

  private static String text(String file) throws Exception {
    return Files.readString(FOLDER.resolve(file));
  }
}
