package org.gwageo.benchmark.harness;

/**
 * A part of a prompt.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param content the text
 * @param delimiter what follows the text where turns are written one after the other
 */
record Turn(String role, String content, String delimiter) {}
