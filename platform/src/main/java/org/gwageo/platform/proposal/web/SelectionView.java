package org.gwageo.platform.proposal.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may read of the proposals for one item.
 *
 * @param id the item's id
 * @param title its title
 * @param rule the rule in sentences
 * @param facts the deadlines, and what was fixed
 * @param state where the selection stands
 * @param outcome what follows, in one sentence; empty before the deadline
 * @param advice what the office can do when nothing qualifies; empty otherwise
 * @param table benchmarks by team with counts; null before the deadline
 * @param names names that the catalogue did not have, and what the office said; null without any
 * @param lists the teams' lists; null before the deadline
 * @param versions all versions that were handed in up to the deadline; null before it
 * @param files the files behind it, once the selection is fixed
 * @param digest of the selection's file; empty before it is fixed
 */
public record SelectionView(
    String id,
    String title,
    List<String> rule,
    List<Fact> facts,
    Badge state,
    String outcome,
    String advice,
    @Nullable DataTable table,
    @Nullable DataTable names,
    @Nullable DataTable lists,
    @Nullable DataTable versions,
    List<Fact> files,
    String digest) {

  /** Copies the lists. */
  public SelectionView {
    rule = List.copyOf(rule);
    facts = List.copyOf(facts);
    files = List.copyOf(files);
  }
}
