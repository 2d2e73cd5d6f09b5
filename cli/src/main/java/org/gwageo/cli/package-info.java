/** The command line. */
@NullMarked
package org.gwageo.cli;

import org.jspecify.annotations.NullMarked;
