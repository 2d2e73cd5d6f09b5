package org.gwageo.platform.reproduction.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark that a team runs itself, as its page shows it.
 *
 * @param task the task's name
 * @param title the task's title
 * @param item the title of the rulebook's item that it is for
 * @param target whether a target has to be declared
 * @param badges whether a bundle counts, and how its repetition stands
 * @param facts how many runs are wanted, and which bundle counts
 * @param rule what is repeated and what counts after that, in sentences
 * @param versions the bundles that were handed in, the newest first
 * @param finding what the comparison found; none before
 * @param sentence the same in one sentence; null before
 */
public record WantedView(
    String task,
    String title,
    String item,
    boolean target,
    List<Badge> badges,
    List<Fact> facts,
    List<String> rule,
    List<Version> versions,
    List<Fact> finding,
    @Nullable String sentence) {

  /** Copies the lists. */
  public WantedView {
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
    rule = List.copyOf(rule);
    versions = List.copyOf(versions);
    finding = List.copyOf(finding);
  }

  /**
   * A bundle that was handed in.
   *
   * @param number its version
   * @param path its page, without language prefix
   * @param at when it came in
   * @param score the mean of its runs
   * @param badge whether it was taken
   */
  public record Version(int number, String path, String at, String score, Badge badge) {}
}
