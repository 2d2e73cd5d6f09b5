package org.gwageo.platform.publication.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Step;
import org.jspecify.annotations.Nullable;

/**
 * The overview of a programme.
 *
 * @param title what it is called
 * @param path its address, without language prefix
 * @param summary what it is
 * @param rehearsal whether entrants are invented
 * @param badges what kind of programme it is, and where it stands
 * @param sections the parts of the page
 * @param steps its stages as a procedure
 * @param timeline what happened and what is planned, the oldest first
 * @param matrix teams by stages
 * @param stages one card per stage
 * @param support one entry per kind of support
 * @param supportRules rules over all support
 * @param bodies who runs it
 * @param names names that are granted
 * @param topics further statements by subject
 * @param sources documents that the data are taken from
 * @param legend what the marks of confidence mean
 */
public record ProgrammeView(
    String title,
    String path,
    String summary,
    boolean rehearsal,
    List<Badge> badges,
    List<Section> sections,
    List<Step> steps,
    List<Occasion> timeline,
    Matrix matrix,
    List<StageCard> stages,
    List<SupportItem> support,
    List<Topic> supportRules,
    List<Body> bodies,
    List<Cited> names,
    List<Topic> topics,
    List<Document> sources,
    List<Fact> legend) {

  /**
   * Something on the timeline.
   *
   * @param when the date in words
   * @param machine the date for {@code <time>}; {@code null} if it is not exact
   * @param planned the date that was planned, where it differs; {@code null} otherwise
   * @param difference why plan and fact differ; {@code null} when they do not
   * @param title what happened
   * @param path where the title leads; {@code null} for nowhere
   * @param badge the kind in a word; {@code null} for none
   * @param detail more about it; {@code null} for none
   * @param cite its source
   * @param today whether this entry only marks the day of the request
   */
  public record Occasion(
      String when,
      @Nullable String machine,
      @Nullable String planned,
      @Nullable String difference,
      String title,
      @Nullable String path,
      @Nullable Badge badge,
      @Nullable String detail,
      @Nullable Cite cite,
      boolean today) {}

  /**
   * Teams by stages.
   *
   * @param stages the columns
   * @param teams the rows
   */
  public record Matrix(List<Head> stages, List<Row> teams) {

    /** A stage or a team with the address of its page. */
    public record Head(String label, String path) {}

    /** One team. */
    public record Row(Head team, List<Cell> cells) {}

    /**
     * How a team stands in a stage.
     *
     * @param kind the end of the class name
     * @param symbol a sign that repeats the word; empty for none
     * @param word the state in a word
     * @param mark how far that can be trusted; {@code null} for what was decided here
     */
    public record Cell(String kind, String symbol, String word, @Nullable Cite mark) {}
  }

  /**
   * One stage in short.
   *
   * @param badges its state
   * @param title its name
   * @param path its page
   * @param facts when, how many teams in and out, announced and actual cut
   * @param note why announced and actual cut differ; {@code null} when they do not
   * @param links further pages
   */
  public record StageCard(
      List<Badge> badges,
      String title,
      String path,
      List<Cited> facts,
      @Nullable Cited note,
      List<Fact> links) {}

  /**
   * One kind of support.
   *
   * @param badges what is given, and whether sources differ
   * @param title what it is called
   * @param facts amounts, period, recipients
   * @param conditions what is attached to it
   * @param cite its source
   */
  public record SupportItem(
      List<Badge> badges,
      String title,
      List<Cited> facts,
      List<Cited> conditions,
      @Nullable Cite cite) {}

  /** Statements about one subject. */
  public record Topic(String title, List<Cited> statements) {}

  /** A body with its abbreviation and its duties. */
  public record Body(String name, String shortName, List<Cited> duties) {}

  /**
   * A source.
   *
   * @param id its place on the page
   * @param key its key
   * @param cite its mark of confidence
   * @param title what it is
   * @param publisher who published it
   * @param date when; {@code null} if it carries no date
   * @param url where it can be read; {@code null} if that is not known
   * @param reference further identifiers; {@code null} for none
   * @param access how much of it was read
   */
  public record Document(
      String id,
      String key,
      Cite cite,
      String title,
      String publisher,
      @Nullable String date,
      @Nullable String url,
      @Nullable String reference,
      String access) {}
}
