package org.gwageo.benchmark.overlap;

import java.util.List;
import java.util.Optional;

/** A measure of one reply against the answers that count as right, from 0 to 1. */
public interface ReplyMetric {

  /** Returns the word by which task files and results know the measure. */
  String word();

  /**
   * Returns the score of {@code reply}, for the right answer that suits it best.
   *
   * @param golds right answers, at least one
   * @throws IllegalArgumentException if there is no right answer
   */
  double score(String reply, List<String> golds);

  /**
   * Returns the measure called {@code squad-em}, {@code squad-f1}, {@code korquad-em}, {@code
   * korquad-f1}, {@code anls}, {@code vqa}, {@code vqa-leave-one-out}, or {@code rouge1}, {@code
   * rouge2}, {@code rougeL}, {@code rougeLsum} with nothing, {@code -char} or {@code -nori} after
   * it; or nothing.
   */
  static Optional<ReplyMetric> named(String name) {
    for (ShortAnswer answer : ShortAnswer.values()) {
      if (answer.word().equals(name)) {
        return Optional.of(answer);
      }
    }
    for (VqaAccuracy accuracy : VqaAccuracy.values()) {
      if (accuracy.word().equals(name)) {
        return Optional.of(accuracy);
      }
    }
    if (name.equals("anls")) {
      return Optional.of(Anls.standard());
    }
    return Rouge.named(name).map(rouge -> rouge);
  }
}
