/**
 * What the statistics look like between models that are known to be independent.
 *
 * <p>Some families of tests have a null distribution that follows from exchangeability alone; their
 * p-values need no calibration. The others rest on an approximation, so their z-scores are compared
 * with those of control pairs: documented-independent models of the same class of shapes. With mean
 * m, standard deviation s and largest value of n control pairs
 *
 * <pre>{@code
 * z* = (z - max(0, m)) / (max(1, s) · √(1 + 1/n))
 * p* = P(T ≥ z*), Student's law with n - 1 degrees of freedom
 * }</pre>
 *
 * and the p-value that counts is the larger of the theoretical one and p*. A control library can be
 * written, read and exchanged:
 *
 * <pre>{@code
 * ControlLibrary controls = ControlLibrary.builtIn();
 * Calibrated found = controls.calibrate(outcome, ShapeClass.of(subjectTower));
 * System.out.println(found.z() + " against " + found.controls());
 * }</pre>
 */
@NullMarked
package org.gwageo.lineage.calibration;

import org.jspecify.annotations.NullMarked;
