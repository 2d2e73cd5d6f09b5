package org.gwageo.bundle.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.ProposalFiles;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.ProposalWindow;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the common benchmarks that teams proposed: that every version of every list follows from
 * the one before it and came in while lists were taken, that no list is longer than the rules
 * allow, that the office said something to each name, that the scores carry the lists, and that the
 * rules select from them what was run.
 */
final class ProposalCheck {

  private static final String ID = "proposals";

  private final Bundle bundle;
  private final @Nullable Manifest manifest;
  private final List<Check> checks;

  ProposalCheck(Bundle bundle, @Nullable Manifest manifest, List<Check> checks) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.checks = checks;
  }

  void run() {
    String at = StageBundle.RULEBOOK_YAML;
    try {
      Rulebook rulebook = Rulebook.parse(text(StageBundle.RULEBOOK_YAML));
      var items = new TreeSet<>(ProposalFiles.items(bundle.files()));
      for (String path : bundle.files().subMap(ProposalFiles.FOLDER, "proposals0").keySet()) {
        at = path;
        String item = path.split("/", -1)[1];
        if (!items.contains(item)) {
          throw new EvidenceException(ProposalFiles.selection(item) + " is missing");
        }
      }
      for (String item : items) {
        at = ProposalFiles.selection(item);
        item(rulebook, item);
      }
    } catch (EvidenceException | RulebookException | ScoresException e) {
      fail(at, String.valueOf(e.getMessage()));
    } catch (BundleException e) {
      fail(e.file(), String.valueOf(e.getMessage()));
    }
  }

  private void item(Rulebook rulebook, String item)
      throws EvidenceException, BundleException, ScoresException {
    Input.Selection.ProposedBy rule =
        ItemProposals.rule(rulebook, item).orElseThrow(() -> EvidenceScores.notProposed(item));
    ItemProposals proposals = ProposalFiles.read(bundle.files(), item);
    ProposalFiles.Stated stated = ProposalFiles.stated(bundle.files(), item);
    if (manifest != null
        && !(manifest.programme().equals(proposals.place().programme())
            && manifest.stage().equals(proposals.place().stage()))) {
      throw new EvidenceException(
          "the proposals are those of stage %s/%s, which is another one"
              .formatted(proposals.place().programme(), proposals.place().stage()));
    }
    for (var written : ProposalFiles.write(proposals, rule).entrySet()) {
      boolean selection = written.getKey().equals(ProposalFiles.selection(item));
      if (!selection && !Arrays.equals(written.getValue(), bundle.file(written.getKey()))) {
        throw new EvidenceException(written.getKey() + " is not canonical or has unknown members");
      }
    }
    heads(proposals, stated);
    lists(proposals, rule);
    List<String> selected = proposals.selection(rule).selected();
    if (!selected.equals(stated.selected())) {
      throw new EvidenceException(
          "the lists select %s for %s by the rules, stated is %s"
              .formatted(selected, item, stated.selected()));
    }
    if (!Arrays.equals(
        ProposalFiles.selection(proposals, rule), bundle.file(ProposalFiles.selection(item)))) {
      throw new EvidenceException(
          ProposalFiles.selection(item) + " is not canonical or has unknown members");
    }
    var scores = Scores.parse(text(StageBundle.SCORES), rulebook).proposals(item);
    var counted = proposals.counted();
    for (String team : union(scores, counted)) {
      if (!List.copyOf(new TreeSet<>(scores.getOrDefault(team, List.of())))
              .equals(counted.getOrDefault(team, List.of()))
          || scores.containsKey(team) != counted.containsKey(team)) {
        throw new EvidenceException(
            "scores/scores.yaml has %s proposing %s for %s, its list says %s"
                .formatted(team, scores.get(team), item, counted.get(team)));
      }
    }
    checks.add(
        Check.ok(
            ID,
            "%s: 팀 %d곳이 낸 목록에서 규칙대로 다시 고른 공통 벤치마크 %d개가 발표된 것과 같습니다: %s"
                .formatted(item, counted.size(), selected.size(), String.join(", ", selected)),
            ("%s: the lists of %d teams select by the rules the %d common benchmarks that were"
                    + " published: %s.")
                .formatted(item, counted.size(), selected.size(), String.join(", ", selected))));
  }

  private static SortedSet<String> union(
      SortedMap<String, List<String>> one, SortedMap<String, List<String>> other) {
    var union = new TreeSet<>(one.keySet());
    union.addAll(other.keySet());
    return union;
  }

  private static void heads(ItemProposals proposals, ProposalFiles.Stated stated)
      throws EvidenceException {
    var heads = new TreeMap<String, Digest>();
    proposals.newest().forEach((team, list) -> heads.put(team, list.digest()));
    var teams = new TreeSet<>(heads.keySet());
    teams.addAll(stated.heads().keySet());
    for (String team : teams) {
      Digest here = heads.get(team);
      Digest fixed = stated.heads().get(team);
      if (here == null || !here.equals(fixed)) {
        throw new EvidenceException(
            "the list of %s for %s is not the one that was fixed: it has the digest %s, fixed is %s"
                .formatted(
                    team,
                    proposals.place().item(),
                    here == null ? "none" : here,
                    fixed == null ? "none" : fixed));
      }
    }
  }

  private static void lists(ItemProposals proposals, Input.Selection.ProposedBy rule)
      throws EvidenceException {
    Instant fixedAt = proposals.fixedAt();
    if (fixedAt == null) {
      throw new EvidenceException(
          "the selection for %s was never fixed".formatted(proposals.place().item()));
    }
    for (List<Proposal> versions : proposals.byTeam().values()) {
      for (Proposal list : versions) {
        if (list.size() > rule.most()) {
          throw new EvidenceException(
              "version %d of the list of %s has %d benchmarks; the rules allow %d"
                  .formatted(list.version(), list.team(), list.size(), rule.most()));
        }
        ProposalWindow window = proposals.windowAt(list.at()).orElse(null);
        if (window == null || list.at().isAfter(window.closesAt()) || list.at().isAfter(fixedAt)) {
          throw new EvidenceException(
              "version %d of the list of %s came in at %s, when none was taken"
                  .formatted(list.version(), list.team(), list.at()));
        }
      }
    }
    var keys = new TreeSet<String>();
    for (Ruling ruling : proposals.rulings()) {
      if (!keys.add(NewBenchmark.key(ruling.name()))) {
        throw new EvidenceException("there are two rulings on \"%s\"".formatted(ruling.name()));
      }
    }
    if (!proposals.unruled().isEmpty()) {
      throw new EvidenceException(
          "nothing was said to the proposed benchmark \"%s\""
              .formatted(proposals.unruled().getFirst().name()));
    }
  }

  private String text(String path) throws BundleException {
    return new String(bundle.file(path), StandardCharsets.UTF_8);
  }

  private void fail(@Nullable String file, String message) {
    String shown = message.length() > 400 ? message.substring(0, 400) + "…" : message;
    checks.add(
        Check.failed(
            ID, file, "공통 벤치마크 제안 확인 실패: " + shown, shown.endsWith(".") ? shown : shown + "."));
  }
}
