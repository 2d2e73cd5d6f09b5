package org.gwageo.bundle;

/** How large a bundle may be; all of it is held in memory while it is checked. */
final class BundleLimits {

  /** Most bytes of all files together. */
  static final long BYTES = 1L << 30;

  /** Most files. */
  static final int FILES = 60_000;

  private BundleLimits() {}
}
