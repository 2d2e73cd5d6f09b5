/** Tests of the application as a whole. */
@NullMarked
package org.gwageo.platform;

import org.jspecify.annotations.NullMarked;
