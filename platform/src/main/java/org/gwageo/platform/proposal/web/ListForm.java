package org.gwageo.platform.proposal.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.proposal.Catalogue;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.web.Page;
import org.springframework.util.MultiValueMap;

/**
 * A team's list as it is being put together.
 *
 * @param chosen the ids that are ticked
 * @param others the rows of benchmarks that the catalogue does not have, empty ones too
 * @param words what is searched for
 * @param none whether the team ticked that it proposes none
 */
public record ListForm(Set<String> chosen, List<NewBenchmark> others, String words, boolean none) {

  private static final NewBenchmark EMPTY_ROW = new NewBenchmark("", "", "");
  private static final int MOST_ROWS = 1000;

  /** Copies the collections. */
  public ListForm {
    chosen = new TreeSet<>(chosen);
    others = List.copyOf(others);
  }

  /** Returns the list that a team handed in last. */
  static ListForm of(Proposal list) {
    return new ListForm(new TreeSet<>(list.benchmarks()), list.others(), "", list.size() == 0);
  }

  /** Returns a list with nothing on it. */
  static ListForm empty() {
    return new ListForm(Set.of(), List.of(), "", false);
  }

  /** Returns what was sent. */
  static ListForm read(MultiValueMap<String, String> fields, int most) {
    var rows = new ArrayList<NewBenchmark>();
    for (int row = 0; row < Math.min(most, MOST_ROWS) && fields.containsKey("name-" + row); row++) {
      var other =
          new NewBenchmark(
              field(fields, "name-" + row),
              field(fields, "source-" + row),
              field(fields, "licence-" + row));
      if (!other.equals(EMPTY_ROW)) {
        rows.add(other);
      }
    }
    return new ListForm(
        new HashSet<>(fields.getOrDefault("chosen", List.of())),
        rows,
        field(fields, "words"),
        fields.containsKey("none"));
  }

  private static String field(MultiValueMap<String, String> fields, String name) {
    String value = fields.getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** Returns how many benchmarks are on the list; empty rows are none. */
  public int size() {
    return chosen.size() + (int) others.stream().filter(row -> !row.equals(EMPTY_ROW)).count();
  }

  /** Returns this list with one more empty row. */
  ListForm withRow() {
    var rows = new ArrayList<>(others);
    rows.add(EMPTY_ROW);
    return new ListForm(chosen, rows, words, none);
  }

  /** Puts what is wrong into {@code errors}. */
  void check(
      Page page,
      StageId stage,
      ProposedItem item,
      List<Catalogue.Entry> catalogue,
      Proposing proposing,
      Map<String, String> errors) {
    var found = new LinkedHashMap<String, String>();
    if (size() > item.rule().most()) {
      found.put("count", page.t("proposal.many", item.rule().most(), size()));
    }
    chosen.stream()
        .filter(id -> catalogue.stream().noneMatch(entry -> entry.id().equals(id)))
        .findFirst()
        .ifPresent(id -> found.put("count", page.t("proposal.unknown", id)));
    var keys = new HashSet<String>();
    for (int row = 0; row < others.size(); row++) {
      NewBenchmark other = others.get(row);
      if (other.key().isEmpty() || other.name().length() > Proposing.LONGEST) {
        found.put("name-" + row, page.t("proposal.name.wrong", Proposing.LONGEST));
      } else if (!keys.add(other.key())) {
        found.put("name-" + row, page.t("proposal.name.twice", other.name()));
      } else {
        String field = "name-" + row;
        proposing
            .inCatalogue(stage, item, other.name())
            .ifPresent(
                entry -> found.put(field, page.t("proposal.name.known", other.name(), entry.id())));
      }
      if (!Proposing.isAddress(other.source())) {
        found.put("source-" + row, page.t("proposal.source.wrong", Proposing.LONGEST));
      }
      if (other.licence().isEmpty() || other.licence().length() > Proposing.LONGEST) {
        found.put("licence-" + row, page.t("proposal.licence.wrong", Proposing.LONGEST));
      }
    }
    if (none && size() > 0) {
      found.put("none", page.t("proposal.none.wrong"));
    } else if (!none && size() == 0) {
      found.put("none", page.t("proposal.none.missing"));
    }
    errors.putAll(found);
  }
}
