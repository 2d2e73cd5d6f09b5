package org.gwageo.lineage.licence;

import java.util.Locale;

/**
 * What a licence says to a question.
 *
 * @param permission the answer
 * @param korean the clause in our words
 * @param english the clause in our words
 */
public record Answer(Permission permission, String korean, String english) {

  /** How far something is allowed. */
  public enum Permission {
    /** Without conditions. */
    FREE,
    /** Under duties that everybody can fulfil, such as keeping a notice. */
    CONDITIONS,
    /** Not for everybody or not for every purpose. */
    LIMITED,
    /** Not at all. */
    FORBIDDEN,
    /** A person has to read the licence. */
    UNKNOWN;

    /** Returns the permission's name in files. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
