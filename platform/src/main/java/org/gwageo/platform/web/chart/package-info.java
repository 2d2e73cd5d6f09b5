/**
 * Charts as SVG text, drawn on the server and the same to the byte for the same input.
 *
 * <p>A chart is drawn twice, for a wide and for a narrow screen, with text of the same size; the
 * stylesheet shows one of the two. It holds class names and no styles, real text, a title and a
 * description, and comes with a table of the same figures.
 *
 * <pre>{@code
 * Chart chart =
 *     new StackedBars(
 *             "points", "Points by block", "Benchmark, expert and user points of each team.",
 *             "Team", "Total", new BigDecimal("100"), List.of("Benchmark", "Expert", "User"),
 *             List.of(new StackedBars.Bar("A", List.of(b, e, u), "90.2")))
 *         .draw();
 * }</pre>
 */
@NullMarked
package org.gwageo.platform.web.chart;

import org.jspecify.annotations.NullMarked;
