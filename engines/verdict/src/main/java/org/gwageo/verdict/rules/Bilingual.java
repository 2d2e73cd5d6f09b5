package org.gwageo.verdict.rules;

/**
 * A text in Korean and in English.
 *
 * @param ko the Korean text
 * @param en the English text
 */
public record Bilingual(String ko, String en) {}
