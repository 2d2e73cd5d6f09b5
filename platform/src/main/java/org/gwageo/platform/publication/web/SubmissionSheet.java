package org.gwageo.platform.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a team handed in, without the address of its endpoint and the account. */
final class SubmissionSheet {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Page page;

  SubmissionSheet(Page page) {
    this.page = page;
  }

  /** Returns the submission to {@code stage}. */
  TeamView.Handed handed(Submission submission, String stage) {
    var facts = new ArrayList<Cited>();
    facts.add(Cited.fact(page.t("overview.submission.at"), page.time(submission.submittedAt())));
    facts.add(Cited.fact(page.t("overview.submission.model"), submission.model()));
    String licence = submission.licence();
    if (licence != null) {
      facts.add(Cited.fact(page.t("overview.submission.licence"), licence));
      facts.add(
          Cited.fact(
              page.t("overview.submission.commercial"),
              submission.commercialUse() ? page.t("overview.yes") : page.t("overview.no")));
    }
    facts.add(Cited.fact(page.t("overview.submission.files"), files(submission)));
    facts.add(
        Cited.fact(
            page.t("overview.submission.rules"),
            page.t("overview.submission.rules-version", submission.rulebookVersion())));
    return new TeamView.Handed(
        stage,
        submission.receipt(),
        facts,
        submission.weights() == null
            ? page.t("overview.submission.digest-endpoint")
            : page.t("overview.submission.digest"),
        submission.revision(),
        components(submission));
  }

  private String files(Submission submission) {
    JsonNode files = JSON.readTree(submission.manifest()).path("files");
    long bytes = 0;
    for (JsonNode file : files) {
      bytes += file.path("size").longValue();
    }
    return files.isEmpty()
        ? page.t("overview.submission.no-files")
        : page.t("overview.submission.file-count", files.size(), bytes);
  }

  private DataTable components(Submission submission) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode component : JSON.readTree(submission.declarations()).path("components")) {
      JsonNode origin = component.path("origin");
      rows.add(
          List.of(
              word("component", component.path("component").stringValue()),
              page.pick(origin.path("ko").stringValue(), origin.path("en").stringValue()),
              component.path("licence").stringValue(),
              word("training", component.path("training").stringValue()),
              word("lineage", component.path("lineage").stringValue())));
    }
    return new DataTable(
        page.t("overview.submission.components"),
        List.of(
            Column.words(page.t("overview.submission.component")),
            Column.words(page.t("overview.submission.origin")),
            Column.words(page.t("overview.submission.licence")),
            Column.words(page.t("overview.submission.training")),
            Column.words(page.t("overview.submission.lineage"))),
        rows);
  }

  private String word(String area, String constant) {
    return page.t("overview." + area + "." + constant.toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
