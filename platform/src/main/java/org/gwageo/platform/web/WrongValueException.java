package org.gwageo.platform.web;

/** A value that was given is not possible; the sentence says which, and what is. */
public final class WrongValueException extends IllegalArgumentException implements Refusal {

  private static final long serialVersionUID = 1;

  private final String code;
  private final transient Object[] arguments;

  /**
   * Refuses with the sentence {@code code}.
   *
   * @param code a key of {@code messages/refusal.*.properties}
   * @param arguments what the sentence inserts: texts, numbers, moments, {@linkplain Word words}
   */
  public WrongValueException(String code, Object... arguments) {
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
