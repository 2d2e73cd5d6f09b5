package org.gwageo.verdict.rules;

/**
 * A published document that a rulebook rests on.
 *
 * @param key the short name by which notes refer to it, such as {@code O-0115}
 * @param title what it is
 * @param where where it can be found
 */
public record Source(String key, Bilingual title, String where) {}
