package org.gwageo.benchmark.judge;

import org.gwageo.benchmark.judge.Grade.Preference;

/**
 * Two verdicts on the same pair of replies, once in each order, taken together.
 *
 * @param outcome how they fit together
 * @param preference which of the two replies is better, in the order in which the pair was named;
 *     {@link Preference#TIE} if the verdicts contradict each other or one is missing
 * @param firstShown how many of the readable verdicts prefer the reply that was shown first
 * @param secondShown how many prefer the one shown second
 */
public record PairVerdict(Outcome outcome, Preference preference, int firstShown, int secondShown) {

  /** How two verdicts fit together. */
  public enum Outcome {
    /** Both say the same. */
    CONSISTENT,
    /** They differ, so the order decided: a tie that is counted apart. */
    POSITION_DEPENDENT,
    /** One or both are unreadable: nothing is concluded. */
    UNPARSED
  }

  /**
   * Combines two verdicts.
   *
   * @param forward the verdict on the pair as named
   * @param exchanged the verdict with the replies exchanged
   * @throws IllegalArgumentException if one is a grade for a single reply
   */
  public static PairVerdict of(Verdict forward, Verdict exchanged) {
    int first = shown(forward, Preference.FIRST) + shown(exchanged, Preference.FIRST);
    int second = shown(forward, Preference.SECOND) + shown(exchanged, Preference.SECOND);
    if (forward.read().isEmpty() || exchanged.read().isEmpty()) {
      return new PairVerdict(Outcome.UNPARSED, Preference.TIE, first, second);
    }
    Preference one = preference(forward.read().get());
    Preference other = preference(exchanged.read().get()).exchanged();
    return one == other
        ? new PairVerdict(Outcome.CONSISTENT, one, first, second)
        : new PairVerdict(Outcome.POSITION_DEPENDENT, Preference.TIE, first, second);
  }

  private static int shown(Verdict verdict, Preference preference) {
    return verdict.read().isPresent() && verdict.read().get() == preference ? 1 : 0;
  }

  private static Preference preference(Grade grade) {
    if (grade instanceof Preference preference) {
      return preference;
    }
    throw new IllegalArgumentException(
        "a pair is judged by a preference, not by the grade " + grade.word());
  }
}
