/**
 * The small statistics that independence tests need: rank correlations whose null distribution is a
 * uniform permutation, tails in logarithms because the interesting ones underflow a double, and
 * Holm's correction.
 *
 * <p>Everything is deterministic: transcendental functions come from {@link StrictMath}, and random
 * draws from a generator that the caller hands in.
 */
@NullMarked
package org.gwageo.lineage.statistics;

import org.jspecify.annotations.NullMarked;
