package org.gwageo.platform.lineage;

import java.io.Serial;

/** More claims came within a day than are taken. */
public final class TooManyClaimsException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  TooManyClaimsException(String message) {
    super(message);
  }
}
