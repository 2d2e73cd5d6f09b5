/** Tests of tables, progress and files. */
@NullMarked
package org.gwageo.cli.terminal;

import org.jspecify.annotations.NullMarked;
