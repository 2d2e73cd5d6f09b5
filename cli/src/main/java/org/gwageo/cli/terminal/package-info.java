/** What commands read from and write to: the terminal, files, languages, tables, progress. */
@NullMarked
package org.gwageo.cli.terminal;

import org.jspecify.annotations.NullMarked;
