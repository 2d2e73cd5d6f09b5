package org.gwageo.benchmark.python;

/**
 * Text that may be looked at a fixed number of times, so that no expression backtracks without end.
 *
 * <p>A count, unlike a time limit, stops at the same step on every machine.
 */
final class GuardedText implements CharSequence {

  static final long LOOKS = 20_000_000;

  private final String text;
  private long left = LOOKS;

  GuardedText(String text) {
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The budget is used up. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
