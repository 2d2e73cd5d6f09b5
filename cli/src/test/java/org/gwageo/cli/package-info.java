/** Tests of the command line: what a user types, and what comes back. */
@NullMarked
package org.gwageo.cli;

import org.jspecify.annotations.NullMarked;
