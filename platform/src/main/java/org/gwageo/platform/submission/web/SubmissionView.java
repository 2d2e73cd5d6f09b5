package org.gwageo.platform.submission.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A submission as pages show it.
 *
 * @param receipt the receipt's number
 * @param team the team's name in the page's language
 * @param facts what was handed in
 * @param components the declarations
 * @param files the files with their digests
 */
public record SubmissionView(
    String receipt, String team, List<Fact> facts, DataTable components, DataTable files) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Copies {@code facts}. */
  public SubmissionView {
    facts = List.copyOf(facts);
  }

  static SubmissionView of(Page page, Submission submission, String team) {
    return new SubmissionView(
        submission.receipt(),
        team,
        facts(page, submission),
        components(page, submission),
        files(page, submission));
  }

  private static List<Fact> facts(Page page, Submission submission) {
    String weights = submission.weights();
    String licence = submission.licence();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("my-team.model"), submission.model()));
    facts.add(Fact.of(page.t("my-team.endpoint"), submission.endpoint().toString()));
    facts.add(
        Fact.of(page.t("my-team.weights"), weights == null ? page.t("my-team.none") : weights));
    facts.add(Fact.of(page.t("my-team.revision"), submission.revision()));
    facts.add(
        Fact.of(page.t("my-team.licence"), licence == null ? page.t("my-team.none") : licence));
    facts.add(
        Fact.of(
            page.t("my-team.commercial"),
            page.t(submission.commercialUse() ? "my-team.yes" : "my-team.no")));
    facts.add(Fact.of(page.t("my-team.rules"), String.valueOf(submission.rulebookVersion())));
    facts.add(Fact.of(page.t("my-team.by"), submission.submittedBy()));
    facts.add(Fact.of(page.t("my-team.at"), page.time(submission.submittedAt())));
    return facts;
  }

  private static DataTable components(Page page, Submission submission) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode component : JSON.readTree(submission.declarations()).path("components")) {
      rows.add(
          List.of(
              page.t("my-team.kind." + slug(component, "component")),
              page.t("my-team.lineage." + slug(component, "lineage")),
              page.t("my-team.training." + slug(component, "training")),
              page.pick(
                  component.at("/origin/ko").stringValue(""),
                  component.at("/origin/en").stringValue("")),
              component.path("licence").stringValue(""),
              component.path("version").stringValue("–")));
    }
    return new DataTable(
        page.t("my-team.components"),
        List.of(
            Column.words(page.t("my-team.component")),
            Column.words(page.t("my-team.component.lineage")),
            Column.words(page.t("my-team.component.training")),
            Column.words(page.t("my-team.component.origin")),
            Column.words(page.t("my-team.component.licence")),
            Column.words(page.t("my-team.component.version"))),
        rows);
  }

  private static DataTable files(Page page, Submission submission) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode file : JSON.readTree(submission.manifest()).path("files")) {
      rows.add(
          List.of(
              file.path("path").stringValue(""),
              page.number(file.path("size").longValue()),
              file.path("sha256").stringValue("")));
    }
    return new DataTable(
        page.t("my-team.files"),
        List.of(
            Column.words(page.t("my-team.file")),
            Column.numbers(page.t("my-team.file.bytes")),
            Column.words("SHA-256")),
        rows);
  }

  private static String slug(JsonNode component, String field) {
    return component.path(field).stringValue("").toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
