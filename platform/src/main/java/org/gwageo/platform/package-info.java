/** One application that runs a programme, one module per capability. */
@NullMarked
package org.gwageo.platform;

import org.jspecify.annotations.NullMarked;
