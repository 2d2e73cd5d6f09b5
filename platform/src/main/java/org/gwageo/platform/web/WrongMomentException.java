package org.gwageo.platform.web;

/** What was asked for is not possible at this moment, or not any more; the sentence says why. */
public final class WrongMomentException extends IllegalStateException implements Refusal {

  private static final long serialVersionUID = 1;

  private final String code;
  private final transient Object[] arguments;

  /**
   * Refuses with the sentence {@code code}.
   *
   * @param code a key of {@code messages/refusal.*.properties}
   * @param arguments what the sentence inserts: texts, numbers, moments, {@linkplain Word words}
   */
  public WrongMomentException(String code, Object... arguments) {
    super(Refusal.plain(code, arguments));
    this.code = code;
    this.arguments = arguments.clone();
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Object[] getArguments() {
    return arguments.clone();
  }
}
