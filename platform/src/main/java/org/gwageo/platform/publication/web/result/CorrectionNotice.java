package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.platform.decision.LaterStage;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.GateResult;
import org.gwageo.verdict.rules.Gate;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a verdict say of its correction, or of the version that has taken its place.
 *
 * @param id names the notice on its page
 * @param title its heading
 * @param badge the notice in a word
 * @param lead the notice in a sentence
 * @param facts when it was corrected, why, by whom, for which case
 * @param changes what is changed, team by team; null where nothing that is shown is
 * @param sentences what stays, and what it means for later stages
 * @param link the other version
 * @param digest what people confirmed; empty where nothing is corrected
 */
public record CorrectionNotice(
    String id,
    String title,
    Badge badge,
    String lead,
    List<Fact> facts,
    @Nullable DataTable changes,
    List<String> sentences,
    @Nullable Fact link,
    String digest) {

  /** Copies the lists. */
  public CorrectionNotice {
    facts = List.copyOf(facts);
    sentences = List.copyOf(sentences);
  }

  /** Returns the notices of a stage's pages, the newest matter first. */
  static List<CorrectionNotice> of(Page page, PublishedStage stage) {
    var versions = stage.versions();
    var inForce = versions.inForce();
    if (inForce != null) {
      return List.of(superseded(page, stage, inForce));
    }
    var notices = new ArrayList<CorrectionNotice>();
    if (!versions.pending().isEmpty()) {
      notices.add(pending(page, versions.pending()));
    }
    if (versions.correction() != null) {
      notices.add(new Words(page, stage, versions.correction()).notice());
    }
    return List.copyOf(notices);
  }

  /** Returns the parts of a page with its notices before them. */
  public static List<Section> sections(List<CorrectionNotice> notices, List<Section> sections) {
    return Stream.concat(
            notices.stream().map(notice -> new Section(notice.id(), notice.title())),
            sections.stream())
        .toList();
  }

  private static CorrectionNotice superseded(
      Page page, PublishedStage stage, Versions.Later inForce) {
    String current =
        "/programmes/%s/stages/%s/verdict"
            .formatted(stage.head().id().programme(), stage.head().id().stage());
    return new CorrectionNotice(
        "superseded",
        page.t("results.superseded.title"),
        new Badge(Tone.DANGER, page.t("results.superseded.badge")),
        page.t(
            "results.superseded.lead",
            stage.verdict().version(),
            page.time(inForce.since()),
            inForce.version()),
        List.of(),
        null,
        List.of(page.t("results.superseded.kept")),
        new Fact("", page.t("results.superseded.current", inForce.version()), current),
        "");
  }

  private static CorrectionNotice pending(Page page, List<DecidedCase> pending) {
    return new CorrectionNotice(
        "pending",
        page.t("results.pending.title"),
        new Badge(Tone.WARNING, page.t("results.pending.badge")),
        page.t("results.pending.lead"),
        pending.stream().map(one -> decided(page, one)).toList(),
        null,
        List.of(page.t("results.pending.note")),
        null,
        "");
  }

  private static Fact decided(Page page, DecidedCase one) {
    return new Fact(
        page.t("results.correction.case"),
        page.t("results.correction.case.text", one.number(), page.time(one.decidedAt())),
        "/lineage/cases/" + one.number());
  }

  /** Puts one correction into words. */
  private record Words(Page page, PublishedStage stage, Versions.Correction correction) {

    CorrectionNotice notice() {
      int before = correction.file().supersedes().version();
      return new CorrectionNotice(
          "correction",
          page.t("results.correction.title"),
          new Badge(Tone.WARNING, page.t("results.correction.badge")),
          page.t("results.correction.lead", stage.verdict().version(), before),
          facts(),
          changes(),
          sentences(),
          stage.isPublic()
              ? new Fact(
                  "",
                  page.t("results.correction.before", before),
                  stage.head().of(before).path("verdict"))
              : null,
          correction.file().digest().toString());
    }

    private List<Fact> facts() {
      CorrectionFile file = correction.file();
      var facts = new ArrayList<Fact>();
      facts.add(Fact.of(page.t("results.correction.at"), page.time(stage.verdict().issuedAt())));
      facts.add(Fact.of(page.t("results.correction.reason"), file.reason()));
      facts.add(
          Fact.of(
              page.t("results.correction.reopened"),
              page.t("results.correction.reopened.text", page.time(file.reopenedAt()))));
      facts.add(
          Fact.of(
              page.t("results.correction.confirmed"),
              page.t(
                  "results.correction.confirmed.text",
                  correction.confirmations().size(),
                  correction.confirmations().stream()
                      .map(one -> page.time(one.at()))
                      .collect(Collectors.joining(" · ")))));
      for (DecidedCase one : file.cases()) {
        facts.add(
            stage.isPublic()
                ? decided(page, one)
                : Fact.of(page.t("results.correction.case"), decided(page, one).value()));
      }
      return facts;
    }

    private @Nullable DataTable changes() {
      var rows = new ArrayList<List<String>>();
      for (DisclosedTeam after : stage.shown().teams()) {
        Optional<DisclosedTeam> before = correction.before().team(after.team());
        if (before.isPresent() && differs(before.get(), after)) {
          rows.add(row(before.get(), after));
        }
      }
      return rows.isEmpty()
          ? null
          : new DataTable(
              page.t("results.correction.changes"),
              List.of(
                  Column.words(page.t("results.team")),
                  Column.words(page.t("results.outcome")),
                  Column.words(page.t("results.correction.gates")),
                  Column.words(page.t("results.rank")),
                  Column.words(page.t("results.total"))),
              rows);
    }

    private static boolean differs(DisclosedTeam before, DisclosedTeam after) {
      return !Objects.equals(before.outcome(), after.outcome())
          || !before.failedGates().equals(after.failedGates())
          || !before.gates().equals(after.gates())
          || !Objects.equals(before.rank(), after.rank())
          || !text(before.total()).equals(text(after.total()));
    }

    private List<String> row(DisclosedTeam before, DisclosedTeam after) {
      return List.of(
          stage.name(page, after.team()),
          change(outcome(before), outcome(after)),
          gates(before, after),
          change(text(before.rank()), text(after.rank())),
          change(text(before.total()), text(after.total())));
    }

    private String outcome(DisclosedTeam team) {
      return Outcomes.badge(page, team.outcome()).word();
    }

    private String change(String before, String after) {
      return before.equals(after)
          ? page.t("results.correction.same", after)
          : page.t("results.correction.change", before, after);
    }

    private String gates(DisclosedTeam before, DisclosedTeam after) {
      var changed = new ArrayList<String>();
      for (GateResult gate : after.gates()) {
        before.gates().stream()
            .filter(earlier -> earlier.gate().equals(gate.gate()) && !earlier.equals(gate))
            .findFirst()
            .ifPresent(
                earlier ->
                    changed.add(
                        title(gate.gate())
                            + ": "
                            + (earlier.status() == gate.status()
                                ? page.t("results.correction.gate.reason", status(gate))
                                : page.t(
                                    "results.correction.change", status(earlier), status(gate)))));
      }
      if (changed.isEmpty() && !before.failedGates().equals(after.failedGates())) {
        changed.add(change(titles(before), titles(after)));
      }
      return changed.isEmpty() ? "–" : String.join("; ", changed);
    }

    private String titles(DisclosedTeam team) {
      return team.failedGates().isEmpty()
          ? page.t("results.correction.gates.none")
          : team.failedGates().stream().map(this::title).collect(Collectors.joining(", "));
    }

    private String title(String gate) {
      return stage
          .rulebook()
          .gate(gate)
          .map(Gate::title)
          .map(title -> Wording.in(page, title))
          .orElse(gate);
    }

    private String status(GateResult gate) {
      return page.t("office.verdict.gate." + gate.status().key());
    }

    private static String text(@Nullable Integer rank) {
      return rank == null ? "–" : rank.toString();
    }

    private static String text(@Nullable BigDecimal number) {
      return number == null ? "–" : number.toPlainString();
    }

    private List<String> sentences() {
      var sentences = new ArrayList<String>();
      if (correction.keepsPoints()) {
        sentences.add(page.t("results.correction.keeps-points"));
      }
      sentences.add(page.t("results.correction.rest"));
      for (LaterStage later : correction.later()) {
        sentences.add(
            page.t(
                later.takesPart() ? "results.correction.later.in" : "results.correction.later.out",
                stage.name(page, later.team()),
                later.stage().stage(),
                page.t("office.state." + later.state().name().toLowerCase(Locale.ROOT))));
      }
      return sentences;
    }
  }
}
