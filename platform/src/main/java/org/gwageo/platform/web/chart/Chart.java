package org.gwageo.platform.web.chart;

import org.gwageo.platform.web.DataTable;

/**
 * A drawn chart.
 *
 * @param title what it shows, as the heading of its figure
 * @param wide the SVG for wide screens
 * @param narrow the SVG for narrow screens
 * @param table the same figures as a table
 */
public record Chart(String title, String wide, String narrow, DataTable table) {}
