package org.gwageo.verdict.scores;

import org.gwageo.verdict.exact.Fraction;

/**
 * One measured value.
 *
 * @param value the exact value on the input's scale
 * @param given how it was entered: a decimal, or {@code 41/60} for 41 correct of 60
 */
public record Reading(Fraction value, String given) {}
