package org.gwageo.verdict.scores;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gwageo.verdict.document.Document;
import org.gwageo.verdict.document.Nearest;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.rules.AgreedException;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Calendar;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Missing;
import org.gwageo.verdict.rules.Panel;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Reads scores and checks them against their rulebook. */
final class ScoresReader {

  private static final int LONGEST = 1 << 26;
  private static final Pattern TEAM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+-]{0,99}");

  private final Rulebook rulebook;
  private final Problems problems = new Problems();
  private final TreeSet<String> teamIds = new TreeSet<>();

  private ScoresReader(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  static Scores read(String yaml, Rulebook rulebook) throws ScoresException {
    var reader = new ScoresReader(rulebook);
    Section root = Document.read(yaml, LONGEST, reader.problems);
    Scores scores = root == null ? null : new Scores(rulebook.digest(), reader.parts(root));
    if (root != null && scores != null && reader.problems.isEmpty()) {
      reader.complete(root, scores);
    }
    if (scores == null || !reader.problems.isEmpty()) {
      throw new ScoresException(reader.problems.list());
    }
    return scores;
  }

  private ScoresParts parts(Section root) {
    root.choice("format", List.of(Scores.FORMAT));
    Value digest = root.optional("rulebook");
    if (digest != null && !digest.text(problems).equals(rulebook.digest().toString())) {
      problems.add(
          digest,
          "these scores belong to the rulebook "
              + digest.text(problems)
              + ", not to "
              + rulebook.digest());
    }
    List<Team> teams = teams(root);
    consents();
    var measurements = new MeasurementReader(rulebook, problems, teamIds);
    Section items = root.optionalSection("items");
    if (items != null) {
      measurements.items(items);
    }
    var sheets = new SheetReader(rulebook, problems, teamIds);
    Section panels = root.optionalSection("panels");
    Map<String, PanelSheets> panelSheets = panels == null ? Map.of() : sheets.panels(panels);
    List<Conflict> conflicts = conflicts(root);
    Section gates = root.optionalSection("gates");
    Map<String, Map<String, Finding>> findings =
        gates == null ? Map.of() : new FindingReader(rulebook, problems, teamIds).findings(gates);
    List<TieDecision> ties = tieDecisions(root);
    root.refuseOtherKeys();
    return new ScoresParts(
        teams,
        measurements.measurements(),
        measurements.proposals(),
        panelSheets,
        conflicts,
        findings,
        ties);
  }

  private List<Team> teams(Section root) {
    List<Team> teams = new ArrayList<>();
    for (Section section : root.sections("teams")) {
      Value idValue = section.required("id");
      String id = idValue == null ? "" : idValue.matching(TEAM, "a team's id", problems);
      if (idValue != null && !teamIds.add(id)) {
        problems.add(idValue, "the team \"" + id + "\" is listed twice");
      }
      List<String> entrants = rulebook.entrants();
      if (idValue != null && !entrants.isEmpty() && !entrants.contains(id)) {
        problems.add(
            idValue, "the rulebook has no entrant \"" + id + "\"" + Nearest.hint(id, entrants));
      }
      teams.add(
          new Team(
              id, bilingual(section, "name"), bilingual(section, "withdrawn"), received(section)));
      section.refuseOtherKeys();
    }
    if (teams.isEmpty() && root.entries().containsKey("teams")) {
      root.problem("teams", "at least one team is needed");
    }
    for (String entrant : rulebook.entrants()) {
      if (!teamIds.contains(entrant)) {
        root.problem("teams", "the entrant \"" + entrant + "\" of the rulebook is not listed");
      }
    }
    teams.sort(Comparator.comparing(Team::id));
    return List.copyOf(teams);
  }

  private SortedMap<String, OffsetDateTime> received(Section team) {
    SortedMap<String, OffsetDateTime> received = new TreeMap<>();
    Section section = team.optionalSection("received");
    if (section == null) {
      return received;
    }
    List<String> windows = rulebook.calendar().windows().stream().map(Calendar.Window::id).toList();
    section
        .entries()
        .forEach(
            (window, value) -> {
              if (!windows.contains(window)) {
                problems.add(
                    section.place(window),
                    "there is no window \"" + window + "\"" + Nearest.hint(window, windows));
              }
              String text = value.text(problems);
              try {
                received.put(window, OffsetDateTime.parse(text));
              } catch (DateTimeException e) {
                problems.add(
                    value, "a moment is written like 2026-01-15T14:00+09:00, not \"" + text + "\"");
              }
            });
    return received;
  }

  /** An agreed exception needs the consent of every other team that the scores list. */
  private void consents() {
    for (AgreedException exception : rulebook.exceptions()) {
      if (!teamIds.contains(exception.team())) {
        continue;
      }
      for (String team : teamIds) {
        if (!team.equals(exception.team()) && !exception.agreedBy().contains(team)) {
          problems.add(
              new Problem(
                  1,
                  1,
                  "teams",
                  "the rulebook's exception \""
                      + exception.id()
                      + "\" for \""
                      + exception.team()
                      + "\" lacks the consent of \""
                      + team
                      + "\""));
        }
      }
    }
  }

  private List<Conflict> conflicts(Section root) {
    List<Conflict> conflicts = new ArrayList<>();
    List<String> kinds = new ArrayList<>(rulebook.conflicts().leavesOut());
    kinds.addAll(rulebook.conflicts().recordsOnly());
    List<String> bodies = new ArrayList<>(rulebook.panels().stream().map(Panel::id).toList());
    rulebook
        .items()
        .forEach(
            item -> {
              if (item.input() instanceof Input.Ratings ratings) {
                bodies.add(ratings.group());
              }
            });
    for (Section section : root.optionalSections("conflicts")) {
      conflicts.add(
          new Conflict(
              known(section, "in", "panel or user group", bodies),
              section.text("who"),
              known(section, "team", "team", teamIds),
              known(section, "kind", "kind of conflict in the rulebook", kinds)));
      section.refuseOtherKeys();
    }
    conflicts.sort(
        Comparator.comparing(Conflict::in)
            .thenComparing(Conflict::who)
            .thenComparing(Conflict::team)
            .thenComparing(Conflict::kind));
    return List.copyOf(conflicts);
  }

  private List<TieDecision> tieDecisions(Section root) {
    List<TieDecision> decisions = new ArrayList<>();
    for (Section section : root.optionalSections("tie-decisions")) {
      List<String> order = section.texts("order");
      if (section.optional("order") instanceof Sequence sequence) {
        for (Value value : sequence.values()) {
          if (!teamIds.contains(value.text(problems))) {
            problems.add(value, "there is no team " + value.kind());
          }
        }
      }
      Bilingual reason = bilingual(section, "reason");
      if (reason == null) {
        section.problem("reason", "a decision between equal teams needs a reason");
      } else {
        decisions.add(new TieDecision(order, reason));
      }
      section.refuseOtherKeys();
    }
    return List.copyOf(decisions);
  }

  private String known(Section section, String key, String kind, Collection<String> known) {
    Value value = section.required(key);
    if (value == null) {
      return "";
    }
    String text = value.text(problems);
    if (!known.contains(text)) {
      problems.add(value, "there is no " + kind + " \"" + text + "\"" + Nearest.hint(text, known));
    }
    return text;
  }

  static @Nullable Bilingual bilingual(Section section, String key) {
    Section both = section.optionalSection(key);
    if (both == null) {
      return null;
    }
    var texts = new Bilingual(both.text("ko"), both.text("en"));
    both.refuseOtherKeys();
    return texts;
  }

  /** Records what is missing where the rulebook refuses scores with gaps. */
  private void complete(Section root, Scores scores) {
    var gaps = new Gaps(rulebook, scores);
    Map<String, Value> places = new HashMap<>();
    Section items = root.optionalSection("items");
    if (items != null) {
      items.entries().forEach((item, value) -> places.put(item, items.place(item)));
    }
    for (Item item : rulebook.items().filter(i -> i.missing() == Missing.REFUSE).toList()) {
      for (String team : scores.participants()) {
        for (Bilingual gap : gaps.of(item, team)) {
          problems.add(
              places.getOrDefault(item.id(), root),
              "the item \"" + item.id() + "\" of \"" + team + "\" is missing " + gap.en());
        }
      }
    }
  }
}
