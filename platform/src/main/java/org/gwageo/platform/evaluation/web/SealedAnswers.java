package org.gwageo.platform.evaluation.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.platform.evaluation.Part;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;

/**
 * What can be told of answers to sealed items: how many there are of each kind.
 *
 * @param title the title
 * @param crumbs the way to the page
 * @param badges badges beside the title
 * @param counts entrants by the parts of their questions
 */
public record SealedAnswers(
    String title, List<Crumb> crumbs, List<Badge> badges, DataTable counts) {

  /** Copies the lists. */
  public SealedAnswers {
    crumbs = List.copyOf(crumbs);
    badges = List.copyOf(badges);
  }

  static SealedAnswers of(Page page, RunGallery gallery, String entrant, Questions questions) {
    Shown shown = gallery.run(entrant).orElseThrow(JobsPlaces::none);
    var columns = new ArrayList<Column>();
    columns.add(Column.words(page.t("season.entrant")));
    Arrays.stream(Part.values())
        .forEach(part -> columns.add(Column.numbers(page.t("sealed.part." + part.key()))));
    List<List<String>> rows = new ArrayList<>();
    for (Shown run : gallery.runs()) {
      var counts = questions.counts(run.job());
      List<String> row = new ArrayList<>();
      row.add(run.name());
      for (Part part : Part.values()) {
        row.add(page.number(counts.getOrDefault(part, 0L)));
      }
      rows.add(row);
    }
    return new SealedAnswers(
        page.t("sealed.answers.title", shown.name(), gallery.title(page)),
        gallery.crumbs(Crumb.here(shown.name())),
        gallery.badges(),
        new DataTable(page.t("sealed.answers.counts"), columns, rows));
  }
}
