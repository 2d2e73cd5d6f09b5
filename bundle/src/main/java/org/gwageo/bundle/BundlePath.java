package org.gwageo.bundle;

import java.util.regex.Pattern;

/** The names that files of a bundle may have. */
final class BundlePath {

  private static final Pattern PATH =
      Pattern.compile(
          "[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]{0,99}(?:/[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]{0,99}){0,5}");

  private BundlePath() {}

  /**
   * Returns {@code path} if a bundle may hold it: up to six parts of letters, digits, dots, hyphens
   * and underscores, none of which starts with a dot or a hyphen. This leaves no absolute path, no
   * {@code ..} and no name that an operating system treats specially.
   */
  static String checked(String path) throws BundleException {
    if (!PATH.matcher(path).matches()) {
      throw new BundleException(
          null,
          "a bundle holds no file of this name: "
              + path.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(200, path.length())));
    }
    return path;
  }
}
