package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.publication.web.result.LineageSection.Compared;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
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
  private static final String NONE = "–";

  private final Page page;
  private final boolean figures;

  private LineageWords(Page page, boolean figures) {
    this.page = page;
    this.figures = figures;
  }

  /** Returns the report; its figures only where the rulebook shows everything as entered. */
  static LineageSection of(Page page, PublishedStage stage, Screen screen) {
    return new LineageWords(page, stage.shows(Level.RAW))
        .section(stage.name(page, screen.team()), screen);
  }

  private LineageSection section(String name, Screen screen) {
    JsonNode report = JSON.readTree(screen.report());
    List<Compared> references = new ArrayList<>();
    report
        .path("references")
        .properties()
        .forEach(entry -> references.add(compared(entry.getKey(), entry.getValue())));
    return new LineageSection(
        screen.team(),
        name,
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
        references);
  }

  private Compared compared(String name, JsonNode report) {
    return new Compared(
        name,
        grade(report.path("grade").asString("")),
        report.path("sentence").path(page.pick("ko", "en")).asString(""),
        figures ? findings(report) : null,
        figures ? layers(report) : null,
        figures ? power(report) : null,
        untestable(report),
        figures ? notEvidence(report.path("notEvidence")) : null);
  }

  private Badge grade(String id) {
    Tone tone =
        switch (id) {
          case "identical", "derivation-established" -> Tone.DANGER;
          case "indicated" -> Tone.WARNING;
          case "not-found" -> Tone.SUCCESS;
          default -> Tone.NEUTRAL;
        };
    return new Badge(tone, known("results.lineage.grade.", id));
  }

  private @Nullable DataTable findings(JsonNode report) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode finding : report.path("components")) {
      rows.add(
          List.of(
              component(finding.path("component").asString("")),
              known("results.lineage.test.", finding.path("test").asString("")),
              decimal(finding.path("statistic"), 4),
              decimal(finding.path("z"), 1),
              decimal(finding.path("log10p"), 1),
              decimal(finding.path("adjustedLog10p"), 1),
              finding.path("identical").asBoolean(false)
                  ? page.t("results.lineage.identical")
                  : NONE));
    }
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("results.lineage.findings.caption"),
            List.of(
                Column.words(page.t("results.lineage.component")),
                Column.words(page.t("results.lineage.test")),
                Column.numbers(page.t("results.lineage.statistic")),
                Column.numbers("z"),
                Column.numbers(page.t("results.lineage.log10p")),
                Column.numbers(page.t("results.lineage.adjusted")),
                Column.words(page.t("results.lineage.bytes"))),
            rows);
  }

  private @Nullable DataTable layers(JsonNode report) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode match : report.path("layerMap")) {
      rows.add(
          List.of(
              match.path("subject").asString(NONE),
              match.path("reference").asString(NONE),
              decimal(match.path("z"), 1),
              decimal(match.path("log10p"), 1)));
    }
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("results.lineage.layers.caption"),
            List.of(
                Column.numbers(page.t("results.lineage.layers.subject")),
                Column.numbers(page.t("results.lineage.layers.reference")),
                Column.numbers("z"),
                Column.numbers(page.t("results.lineage.log10p"))),
            rows);
  }

  private @Nullable DataTable power(JsonNode report) {
    List<List<String>> rows = new ArrayList<>();
    report
        .path("power")
        .properties()
        .forEach(
            entry -> {
              String[] names = entry.getKey().split("/", 2);
              JsonNode power = entry.getValue();
              rows.add(
                  List.of(
                      component(names[0]),
                      known("results.lineage.test.", names[names.length - 1]),
                      share(power.path("indicatedFrom")),
                      share(power.path("establishedFrom"))));
            });
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("results.lineage.power.caption"),
            List.of(
                Column.words(page.t("results.lineage.component")),
                Column.words(page.t("results.lineage.test")),
                Column.numbers(page.t("results.lineage.power.indicated")),
                Column.numbers(page.t("results.lineage.power.established"))),
            rows);
  }

  private List<String> untestable(JsonNode report) {
    List<String> sentences = new ArrayList<>();
    for (JsonNode one : report.path("untestable")) {
      sentences.add(
          page.t(
              "results.lineage.untestable",
              component(one.path("component").asString("")),
              known("results.lineage.test.", one.path("test").asString("")),
              one.path("reason").asString("")));
    }
    return sentences;
  }

  private @Nullable String notEvidence(JsonNode gains) {
    return gains.path("gainCosine").isNumber()
        ? page.t(
            "results.lineage.gains",
            decimal(gains.path("gainCosine"), 4),
            decimal(gains.path("gainPearson"), 4))
        : null;
  }

  private String component(String id) {
    return known("results.lineage.component.", id);
  }

  /** Returns the words for an engine's name, or the name where there are none. */
  private String known(String prefix, String id) {
    String key = prefix + id;
    return page.frame().messages().has(key) ? page.t(key) : id;
  }

  private static String decimal(JsonNode number, int places) {
    return number.isNumber() ? rounded(number.decimalValue(), places).toPlainString() : NONE;
  }

  private String share(JsonNode fraction) {
    return fraction.isNumber()
        ? page.t(
            "results.lineage.power.share",
            rounded(fraction.decimalValue().movePointRight(2), 0).toPlainString())
        : page.t("results.lineage.power.none");
  }

  private static BigDecimal rounded(BigDecimal number, int places) {
    return number.setScale(places, RoundingMode.HALF_UP);
  }
}
