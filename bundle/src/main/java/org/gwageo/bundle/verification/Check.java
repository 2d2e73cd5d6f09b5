package org.gwageo.bundle.verification;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was checked.
 *
 * @param id its name in machine-readable output
 * @param status how it ended
 * @param file the file at fault, or null if there is none
 * @param ko what was found, in one Korean sentence
 * @param en what was found, in one English sentence
 */
public record Check(String id, Status status, @Nullable String file, String ko, String en) {

  /** How a check ended. */
  public enum Status {
    /** What the bundle claims is so. */
    OK("ok"),
    /** What the bundle claims is not so. */
    FAILED("failed"),
    /** It cannot be said with what is here. */
    NOT_POSSIBLE("not-possible");

    private final String id;

    Status(String id) {
      this.id = id;
    }

    /** Returns the status's name in machine-readable output. */
    public String id() {
      return id;
    }
  }

  static Check ok(String id, String ko, String en) {
    return new Check(id, Status.OK, null, ko, en);
  }

  static Check failed(String id, @Nullable String file, String ko, String en) {
    return new Check(id, Status.FAILED, file, ko, en);
  }

  static Check notPossible(String id, @Nullable String file, String ko, String en) {
    return new Check(id, Status.NOT_POSSIBLE, file, ko, en);
  }
}
