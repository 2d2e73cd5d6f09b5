package org.gwageo.platform.publication.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.definition.DefinitionException;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.ProgrammeReader;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Assets;
import org.gwageo.platform.web.Frame;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Messages;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.Disclosure;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.jspecify.annotations.Nullable;

/** Pages of a fixed day, the programmes of this repository, and a verdict of two of its teams. */
final class Fixture {

  static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  static final ProgrammeDefinition KOREA = read("korea-2025");
  static final ProgrammeDefinition REHEARSAL = read("rehearsal");

  private static final Frame FRAME =
      new Frame(Messages.load(), Assets.load(), "http://localhost", Frame.Masthead.OFF);

  /** The public sees outcomes only; the totals are 81.3 and 90.0. */
  private static final String RULES =
      """
      format: gwageo-rulebook/1
      id: example
      version: 1
      title: {ko: 보기, en: Example}
      points: 100
      rounding: {mode: half-up, measurement: none, item: 1, block: 1, total: 1}
      blocks:
        - id: benchmark
          title: {ko: 벤치마크, en: Benchmarks}
          points: 100
          items:
            - id: index
              title: {ko: 지수, en: Index}
              points: 100
              input: {kind: index}
              scaling: {rule: linear, full: 100}
              missing: refuse
      gates:
        - id: openness
          title: {ko: 개방성, en: Openness}
          kind: openness
          undetermined: hold
          tests: [{test: licence, requires: [commercial-use]}]
      places:
        from: 2
        to: 1
        fill-vacated-places: true
        none-selected: true
        single-applicant: evaluated
        ties: {order: [exact-total], otherwise: share}
      disclosure:
        public: {levels: [outcome]}
        team-itself: {levels: [outcome]}
        team-others: {levels: [outcome]}
        reviewers: {levels: [outcome]}
        office: {levels: [outcome, gates, rank, total, blocks, items, sheets, raw]}
      """;

  private static final String SCORES =
      """
      format: gwageo-scores/1
      teams: [{id: ang-bu}, {id: gan-ui}]
      items:
        index: {ang-bu: 81.25, gan-ui: {correct: 9, of: 10}}
      gates:
        openness:
          ang-bu: {licence: [commercial-use]}
          gan-ui: {licence: []}
      """;

  private Fixture() {}

  static Page page(Language language) {
    return new Page(language, "/", null, FRAME, null, null, NOW, false);
  }

  /** Returns the programme with all stages known from its definition only. */
  static ProgrammeFacts recorded(ProgrammeDefinition programme) {
    return new ProgrammeFacts(
        programme,
        programme.stages().stream()
            .map(
                stage ->
                    facts(programme, stage, StageState.RECORDED, List.of(), null, calendar(stage)))
            .toList(),
        List.of());
  }

  /** Returns the rehearsal with its stage in {@code state}, its verdict published at the end. */
  static ProgrammeFacts rehearsal(StageState state) {
    var verdict =
        state == StageState.PUBLISHED ? Disclosure.view(verdict(), new Audience.Public()) : null;
    var history =
        state == StageState.PUBLISHED
            ? List.of(
                new Transition(
                    StageAction.PUBLISH,
                    StageState.DECIDED,
                    StageState.PUBLISHED,
                    "office",
                    "done",
                    NOW))
            : List.<Transition>of();
    return new ProgrammeFacts(
        REHEARSAL,
        List.of(facts(REHEARSAL, REHEARSAL.stages().getFirst(), state, history, verdict, null)),
        List.of());
  }

  /** Returns the rehearsal with a guest in its stage. */
  static ProgrammeFacts withGuest(StageState state) {
    var programme = rehearsal(state);
    var stage = programme.stages().getFirst();
    var entrants = new ArrayList<>(stage.entrants());
    entrants.add("visitor");
    var name = new Bilingual("손님", "Visitor");
    return new ProgrammeFacts(
        REHEARSAL,
        List.of(
            new StageFacts(
                stage.id(),
                stage.definition(),
                entrants,
                state,
                null,
                null,
                stage.frozenRules(),
                stage.history(),
                stage.verdict())),
        List.of(new Team("rehearsal", "visitor", name, name, null)));
  }

  private static StageFacts facts(
      ProgrammeDefinition programme,
      StageDefinition stage,
      StageState state,
      List<Transition> history,
      @Nullable DisclosedVerdict verdict,
      @Nullable Instant opens) {
    boolean frozen = state.compareTo(StageState.FROZEN) >= 0;
    return new StageFacts(
        new StageId(programme.id(), stage.id()),
        stage,
        stage.entrants(),
        state,
        opens,
        null,
        frozen ? 1 : null,
        history,
        verdict);
  }

  private static @Nullable Instant calendar(StageDefinition stage) {
    var opens = stage.calendar().opens();
    return opens == null ? null : opens.begins(KOREA.zone()).toInstant();
  }

  /** Returns the first version of a rulebook of this repository. */
  static RulebookVersion rules(String programme, String stage, String file) {
    try {
      String yaml = Files.readString(Path.of("..", "programmes", programme).resolve(file));
      return new RulebookVersion(
          new StageId(programme, stage),
          1,
          yaml,
          Rulebook.parse(yaml),
          "programme files",
          "first version",
          NOW);
    } catch (IOException | RulebookException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Verdict verdict() {
    try {
      Rulebook rulebook = Rulebook.parse(RULES);
      return Verdicts.decide(rulebook, Scores.parse(SCORES, rulebook));
    } catch (RulebookException | ScoresException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProgrammeDefinition read(String folder) {
    try {
      return ProgrammeReader.read(Path.of("..", "programmes", folder));
    } catch (DefinitionException e) {
      throw new IllegalStateException(e);
    }
  }
}
