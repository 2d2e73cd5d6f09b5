/**
 * The command line: every engine usable from a terminal, without a server.
 *
 * <p>A command answers with an exit status: 0 when it did what it was asked, 1 when it found
 * something wrong, 2 when it could not run. What it found goes to standard output, why it could not
 * run to standard error in one sentence, and {@code --json} writes the same for machines.
 */
@NullMarked
package org.gwageo.cli;

import org.jspecify.annotations.NullMarked;
