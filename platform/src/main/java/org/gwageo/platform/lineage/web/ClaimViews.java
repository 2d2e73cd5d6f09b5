package org.gwageo.platform.lineage.web;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.lineage.Claim;
import org.gwageo.platform.lineage.ClaimedStatistic;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts claims into words. */
@Component
class ClaimViews {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NONE = "–";

  /** The name under which a report carries a file that was handed in. */
  private static final String FILE = "claimed-source";

  private final CaseViews cases;

  ClaimViews(CaseViews cases) {
    this.cases = cases;
  }

  /**
   * Returns the view of a claim.
   *
   * @param whole whether what is withheld is shown too, as the office and the team see it
   */
  ClaimView of(Page page, Claim claim, boolean whole) {
    var withheld = claim.withheld();
    boolean hidden = withheld != null && !whole;
    var reply = claim.reply();
    var until = claim.replyUntil();
    return new ClaimView(
        claim.number(),
        cases.team(page, claim.stage().programme(), claim.team()),
        badge(page, claim),
        withheld == null ? "" : withheld.reason(),
        hidden ? "" : claim.statement(),
        facts(page, claim, hidden),
        comparison(page, claim),
        references(page, claim, hidden),
        measured(page, claim),
        claim.comparison().map(Claim.Rerun::digest).orElse(""),
        !claim.statistic().canBeEvidence(),
        reply == null ? "" : reply.text(),
        reply != null
            ? page.t(
                reply.late() ? "lineage.claim.replied-late" : "lineage.claim.replied",
                page.time(reply.at()))
            : until == null
                ? page.t("lineage.claim.reply-after")
                : page.t("lineage.claim.reply-until", page.time(until.at())),
        reply == null && claim.state() != Claim.State.FILED);
  }

  private static Badge badge(Page page, Claim claim) {
    if (claim.withheld() != null) {
      return new Badge(Tone.DANGER, page.t("lineage.claim.state.withheld"));
    }
    return switch (claim.state()) {
      case FILED -> new Badge(Tone.NEUTRAL, page.t("lineage.claim.state.filed"));
      case COMPARED -> new Badge(Tone.SUCCESS, page.t("lineage.claim.state.compared"));
      case NOT_COMPARABLE -> new Badge(Tone.WARNING, page.t("lineage.claim.state.not-comparable"));
    };
  }

  private List<Fact> facts(Page page, Claim claim, boolean hidden) {
    var facts = new ArrayList<Fact>();
    facts.add(
        Fact.of(
            page.t("lineage.claim.against"),
            cases.team(page, claim.stage().programme(), claim.team())
                + " · "
                + cases.stage(page, claim.stage())));
    facts.add(
        Fact.of(page.t("lineage.component"), page.t("lineage.component." + claim.component())));
    facts.add(
        Fact.of(
            page.t("lineage.claim.source"),
            hidden
                ? NONE
                : page.t(
                    "lineage.claim.source." + CaseViews.word(claim.source().kind()),
                    claim.source().name())));
    if (claim.statistic() != ClaimedStatistic.NONE) {
      var value = claim.value();
      facts.add(
          Fact.of(
              page.t("lineage.statistic." + claim.statistic().id()),
              value == null ? NONE : value.toPlainString()));
    }
    facts.add(Fact.of(page.t("lineage.claim.filed-at"), page.time(claim.filedAt())));
    return facts;
  }

  private static List<String> comparison(Page page, Claim claim) {
    String cause = claim.cause();
    if (claim.state() == Claim.State.NOT_COMPARABLE) {
      return List.of(page.t("lineage.claim.cause", page.english(cause == null ? "" : cause)));
    }
    var rerun = claim.rerun();
    if (rerun == null) {
      return List.of(page.t("lineage.claim.waiting"));
    }
    var sentences = new ArrayList<String>();
    sentences.add(page.t("lineage.claim.made", page.time(rerun.at())));
    String source = named(claim);
    if (source.isEmpty()) {
      sentences.add(page.t("lineage.claim.no-source"));
    } else {
      JsonNode found = JSON.readTree(rerun.report()).path("references").path(source);
      sentences.add(found.path("sentence").path(page.pick("ko", "en")).asString(""));
    }
    return sentences;
  }

  /** Returns the name under which the report carries the alleged source; empty if it does not. */
  private static String named(Claim claim) {
    return switch (claim.source().kind()) {
      case REFERENCE -> claim.source().name();
      case FILE -> FILE;
      case NONE -> "";
    };
  }

  private static @Nullable DataTable references(Page page, Claim claim, boolean hidden) {
    var rerun = claim.rerun();
    if (rerun == null) {
      return null;
    }
    String source = named(claim);
    var rows = new ArrayList<List<String>>();
    for (var reference : JSON.readTree(rerun.report()).path("references").properties()) {
      boolean alleged = reference.getKey().equals(source);
      String name =
          reference.getKey().equals(FILE) && !hidden ? claim.source().name() : reference.getKey();
      JsonNode found = reference.getValue();
      rows.add(
          List.of(
              page.t(alleged ? "lineage.claim.alleged" : "lineage.claim.control", name),
              page.t("office.screen.grade." + found.path("grade").asString("untestable")),
              largest(found),
              gain(found, "gainCosine"),
              gain(found, "gainPearson")));
    }
    return new DataTable(
        page.t("lineage.claim.references"),
        List.of(
            Column.words(page.t("lineage.claim.reference")),
            Column.words(page.t("office.screen.grade")),
            Column.numbers(page.t("lineage.claim.z")),
            Column.numbers(page.t("lineage.statistic.gain-cosine")),
            Column.numbers(page.t("lineage.statistic.gain-pearson"))),
        rows);
  }

  /** Puts the claimed number beside what the comparison measured, for every tower that has it. */
  private static @Nullable DataTable measured(Page page, Claim claim) {
    var rerun = claim.rerun();
    String member = claim.statistic().member().orElse("");
    if (rerun == null || member.isEmpty()) {
      return null;
    }
    var value = claim.value();
    var rows = new ArrayList<List<String>>();
    String source = named(claim);
    for (var reference : JSON.readTree(rerun.report()).path("references").properties()) {
      JsonNode towers = reference.getValue().path("notEvidence").path("statistics");
      for (var tower : towers.properties()) {
        JsonNode found = tower.getValue().path(member);
        if (found.path("value").isNumber()) {
          boolean alleged = reference.getKey().equals(source);
          rows.add(
              List.of(
                  page.t(
                      alleged ? "lineage.claim.alleged" : "lineage.claim.control",
                      reference.getKey()),
                  alleged && value != null ? value.toPlainString() : NONE,
                  four(found.path("value")),
                  four(found.path("control"))));
        }
      }
    }
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("lineage.claim.measured", page.t("lineage.statistic." + claim.statistic().id())),
            List.of(
                Column.words(page.t("lineage.claim.reference")),
                Column.numbers(page.t("lineage.claim.value")),
                Column.numbers(page.t("lineage.claim.measured.value")),
                Column.numbers(page.t("lineage.claim.measured.control"))),
            rows);
  }

  private static String four(JsonNode number) {
    return number.isNumber()
        ? number.decimalValue().setScale(4, RoundingMode.HALF_UP).toPlainString()
        : NONE;
  }

  private static String largest(JsonNode report) {
    double largest = Double.NEGATIVE_INFINITY;
    for (JsonNode finding : report.path("components")) {
      JsonNode calibrated = finding.path("calibratedZ");
      double z = (calibrated.isNumber() ? calibrated : finding.path("z")).asDouble(largest);
      largest = Math.max(largest, z);
    }
    return Double.isInfinite(largest) ? NONE : String.format(Locale.ROOT, "%.1f", largest);
  }

  private static String gain(JsonNode report, String member) {
    JsonNode value = report.path("notEvidence").path(member);
    JsonNode number = value.isObject() ? value.path("value") : value;
    return four(number);
  }
}
