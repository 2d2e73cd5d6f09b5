/** Published stages checked again, in a terminal. */
@NullMarked
package org.gwageo.cli.verify;

import org.jspecify.annotations.NullMarked;
