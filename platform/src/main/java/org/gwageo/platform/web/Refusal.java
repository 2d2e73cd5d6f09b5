package org.gwageo.platform.web;

import java.util.Arrays;
import org.springframework.context.MessageSourceResolvable;

/**
 * Why something that a person asked for was not done: a sentence of {@code refusal.*.properties}
 * with its arguments, which a page says in the reader's language ({@link Page#refusal}).
 *
 * <p>What refuses knows neither reader nor language: it throws a {@link WrongMomentException} or a
 * {@link WrongValueException} with the sentence's key. In logs and to other code the exception
 * carries the English sentence with its arguments as they are, such as {@code stage
 * practice/stage-1 opens at 2026-08-01T00:00+09:00}; on pages dates, numbers and {@linkplain Word
 * words} are written as pages write them.
 */
public sealed interface Refusal extends MessageSourceResolvable
    permits WrongMomentException, WrongValueException {

  /** Returns the key of the sentence. */
  String code();

  @Override
  default String[] getCodes() {
    return new String[] {code()};
  }

  /**
   * Returns the English sentence {@code code} with its arguments as they are, for logs and code.
   */
  static String plain(String code, Object... arguments) {
    Object[] texts = Arrays.stream(arguments).map(Object::toString).toArray();
    return Messages.known().text(Language.ENGLISH, code, texts);
  }
}
