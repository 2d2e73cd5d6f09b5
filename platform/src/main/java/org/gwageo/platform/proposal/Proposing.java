package org.gwageo.platform.proposal;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.gwageo.bundle.evidence.ProposalFiles;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.ProposalWindow;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.gwageo.verdict.rules.Missing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes lists of benchmarks, rules on names, and fixes what is selected. */
@Service
public class Proposing {

  /** The most characters of a name, a source and a licence note. */
  public static final int LONGEST = 200;

  /** The least characters of a reason. */
  public static final int SHORTEST_REASON = 5;

  private final Proposals proposals;
  private final Catalogue catalogue;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final Teams teams;
  private final Clock clock;

  Proposing(
      Proposals proposals,
      Catalogue catalogue,
      Stages stages,
      Rulebooks rulebooks,
      Teams teams,
      Clock clock) {
    this.proposals = proposals;
    this.catalogue = catalogue;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.teams = teams;
    this.clock = clock;
  }

  /** Returns the items of a stage whose benchmarks teams propose. */
  public List<ProposedItem> items(StageId stage) {
    return rulebooks
        .inForce(stage)
        .map(rules -> ProposedItem.of(rules.rulebook()))
        .orElse(List.of());
  }

  /**
   * Returns one of these items.
   *
   * @throws IllegalArgumentException if teams propose no benchmarks for it
   */
  public ProposedItem item(StageId stage, String item) {
    return items(stage).stream()
        .filter(one -> one.id().equals(item))
        .findFirst()
        .orElseThrow(() -> new WrongValueException("refusal.proposal.no-item", item, stage));
  }

  /** Returns everything about an item, with what is sealed. */
  @Transactional(readOnly = true)
  public ItemProposals all(StageId stage, String item) {
    return proposals.of(stage, item);
  }

  /** Returns what everybody may see of an item. */
  @Transactional(readOnly = true)
  public ItemProposals published(StageId stage, String item) {
    return proposals.of(stage, item).publicAt(clock.instant());
  }

  /** Returns a team's versions, the oldest first. */
  public List<Proposal> own(StageId stage, String item, String team) {
    return all(stage, item).byTeam().getOrDefault(team, List.of());
  }

  /** Returns the accounts that handed in a team's versions, the oldest first. */
  public List<String> authors(StageId stage, String item, String team) {
    return proposals.authors(stage, item, team);
  }

  /** Returns when the office last reminded each team that it reminded. */
  public SortedMap<String, Instant> reminders(StageId stage, String item) {
    return proposals.reminders(stage, item);
  }

  /** Returns the digest under which a selection was fixed, if it was. */
  public Optional<Digest> fixedAs(StageId stage, String item) {
    return proposals.fixing(stage, item).map(Proposals.Fixing::digest);
  }

  /** Returns whether lists are taken. */
  public boolean isOpen(StageId stage, String item) {
    return takesLists(stages.get(stage).state()) && all(stage, item).isOpen(clock.instant());
  }

  private static boolean takesLists(StageState state) {
    return state == StageState.FROZEN || state == StageState.OPEN;
  }

  /**
   * Announces until when lists are taken: for the first time, or longer than announced before. Once
   * a deadline has gone by, and all lists are public, that is possible only while the lists select
   * nothing.
   *
   * @throws IllegalStateException if the stage is in another state, the selection is fixed, or the
   *     lists are public and select something
   * @throws IllegalArgumentException if the moment is past, not later than announced before, or
   *     later than submissions close
   */
  @Transactional
  public void announce(StageId id, String itemId, Instant closesAt, String reason, String account) {
    Stage stage = stages.lock(id);
    ProposedItem item = item(id, itemId);
    Instant now = now();
    ItemProposals all = requireUnfixed(stage, itemId);
    requireReason(reason);
    if (!closesAt.isAfter(now)) {
      throw new WrongValueException("refusal.proposal.deadline-past", local(stage, closesAt));
    }
    var submissions = stage.submissions();
    if (submissions != null && closesAt.isAfter(submissions.at())) {
      throw new WrongValueException(
          "refusal.proposal.deadline-late", local(stage, closesAt), local(stage, submissions.at()));
    }
    Optional<ProposalWindow> before = all.windowAt(now);
    if (before.isPresent() && !closesAt.isAfter(before.get().closesAt())) {
      throw new WrongValueException(
          "refusal.proposal.deadline-earlier", local(stage, before.get().closesAt()));
    }
    if (all.lastClosing(now).isPresent()
        && !all.isOpen(now)
        && !all.selection(item.rule()).selected().isEmpty()) {
      throw new WrongMomentException(
          "refusal.proposal.selected", itemId, local(stage, all.lastClosing(now).get()));
    }
    proposals.announce(
        id, itemId, all.windows().size() + 1, new ProposalWindow(now, closesAt, reason), account);
  }

  /**
   * Takes a team's list, which takes the place of its earlier one. A list that says the same as the
   * newest is not added.
   *
   * @param benchmarks ids of the catalogue
   * @param others what the catalogue does not have
   * @throws IllegalStateException if lists are not taken
   * @throws IllegalArgumentException if the team does not compete in the stage, proposes too many,
   *     or names something twice, or something is not in the catalogue or has no source
   */
  @Transactional
  public Proposal handIn(
      StageId id,
      String itemId,
      String team,
      List<String> benchmarks,
      List<NewBenchmark> others,
      String account) {
    Stage stage = stages.lock(id);
    Instant now = now();
    ItemProposals all = requireUnfixed(stage, itemId);
    if (!all.isOpen(now)) {
      throw all.windowAt(now)
          .map(
              window ->
                  new WrongMomentException(
                      "refusal.proposal.closed", itemId, local(stage, window.closesAt())))
          .orElseGet(() -> new WrongMomentException("refusal.proposal.not-yet-open", itemId));
    }
    if (teams.competing(id).stream().noneMatch(one -> one.id().equals(team))) {
      throw new WrongValueException("refusal.proposal.no-team", team, id);
    }
    require(id, itemId, benchmarks, others);
    List<Proposal> versions = all.byTeam().getOrDefault(team, List.of());
    Proposal list =
        versions.isEmpty()
            ? Proposal.first(all.place(), team, now, benchmarks, others)
            : versions.getLast().next(now, benchmarks, others);
    if (!versions.isEmpty()
        && versions.getLast().benchmarks().equals(list.benchmarks())
        && versions.getLast().others().equals(list.others())) {
      return versions.getLast();
    }
    proposals.add(id, itemId, list, account);
    return list;
  }

  private void require(
      StageId id, String itemId, List<String> benchmarks, List<NewBenchmark> others) {
    ProposedItem item = item(id, itemId);
    int most = item.rule().most();
    int count = new HashSet<>(benchmarks).size() + others.size();
    if (count > most) {
      throw new WrongValueException("refusal.proposal.too-many", most, count);
    }
    var known = catalogue.of(id.programme(), item).stream().map(Catalogue.Entry::id).toList();
    for (String benchmark : benchmarks) {
      if (!known.contains(benchmark)) {
        throw new WrongValueException("refusal.proposal.unknown", benchmark);
      }
    }
    var keys = new HashSet<String>();
    for (NewBenchmark other : others) {
      requireNew(id, item, other);
      if (!keys.add(other.key())) {
        throw new WrongValueException("refusal.proposal.twice", other.name());
      }
    }
  }

  private void requireNew(StageId id, ProposedItem item, NewBenchmark other) {
    if (other.key().isEmpty() || other.name().length() > LONGEST) {
      throw new WrongValueException("refusal.proposal.name", LONGEST, other.name());
    }
    if (!isAddress(other.source())) {
      throw new WrongValueException("refusal.proposal.source", other.name(), other.source());
    }
    if (other.licence().isBlank() || other.licence().length() > LONGEST) {
      throw new WrongValueException("refusal.proposal.licence", other.name(), LONGEST);
    }
    catalogue
        .called(id.programme(), item, other.name())
        .ifPresent(
            entry -> {
              throw new WrongValueException("refusal.proposal.known", other.name(), entry.id());
            });
  }

  /** Returns the benchmark of the catalogue that a name belongs to, if one does. */
  public Optional<Catalogue.Entry> inCatalogue(StageId stage, ProposedItem item, String name) {
    return catalogue.called(stage.programme(), item, name);
  }

  /** Returns whether a text is a web address of at most {@link #LONGEST} characters. */
  public static boolean isAddress(String text) {
    if (text.length() > LONGEST || !text.matches("https?://\\S+")) {
      return false;
    }
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Says what a proposed name counts as. Until the selection is fixed, a later ruling takes the
   * place of an earlier one.
   *
   * @param name the name as a team wrote it
   * @param benchmark the task that it counts as; null to decline it
   * @throws IllegalStateException if the selection is fixed
   * @throws IllegalArgumentException if no list has the name, or the task cannot be counted
   */
  @Transactional
  public void rule(
      StageId id,
      String itemId,
      String name,
      @Nullable String benchmark,
      String reason,
      String account) {
    Stage stage = stages.lock(id);
    ProposedItem item = item(id, itemId);
    ItemProposals all = requireUnfixed(stage, itemId);
    requireReason(reason);
    if (!all.named().containsKey(NewBenchmark.key(name))) {
      throw new WrongValueException("refusal.proposal.not-named", name);
    }
    if (benchmark != null
        && catalogue.countable(id.programme(), item).stream()
            .noneMatch(entry -> entry.id().equals(benchmark))) {
      throw new WrongValueException("refusal.proposal.not-countable", name, benchmark);
    }
    proposals.rule(id, itemId, new Ruling(name, benchmark, reason.strip(), now()), account);
  }

  /**
   * Fixes what the lists select; nothing about it changes any more.
   *
   * @throws IllegalStateException if lists are still taken, a name has no ruling, or the lists
   *     select nothing and the rules refuse an item without benchmarks
   */
  @Transactional
  public void fix(StageId id, String itemId, String account) {
    Stage stage = stages.lock(id);
    ProposedItem item = item(id, itemId);
    ItemProposals all = requireUnfixed(stage, itemId);
    Instant now = now();
    if (all.lastClosing(now).isEmpty() || all.isOpen(now)) {
      throw all.windowAt(now)
          .map(
              window ->
                  new WrongMomentException(
                      "refusal.proposal.open", itemId, local(stage, window.closesAt())))
          .orElseGet(() -> new WrongMomentException("refusal.proposal.never-open", itemId));
    }
    if (!all.unruled().isEmpty()) {
      throw new WrongMomentException(
          "refusal.proposal.unruled", all.unruled().size(), all.unruled().getFirst().name());
    }
    if (all.selection(item.rule()).selected().isEmpty() && item.missing() == Missing.REFUSE) {
      throw new WrongMomentException("refusal.proposal.none-selected", itemId, item.rule().teams());
    }
    var fixed = new ItemProposals(all.place(), all.windows(), all.byTeam(), all.rulings(), now);
    proposals.fix(
        id,
        itemId,
        new Proposals.Fixing(Digest.of(ProposalFiles.selection(fixed, item.rule())), account, now));
  }

  /**
   * Reminds the teams that have handed in nothing, and returns them.
   *
   * @throws IllegalStateException if lists are not taken
   */
  @Transactional
  public List<String> remind(StageId id, String itemId, String account) {
    Stage stage = stages.lock(id);
    ItemProposals all = requireUnfixed(stage, itemId);
    Instant now = now();
    if (!all.isOpen(now)) {
      throw new WrongMomentException("refusal.proposal.not-open", itemId);
    }
    List<String> silent =
        teams.competing(id).stream()
            .map(team -> team.id())
            .filter(team -> !all.byTeam().containsKey(team))
            .toList();
    silent.forEach(team -> proposals.remind(id, itemId, team, account, now));
    return silent;
  }

  private ItemProposals requireUnfixed(Stage stage, String itemId) {
    item(stage.id(), itemId);
    if (!takesLists(stage.state())) {
      throw new WrongMomentException(
          "refusal.proposal.wrong-state",
          Word.of("office.state", StageState.FROZEN),
          Word.of("office.state", StageState.OPEN),
          stage.id(),
          Word.of("office.state", stage.state()));
    }
    ItemProposals all = proposals.of(stage.id(), itemId);
    if (all.fixedAt() != null) {
      throw new WrongMomentException("refusal.proposal.fixed", itemId, local(stage, all.fixedAt()));
    }
    return all;
  }

  private static void requireReason(String reason) {
    if (reason.strip().length() < SHORTEST_REASON) {
      throw new WrongValueException("refusal.proposal.reason", SHORTEST_REASON);
    }
  }

  private static OffsetDateTime local(Stage stage, Instant moment) {
    return moment.atZone(stage.zone()).toOffsetDateTime();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
