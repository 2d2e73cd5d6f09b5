package org.gwageo.bundle;

/** How large a bundle may be: its zip file has sizes and places of 32 bits. */
final class BundleLimits {

  /** Most bytes of all files together, and of the zip file. */
  static final long BYTES = (1L << 32) - 1;

  /** Most files. */
  static final int FILES = 60_000;

  private BundleLimits() {}
}
