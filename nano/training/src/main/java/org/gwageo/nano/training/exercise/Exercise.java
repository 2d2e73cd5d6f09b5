package org.gwageo.nano.training.exercise;

import java.nio.charset.StandardCharsets;

/**
 * A question with its one exact answer.
 *
 * @param key the fact that is asked for, the same in every wording; an empty key is always trained
 *     on
 * @param question what the user says
 * @param answer what the assistant answers
 */
public record Exercise(String key, String question, String answer) {
  private static final int PARTS = 8;

  /** Returns an exercise that may always be trained on. */
  public static Exercise practice(String question, String answer) {
    return new Exercise("", question, answer);
  }

  /** Returns whether the exercise is reserved for the examination; one key in eight is. */
  public boolean heldOut() {
    return !key.isEmpty() && Long.remainderUnsigned(mixed(key), PARTS) == 0;
  }

  /** FNV-1a over UTF-8 with the finaliser of SplitMix64, so that near keys part evenly. */
  private static long mixed(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (value & 0xFF)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
