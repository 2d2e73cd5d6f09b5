package org.gwageo.mockendpoint;

/**
 * The first 128 bits of a prompt's SHA-256.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
record PromptId(long high, long low) {

  String hex() {
    return "%016x%016x".formatted(high, low);
  }
}
