/**
 * The small statistics that independence tests need: rank correlations whose null distribution is a
 * uniform permutation, tails in logarithms because the interesting ones underflow a double, their
 * combination over independent tests, Holm's correction, best matchings of neurons, and the tests
 * of uniformity that a null distribution has to pass.
 *
 * <p>Everything is deterministic: transcendental functions come from {@link StrictMath}, and random
 * draws from a generator that the caller hands in.
 */
@NullMarked
package org.gwageo.lineage.statistics;

import org.jspecify.annotations.NullMarked;
