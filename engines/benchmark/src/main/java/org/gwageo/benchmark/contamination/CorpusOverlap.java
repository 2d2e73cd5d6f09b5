package org.gwageo.benchmark.contamination;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.statistics.Clusters;
import org.jspecify.annotations.Nullable;

/**
 * Looks for items in a declared training corpus.
 *
 * <p>Text is brought to Unicode form NFC and lower case; all but letters, digits and combining
 * marks is dropped, and white space separates words. An item is found by any of its runs of 13
 * words (13-grams, as Brown et al. 2020, appendix C) or by any of its runs of 50 letters and digits
 * regardless of spaces, which Korean needs because its spacing varies.
 *
 * <p>The runs of the items are indexed by 64-bit hashes, the corpus streams past them, and every
 * hit is compared letter by letter, so a hash collision is never a find. Memory depends on the
 * items only: about 50 bytes for each letter.
 *
 * <p>An instance is filled by {@link #read} and is used by one thread at a time.
 */
public final class CorpusOverlap {

  /** Words in a run. */
  public static final int WORDS = 13;

  /** Letters and digits in a run. */
  public static final int LETTERS = 50;

  private final List<String> ids;
  private final RunTable words;
  private final RunTable letters;
  private final @Nullable Place[] places;
  private final CorpusScan scan;
  private final char[] block = new char[1 << 16];
  private String document = "";

  /** Where an item was first found. */
  public record Place(String document, long line) {}

  /**
   * An item to look for.
   *
   * @param id its id
   * @param text its text: question and choices
   */
  public record ItemText(String id, String text) {}

  /**
   * What was found of an item.
   *
   * @param item the item's id
   * @param wordRuns how many runs of 13 words it has
   * @param wordRunsFound how many of them the corpus has
   * @param letterRuns how many runs of 50 letters it has
   * @param letterRunsFound how many of them the corpus has
   * @param first where the first of them was found; null if nowhere
   */
  public record Found(
      String item,
      int wordRuns,
      int wordRunsFound,
      int letterRuns,
      int letterRunsFound,
      @Nullable Place first) {

    /** Returns whether the item is long enough to be looked for. */
    public boolean isTestable() {
      return wordRuns + letterRuns > 0;
    }

    /** Returns whether any run was found. */
    public boolean isFound() {
      return wordRunsFound + letterRunsFound > 0;
    }

    /** Returns the greater share of runs found, from 0 to 1. */
    public double share() {
      return Math.max(
          wordRuns == 0 ? 0 : (double) wordRunsFound / wordRuns,
          letterRuns == 0 ? 0 : (double) letterRunsFound / letterRuns);
    }
  }

  /** Indexes {@code items}. */
  public CorpusOverlap(List<ItemText> items) {
    this.ids = items.stream().map(ItemText::id).toList();
    this.places = new Place[items.size()];
    var texts = new ArrayList<LetterRuns>(items.size());
    for (ItemText item : items) {
      texts.add(LetterRuns.of(item.text()));
    }
    this.words = RunTable.of(texts, true);
    this.letters = RunTable.of(texts, false);
    this.scan = new CorpusScan(words, letters, this::found);
  }

  /**
   * Reads one document of the corpus to its end. Runs do not reach from one document into another.
   *
   * @param document its name, as it is given in {@link Place}
   */
  public void read(String document, Reader reader) throws IOException {
    this.document = document;
    try {
      for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
        scan.add(block, read);
      }
    } finally {
      scan.finish();
    }
  }

  private void found(int item) {
    if (places[item] == null) {
      places[item] = new Place(document, scan.line());
    }
  }

  /** Returns what has been found so far, in the order of the items. */
  public List<Found> found() {
    List<Found> found = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      found.add(
          new Found(
              ids.get(i),
              words.runs(i),
              words.runsFound(i),
              letters.runs(i),
              letters.runsFound(i),
              places[i]));
    }
    return List.copyOf(found);
  }

  /**
   * An item's score and what was found of it.
   *
   * @param found what was found
   * @param cluster the number of the group that the item belongs to
   * @param score the entrant's score on the item, from 0 to 1
   */
  public record Scored(Found found, int cluster, double score) {}

  /**
   * Tests whether the entrant does better on items that its corpus contains. Items too short to be
   * looked for are left out.
   *
   * @return the finding; empty if the items found or the items not found form fewer than 2 groups,
   *     so that nothing can be compared
   */
  public static Optional<Finding> finding(
      String entrant, String task, List<Scored> scored, long seed) {
    List<Scored> testable = scored.stream().filter(s -> s.found().isTestable()).toList();
    List<Scored> with = testable.stream().filter(s -> s.found().isFound()).toList();
    List<Scored> without = testable.stream().filter(s -> !s.found().isFound()).toList();
    if (groups(with) < 2 || groups(without) < 2) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            ContaminationTest.CORPUS_OVERLAP,
            entrant,
            task,
            Effect.difference(sample(with), sample(without), seed),
            without.size() + " items of the same task that were not found; found: " + with.size()));
  }

  private static long groups(List<Scored> scored) {
    return scored.stream().mapToInt(Scored::cluster).distinct().count();
  }

  private static Effect.Sample sample(List<Scored> scored) {
    return new Effect.Sample(
        scored.stream().mapToDouble(Scored::score).toArray(),
        Clusters.of(scored.stream().mapToInt(Scored::cluster).toArray()));
  }
}
