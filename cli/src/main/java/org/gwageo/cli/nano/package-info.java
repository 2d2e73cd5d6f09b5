/** Tiny language models served from a terminal. */
@NullMarked
package org.gwageo.cli.nano;

import org.jspecify.annotations.NullMarked;
