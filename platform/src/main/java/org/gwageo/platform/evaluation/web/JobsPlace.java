package org.gwageo.platform.evaluation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.jspecify.annotations.Nullable;

/**
 * The stage or season whose jobs a page of the office is about.
 *
 * @param id the stage's or season's id
 * @param heading the stage's heading; null for a season
 * @param title its title in the page's language
 * @param path its first page, without language prefix
 * @param crumbs the way to that page
 * @param badges where it stands
 * @param names the names of those who are measured, by slug
 */
public record JobsPlace(
    StageId id,
    @Nullable StageHeading heading,
    String title,
    String path,
    List<Crumb> crumbs,
    List<Badge> badges,
    Map<String, String> names) {

  /** Copies the collections. */
  public JobsPlace {
    crumbs = List.copyOf(crumbs);
    badges = List.copyOf(badges);
    names = Map.copyOf(names);
  }

  /** Returns the address of one of its pages. */
  public String path(String rest) {
    return path + "/" + rest;
  }

  /** Returns the name of somebody who is measured. */
  public String name(String entrant) {
    return names.getOrDefault(entrant, entrant);
  }

  /** Returns the way to a page below this one's. */
  public List<Crumb> crumbs(Crumb... rest) {
    var all = new ArrayList<>(crumbs);
    all.addAll(List.of(rest));
    return List.copyOf(all);
  }
}
