package org.gwageo.platform.programme.web;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;

/**
 * What every page of a stage says first.
 *
 * @param id which stage
 * @param programme the programme's title in the page's language
 * @param title the stage's title in the page's language
 * @param state where the stage stands
 * @param badges the state and, for a practice programme, that it is one
 * @param reports whether the rules let teams run benchmarks themselves
 * @param proposes whether the rules let teams propose the common benchmarks
 */
public record StageHeading(
    StageId id,
    String programme,
    String title,
    StageState state,
    List<Badge> badges,
    boolean reports,
    boolean proposes) {

  /** Copies {@code badges}. */
  public StageHeading {
    badges = List.copyOf(badges);
  }

  /** Returns the address of the stage's control page, without language prefix. */
  public String path() {
    return "/office/programmes/" + id.programme() + "/stages/" + id.stage();
  }

  /** Returns the address of one of the stage's pages, such as {@code jobs}. */
  public String path(String part) {
    return path() + "/" + part;
  }

  /** Returns the way from the office's first page to the page called {@code here}. */
  public List<Crumb> crumbs(Page page, String here) {
    return List.of(
        Crumb.to(page.t("frame.menu.office"), "/office"),
        Crumb.to(programme + " · " + title, path()),
        Crumb.here(here));
  }

  /** Returns the parts of the stage that the office has pages for, beside its course. */
  public List<String> parts() {
    var parts = new ArrayList<>(List.of("rulebook"));
    if (proposes) {
      parts.add("proposals");
    }
    parts.add("submissions");
    if (reports) {
      parts.add("reproduction");
    }
    parts.addAll(List.of("jobs", "lineage", "panel", "ratings", "verdict"));
    return parts;
  }

  /** Returns whether benchmarks, sheets and ratings come in. */
  public boolean evaluating() {
    return state == StageState.EVALUATING;
  }

  /** Returns whether a verdict is issued. */
  public boolean decided() {
    return state == StageState.DECIDED || state == StageState.PUBLISHED;
  }

  /** Returns whether teams may submit. */
  public boolean open() {
    return state == StageState.OPEN;
  }
}
