/**
 * Rulebooks: what counts in a stage, how much, and who may see it.
 *
 * <p>A {@link org.gwageo.verdict.rules.Rulebook} is read from YAML. Its blocks hold items; an item
 * has points, an {@link org.gwageo.verdict.rules.Input} that says what is measured, and a {@link
 * org.gwageo.verdict.rules.Scaling} that turns the measurement into points. {@link
 * org.gwageo.verdict.rules.Gate Gates} stand beside the points: no score makes up for them.
 */
@NullMarked
package org.gwageo.verdict.rules;

import org.jspecify.annotations.NullMarked;
