package org.gwageo.bundle.season;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.gwageo.bundle.content.Content;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a season leaves behind, from which its bundle is made.
 *
 * @param programme the programme's id
 * @param season the season's id
 * @param titleKo the title in Korean
 * @param titleEn the title in English
 * @param announcedAt when its commitments were published; null if it was not announced
 * @param opensAt when measuring began
 * @param closesAt when it ended
 * @param issuedAt when its results are published
 * @param toolVersion the version of this software
 * @param suite the suite's id
 * @param suiteDigest the suite with its tasks, by digest
 * @param repeats how often each task was run
 * @param entrants who was measured
 * @param tasks what was asked, in the suite's order
 * @param runs what the models replied
 */
public record SeasonRecord(
    String programme,
    String season,
    String titleKo,
    String titleEn,
    @Nullable Instant announcedAt,
    Instant opensAt,
    Instant closesAt,
    Instant issuedAt,
    String toolVersion,
    String suite,
    String suiteDigest,
    int repeats,
    List<Entrant> entrants,
    List<Task> tasks,
    List<Run> runs) {

  /** Copies the lists. */
  public SeasonRecord {
    entrants = List.copyOf(entrants);
    tasks = List.copyOf(tasks);
    runs = List.copyOf(runs);
  }

  /**
   * Somebody whose model was measured.
   *
   * @param id the entrant's id
   * @param name the name shown
   * @param model the name under which the model was served
   * @param revision the state of the model, by digest
   */
  public record Entrant(String id, String name, String model, String revision) {}

  /**
   * A task.
   *
   * @param id its id
   * @param weight its weight in the suite
   * @param yaml its task file
   * @param digest the task's digest
   * @param count how many items it has
   * @param licence the licence of its items; empty if none is stated
   * @param items its items as far as everybody may have them
   */
  public record Task(
      String id,
      BigDecimal weight,
      String yaml,
      Digest digest,
      int count,
      String licence,
      TaskItems items) {}

  /** The items of a task as far as everybody may have them. */
  public sealed interface TaskItems {

    /**
     * Items that were never sealed.
     *
     * @param lines JSONL
     */
    record Open(String lines) implements TaskItems {}

    /**
     * Items that were sealed until the season's end.
     *
     * @param commitment what was published before the season
     * @param revealed the file of revealed items
     */
    record Revealed(String commitment, String revealed) implements TaskItems {}

    /**
     * Items that are not in the bundle.
     *
     * @param reason why
     * @param digest the digest of the items
     * @param commitment what was published before the season; null for items that were not sealed
     */
    record Withheld(Reason reason, Digest digest, @Nullable String commitment)
        implements TaskItems {}
  }

  /** Why items are not in a bundle. */
  public enum Reason {
    /** They stay sealed, as was announced before the season. */
    SEALED("sealed"),
    /** Their licence does not allow to pass them on. */
    LICENCE("licence");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** Returns the word in files. */
    public String word() {
      return word;
    }
  }

  /**
   * One run of one task by one entrant's model.
   *
   * @param entrant the entrant's id
   * @param task the task's id
   * @param number which of the task's runs, from 1
   * @param journal the attempts, one line of canonical JSON each, with line ends
   * @param result the result as canonical JSON
   */
  public record Run(String entrant, String task, int number, Content journal, String result) {}
}
