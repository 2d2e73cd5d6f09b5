package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.report.PanelReport;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.publication.web.result.LineageSection.Compared;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a lineage report in words. */
final class LineageWords {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Page page;
  private final boolean figures;

  private LineageWords(Page page, boolean figures) {
    this.page = page;
    this.figures = figures;
  }

  /** Returns the report; its figures only where the rulebook shows everything as entered. */
  static LineageSection of(
      Page page, PublishedStage stage, Screen screen, Optional<VerificationCase> found) {
    return new LineageWords(page, stage.shows(Level.RAW)).section(stage, screen, found);
  }

  private LineageSection section(
      PublishedStage stage, Screen screen, Optional<VerificationCase> found) {
    JsonNode report = JSON.readTree(screen.report());
    List<Compared> references = new ArrayList<>();
    report
        .path("references")
        .properties()
        .forEach(entry -> references.add(compared(entry.getKey(), entry.getValue())));
    return new LineageSection(
        screen.team(),
        stage.name(page, screen.team()),
        grade(screen.grade().id()),
        List.of(
            Fact.of(page.t("results.lineage.made"), page.time(screen.madeAt())),
            Fact.of(
                page.t("results.lineage.compared"),
                page.t(
                    "results.lineage.compared.text",
                    references.size(),
                    report.path("entrants").asInt(1))),
            Fact.of(page.t("results.lineage.seed"), report.path("seed").asString("")),
            Fact.of(page.t("results.lineage.digest"), screen.digest())),
        references,
        found.flatMap(this::decision).orElse(null),
        figures ? stage.head().path("lineage/" + screen.team()) : null);
  }

  private Optional<Fact> decision(VerificationCase found) {
    return found
        .publicDecision()
        .map(
            decided ->
                new Fact(
                    page.t("results.lineage.case", found.number()),
                    page.t(
                        "results.lineage.case.text",
                        page.t(
                            "lineage.outcome."
                                + decided
                                    .outcome()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-')),
                        decided.reason()),
                    "/lineage/cases/" + found.number()));
  }

  private Compared compared(String name, JsonNode report) {
    BigDecimal z = figures ? largest(report.path("components")) : null;
    return new Compared(
        name,
        grade(report.path("grade").asString("")),
        z == null ? "" : z.setScale(1, RoundingMode.HALF_UP).toPlainString(),
        z == null ? "" : PanelReport.style(z.doubleValue()),
        report.path("sentence").path(page.pick("ko", "en")).asString(""));
  }

  private static @Nullable BigDecimal largest(JsonNode findings) {
    BigDecimal largest = null;
    for (JsonNode finding : findings) {
      JsonNode z = finding.path("calibratedZ");
      if (z.isNumber() && (largest == null || z.decimalValue().compareTo(largest) > 0)) {
        largest = z.decimalValue();
      }
    }
    return largest;
  }

  private Badge grade(String id) {
    Tone tone =
        switch (id) {
          case "identical", "derivation-established" -> Tone.DANGER;
          case "indicated" -> Tone.WARNING;
          case "not-found" -> Tone.SUCCESS;
          default -> Tone.NEUTRAL;
        };
    String key = "results.lineage.grade." + id;
    return new Badge(tone, page.frame().messages().has(key) ? page.t(key) : id);
  }
}
