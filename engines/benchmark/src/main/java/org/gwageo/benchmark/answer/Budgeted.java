package org.gwageo.benchmark.answer;

/**
 * Text that stops a runaway regular expression: it may be looked at a fixed number of times.
 *
 * <p>A count, unlike a time limit, stops at the same step on every machine, so that a score does
 * not depend on how busy the machine was.
 */
final class Budgeted implements CharSequence {

  private static final long LOOKS = 20_000_000;

  private final String text;
  private final long[] left;

  private Budgeted(String text, long[] left) {
    this.text = text;
    this.left = left;
  }

  /** Returns {@code text} with a budget of 20 million looks. */
  static Budgeted of(String text) {
    return new Budgeted(text, new long[] {LOOKS});
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left[0] < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Budgeted(text.substring(start, end), left);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The budget is used up; the reply counts as one in which no answer was found. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("a regular expression looked at a reply more than " + LOOKS + " times");
    }
  }
}
