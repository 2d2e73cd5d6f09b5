package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What every page of a stage says at its top.
 *
 * @param id which stage
 * @param programme the programme's title
 * @param title the stage's title
 * @param rehearsal whether the programme is a practice one
 * @param state where the stage stands
 * @param version which version of the verdict is shown; null for the one in force
 */
public record StageHead(
    StageId id,
    Bilingual programme,
    Bilingual title,
    boolean rehearsal,
    StageState state,
    @Nullable Integer version) {

  /** What every version of a verdict has pages of its own for. */
  private static final Set<String> VERSIONED =
      Set.of("results", "verdict", "evidence", "bundle.zip", "files");

  /** Makes the head of pages about the verdict in force. */
  public StageHead(
      StageId id, Bilingual programme, Bilingual title, boolean rehearsal, StageState state) {
    this(id, programme, title, rehearsal, state, null);
  }

  /** Returns the head of pages about one version of the verdict. */
  StageHead of(int which) {
    return new StageHead(id, programme, title, rehearsal, state, which);
  }

  /** Returns the stage's title in the page's language. */
  public String title(Page page) {
    return page.pick(title.ko(), title.en());
  }

  /** Returns the address of the stage's page, without language prefix. */
  public String path() {
    return "/programmes/%s/stages/%s".formatted(id.programme(), id.stage());
  }

  /** Returns the address of {@code rest}, such as {@code results}, below the stage's page. */
  public String path(String rest) {
    boolean versioned = version != null && VERSIONED.contains(rest.split("[/#?]", 2)[0]);
    return path() + (versioned ? "/versions/" + version : "") + "/" + rest;
  }

  /** Returns the way to a page below the stage's page. */
  public List<Crumb> crumbs(Page page, Crumb... rest) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(
        Crumb.to(page.pick(programme.ko(), programme.en()), "/programmes/" + id.programme()));
    crumbs.add(Crumb.to(title(page), path()));
    crumbs.addAll(List.of(rest));
    return List.copyOf(crumbs);
  }

  /** Returns the badge that marks invented data, for a rehearsal. */
  public List<Badge> badges(Page page) {
    return rehearsal ? List.of(new Badge(Tone.WARNING, page.t("results.rehearsal"))) : List.of();
  }
}
