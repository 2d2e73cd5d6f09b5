package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.jspecify.annotations.Nullable;

/**
 * Where a verdict comes from: the sentence, the numbers, the proof.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param sections the parts of the page
 * @param sentences one entry per team
 * @param runs the headings of the benchmark runs, one column per team
 * @param benchmarks the benchmark runs, one row per task
 * @param inputs the other inputs of the verdict, each with the place where it is shown
 * @param lineageTeam the heading of the teams in the grid of comparisons
 * @param lineage the lineage reports; none where gates are not shown
 * @param proof who confirmed, and what was published when
 * @param digests the digests of rules, verdict and bundle
 * @param state whether the file is what was published
 * @param download the published file; null where the rulebook does not show everything
 * @param commands how to check the file
 */
public record EvidencePage(
    StageHead head,
    Evidence evidence,
    List<Section> sections,
    List<Card> sentences,
    List<Column> runs,
    List<RunRow> benchmarks,
    List<Fact> inputs,
    String lineageTeam,
    List<LineageSection> lineage,
    List<Fact> proof,
    List<Fact> digests,
    Badge state,
    @Nullable Download download,
    List<Command> commands) {

  /** Returns the headings of the grid of comparisons: the team, then each reference. */
  public List<Column> lineageColumns() {
    var columns = new ArrayList<Column>();
    columns.add(Column.words(lineageTeam));
    if (!lineage.isEmpty()) {
      lineage.getFirst().references().forEach(one -> columns.add(Column.words(one.name())));
    }
    return columns;
  }

  /** Copies the lists. */
  public EvidencePage {
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
    runs = List.copyOf(runs);
    benchmarks = List.copyOf(benchmarks);
    inputs = List.copyOf(inputs);
    lineage = List.copyOf(lineage);
    proof = List.copyOf(proof);
    digests = List.copyOf(digests);
    commands = List.copyOf(commands);
  }

  /**
   * The benchmark runs of one task.
   *
   * @param task the task's title
   * @param path the task's page
   * @param cells one cell per team: the score, and where the answers are
   */
  public record RunRow(String task, String path, List<Fact> cells) {

    /** Copies {@code cells}. */
    public RunRow {
      cells = List.copyOf(cells);
    }
  }

  /**
   * The published file.
   *
   * @param label its name and size
   * @param path its address
   * @param folders what is in it
   */
  public record Download(String label, String path, List<Folder> folders) {

    /** Copies {@code folders}. */
    public Download {
      folders = List.copyOf(folders);
    }

    /** Returns how many files there are. */
    public int count() {
      return folders.stream().mapToInt(folder -> folder.files().size()).sum();
    }
  }

  /**
   * The files below one folder of the bundle.
   *
   * @param name the folder's name; a slash for the bundle itself
   * @param label the name, with the number of files
   * @param files the files
   */
  public record Folder(String name, String label, List<FileRow> files) {

    /** Copies {@code files}. */
    public Folder {
      files = List.copyOf(files);
    }
  }

  /**
   * One file of the bundle.
   *
   * @param name its path inside the bundle
   * @param path its address
   * @param size its length in bytes
   * @param digest its SHA-256 in hexadecimal
   */
  public record FileRow(String name, String path, String size, String digest) {}

  /**
   * A command for a terminal.
   *
   * @param label what it does
   * @param text the command
   * @param expected what it prints; null where that is told in the label
   */
  public record Command(String label, String text, @Nullable String expected) {}
}
