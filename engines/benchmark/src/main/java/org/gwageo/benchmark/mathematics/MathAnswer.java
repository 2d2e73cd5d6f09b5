package org.gwageo.benchmark.mathematics;

/**
 * An answer found in a reply.
 *
 * @param text the answer as written, without the announcement and without {@code $} around it
 * @param anchor what announced it
 */
public record MathAnswer(String text, Anchor anchor) {

  /** What announces an answer, the most reliable first. */
  public enum Anchor {
    /** {@code \boxed{…}} or {@code \fbox{…}}. */
    BOXED,
    /** "the final answer is …", {@code 최종 답은 …}. */
    FINAL_ANSWER,
    /** "answer: …", "the answer is …". */
    ANSWER,
    /** {@code 정답은 …}, {@code 답: …}. */
    KOREAN_ANSWER,
    /** {@code #### …}. */
    HASHES,
    /** The last formula between dollar signs or TeX brackets. */
    FORMULA,
    /** The last number. */
    NUMBER
  }
}
