package org.gwageo.platform.publication.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Section;
import org.jspecify.annotations.Nullable;

/**
 * A team's page.
 *
 * @param programme the programme's title
 * @param programmePath its page, without language prefix
 * @param name the team's name
 * @param rehearsal whether the team is invented
 * @param guest whether it takes part by its endpoint alone, without consortium
 * @param sections the parts of the page
 * @param lead the lead organisation; {@code null} for a guest
 * @param size how many bodies belong to it, in a sentence; empty for a guest
 * @param composition where its composition comes from
 * @param columns the headings of the table of organisations; sources only where there are any
 * @param members its members, without the lead
 * @param goals what it set out to do
 * @param progress how it stands in each stage that it entered
 * @param models models entered, by stage
 * @param submissions what it handed in here
 * @param lineage what the comparison of its weights found, once published
 * @param support what it received
 * @param history what happened to it
 */
public record TeamView(
    String programme,
    String programmePath,
    String name,
    boolean rehearsal,
    boolean guest,
    List<Section> sections,
    @Nullable Member lead,
    String size,
    @Nullable Cite composition,
    List<Column> columns,
    List<Member> members,
    List<Cited> goals,
    List<Progress> progress,
    List<Release> models,
    List<Handed> submissions,
    List<Lineage> lineage,
    List<Cited> support,
    List<Cited> history) {

  /** An organisation with its kind in a word. */
  public record Member(String name, String kind, @Nullable Cite cite) {}

  /**
   * How the team stands in a stage.
   *
   * @param stage the stage's name
   * @param path its page
   * @param standing the state in a word
   * @param sentence the outcome in words; {@code null} when nothing is said
   * @param letter the page that explains the outcome; {@code null} when there is none
   */
  public record Progress(
      String stage,
      String path,
      Badge standing,
      @Nullable Cited sentence,
      @Nullable String letter) {}

  /** A model with what is published of it; facts that one weak source states carry that mark. */
  public record Release(
      String name, String stage, List<Cited> facts, List<Cited> notes, @Nullable Cite cite) {}

  /**
   * A submission.
   *
   * @param stage the stage's name
   * @param receipt the receipt's number
   * @param facts when, which model, which files
   * @param digestOf what the digest stands for
   * @param digest the digest of the model's files, or of endpoint and name
   * @param components the declaration for each component
   */
  public record Handed(
      String stage,
      String receipt,
      List<Cited> facts,
      String digestOf,
      String digest,
      DataTable components) {}

  /** What the comparison of the team's weights found in a stage. */
  public record Lineage(String stage, String path, Badge grade, String sentence) {}
}
