/**
 * The page of a lineage report that a panel reads, as HTML and as PDF.
 *
 * <p>The page says the same as the report's JSON, in the order in which a panel asks: what was
 * found and how sure that is, where (component by reference, coloured by calibrated z with the
 * numbers in the cells), in which layers, how far this pair stands from pairs that are known to be
 * independent, what looks like evidence and is none, how small a copy would have been found, what
 * is assumed, what could not be tested, and which bytes all of this is about.
 *
 * <pre>{@code
 * PanelReport page = PanelReport.read(Files.readAllBytes(Path.of("screen.json")))
 *     .ofSubject("entrant-7b");
 * Files.write(Path.of("lineage.html"), page.html(Language.KO));
 * Files.write(Path.of("lineage.pdf"), page.pdf(Language.KO));
 * }</pre>
 *
 * <p>{@link org.gwageo.lineage.report.PanelContent} turns the JSON into a list of blocks; {@link
 * org.gwageo.lineage.report.HtmlPage} and {@link org.gwageo.lineage.report.PdfPages} only lay them
 * out, so that the two never say different things. Every drawing has a table with the same numbers.
 * The same JSON gives the same bytes: no clock and no random number enters, and the PDF's
 * identifier is made from the digest of the JSON.
 */
@NullMarked
package org.gwageo.lineage.report;

import org.jspecify.annotations.NullMarked;
