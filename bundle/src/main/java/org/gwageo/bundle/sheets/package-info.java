/**
 * The sheets that people fill in: points of the panel, its marks, and ratings of users, as CSV.
 *
 * <p>Files are UTF-8 with line feeds, quoted as in RFC 4180, and start with a fixed header. Rows
 * are written in the order of their keys, so that one content has one sequence of bytes.
 */
@NullMarked
package org.gwageo.bundle.sheets;

import org.jspecify.annotations.NullMarked;
