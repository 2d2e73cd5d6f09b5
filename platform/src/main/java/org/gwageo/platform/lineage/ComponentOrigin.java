package org.gwageo.platform.lineage;

import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;

/**
 * What a team declares of one component of its model.
 *
 * @param component the component, such as {@code weights} or {@code tokenizer}
 * @param kind where it comes from
 * @param source the earlier or other model it comes from; empty for an own new one
 * @param licence the licence under which the source may be used; empty for an own one
 */
public record ComponentOrigin(String component, Kind kind, String source, String licence) {

  /** Where a component comes from. */
  public enum Kind {
    /** Made for this submission. */
    OWN,
    /** Continued from an earlier model of the team, which is no violation. */
    OWN_EARLIER,
    /** Derived from somebody else's model. */
    DERIVED,
    /** A public component, taken as it is. */
    PUBLIC
  }

  /**
   * Checks that a source is named where there is one.
   *
   * @throws IllegalArgumentException if a source is missing, or a licence of what is not the team's
   */
  public ComponentOrigin {
    if (kind != Kind.OWN && source.isBlank()) {
      throw new WrongValueException("refusal.case.component-source", component);
    }
    boolean foreign = kind == Kind.DERIVED || kind == Kind.PUBLIC;
    if (foreign && licence.isBlank()) {
      throw new WrongValueException("refusal.case.component-licence", component);
    }
  }

  String line() {
    return String.join("\n", kind.name(), source.strip(), licence.strip());
  }

  static @Nullable ComponentOrigin parse(String component, String line) {
    String[] parts = line.split("\n", -1);
    return parts.length == 3
        ? new ComponentOrigin(component, Kind.valueOf(parts[0]), parts[1], parts[2])
        : null;
  }
}
