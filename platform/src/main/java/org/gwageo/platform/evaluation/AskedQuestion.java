package org.gwageo.platform.evaluation;

import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One question of a run that is over, and what became of it.
 *
 * @param place where it stands
 * @param item the item's id
 * @param key the question's key in the journal
 * @param attempts how many requests it took
 * @param correct whether it counts as fully right
 * @param scored whether it counts
 * @param failure why there is no answer; null if there is one
 * @param score what it contributes to the headline; null where it contributes no number
 * @param extracted the answer found under the headline's filter; null if none was found
 * @param gold the right answer
 * @param text what a reader sees of the question
 */
public record AskedQuestion(
    Place place,
    String item,
    Digest key,
    int attempts,
    boolean correct,
    boolean scored,
    @Nullable FailureClass failure,
    @Nullable Double score,
    @Nullable String extracted,
    String gold,
    String text) {

  /**
   * Where a question stands.
   *
   * @param ordinal the item's position in the task, from 0
   * @param repeat which repeat, from 0
   */
  public record Place(int ordinal, int repeat) {

    /** Returns the form in addresses: {@code 7}, or {@code 7-2} for a second repeat. */
    public String key() {
      return repeat == 0 ? String.valueOf(ordinal + 1) : (ordinal + 1) + "-" + (repeat + 1);
    }

    /**
     * Reads the form in addresses.
     *
     * @throws IllegalArgumentException if {@code key} has another form
     */
    public static Place of(String key) {
      if (!key.matches("[1-9]\\d{0,8}(-[1-9]\\d{0,5})?")) {
        throw new IllegalArgumentException("a question is named 7 or 7-2, not " + key);
      }
      int hyphen = key.indexOf('-');
      return hyphen < 0
          ? new Place(Integer.parseInt(key) - 1, 0)
          : new Place(
              Integer.parseInt(key.substring(0, hyphen)) - 1,
              Integer.parseInt(key.substring(hyphen + 1)) - 1);
    }
  }
}
