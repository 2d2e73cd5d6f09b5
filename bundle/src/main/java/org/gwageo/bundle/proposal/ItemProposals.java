package org.gwageo.bundle.proposal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.ProposedBenchmarks;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was proposed for one item whose common benchmarks are those that enough teams
 * propose.
 *
 * @param place which item
 * @param windows the announcements of the deadline, the oldest first
 * @param byTeam each team's versions, the oldest first; a team that never handed in a list is not
 *     in it
 * @param rulings what the office says to names, one for each key
 * @param fixedAt when the selection was fixed for good; null before
 */
public record ItemProposals(
    Proposal.Place place,
    List<ProposalWindow> windows,
    SortedMap<String, List<Proposal>> byTeam,
    List<Ruling> rulings,
    @Nullable Instant fixedAt) {

  /** Copies the collections. */
  public ItemProposals {
    windows = List.copyOf(windows);
    var copy = new TreeMap<String, List<Proposal>>();
    byTeam.forEach((team, versions) -> copy.put(team, List.copyOf(versions)));
    byTeam = copy;
    rulings = List.copyOf(rulings);
  }

  /** Returns the rule by which an item's benchmarks are selected, if teams propose them. */
  public static Optional<Input.Selection.ProposedBy> rule(Rulebook rulebook, String item) {
    return rulebook
        .item(item)
        .map(found -> found.input())
        .flatMap(
            input ->
                input instanceof Input.CommonBenchmarks common
                        && common.selection() instanceof Input.Selection.ProposedBy rule
                    ? Optional.of(rule)
                    : Optional.empty());
  }

  /** Returns the announcement that holds at a moment, if there is one. */
  public Optional<ProposalWindow> windowAt(Instant moment) {
    return windows.reversed().stream().filter(one -> !one.at().isAfter(moment)).findFirst();
  }

  /** Returns whether a list is taken at a moment. */
  public boolean isOpen(Instant moment) {
    return fixedAt == null
        && windowAt(moment).filter(one -> !moment.isAfter(one.closesAt())).isPresent();
  }

  /** Returns the last deadline that has gone by, if one has. */
  public Optional<Instant> lastClosing(Instant now) {
    Instant last = null;
    for (int i = 0; i < windows.size(); i++) {
      Instant closes = windows.get(i).closesAt();
      boolean replaced = i + 1 < windows.size() && !windows.get(i + 1).at().isAfter(closes);
      if (!replaced && now.isAfter(closes)) {
        last = closes;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Returns what everybody may see at a moment: the lists as they were at the last deadline. */
  public ItemProposals publicAt(Instant now) {
    Optional<Instant> closed = lastClosing(now);
    var shown = new TreeMap<String, List<Proposal>>();
    byTeam.forEach(
        (team, versions) -> {
          List<Proposal> until =
              versions.stream()
                  .filter(one -> closed.isPresent() && !one.at().isAfter(closed.get()))
                  .toList();
          if (!until.isEmpty()) {
            shown.put(team, until);
          }
        });
    return new ItemProposals(place, windows, shown, rulings, fixedAt);
  }

  /** Returns the version of each team that counts: the newest. */
  public SortedMap<String, Proposal> newest() {
    var newest = new TreeMap<String, Proposal>();
    byTeam.forEach((team, versions) -> newest.put(team, versions.getLast()));
    return newest;
  }

  /** Returns what the office said to a name, if it did. */
  public Optional<Ruling> ruling(NewBenchmark other) {
    return rulings.stream()
        .filter(one -> NewBenchmark.key(one.name()).equals(other.key()))
        .findFirst();
  }

  /** Returns the benchmarks of the counting lists that the catalogue does not have, by key. */
  public Map<String, List<NewBenchmark>> named() {
    var named = new LinkedHashMap<String, List<NewBenchmark>>();
    newest()
        .values()
        .forEach(
            list ->
                list.others()
                    .forEach(
                        other ->
                            named
                                .computeIfAbsent(other.key(), any -> new ArrayList<>())
                                .add(other)));
    return named;
  }

  /** Returns those of {@link #named} to which the office has yet to say something. */
  public List<NewBenchmark> unruled() {
    return named().values().stream()
        .map(List::getFirst)
        .filter(other -> ruling(other).isEmpty())
        .toList();
  }

  /**
   * Returns what counts as proposed by each team: the ids on its list, and those that its names
   * stand for. Declined names and names without a ruling do not count.
   */
  public SortedMap<String, List<String>> counted() {
    var counted = new TreeMap<String, List<String>>();
    newest()
        .forEach(
            (team, list) -> {
              var ids = new TreeSet<>(list.benchmarks());
              list.others()
                  .forEach(other -> ruling(other).map(Ruling::benchmark).ifPresent(ids::add));
              counted.put(team, List.copyOf(ids));
            });
    return counted;
  }

  /** Returns what follows from the lists by a rule. */
  public ProposedBenchmarks selection(Input.Selection.ProposedBy rule) {
    return new ProposedBenchmarks(rule, counted());
  }
}
