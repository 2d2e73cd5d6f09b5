package org.gwageo.platform.web;

import java.util.Locale;
import org.springframework.context.MessageSourceResolvable;

/**
 * A term of the pages inside a {@linkplain Refusal refusal}: the state of a stage, a step, a role.
 *
 * @param key the message that names it on pages
 * @param name its name in code and logs
 */
public record Word(String key, String name) implements MessageSourceResolvable {

  /** Returns the word for {@code value}: {@code area.some-value} for {@code SOME_VALUE}. */
  public static Word of(String area, Enum<?> value) {
    return new Word(
        area + "." + value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value.name());
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public String toString() {
    return name;
  }
}
