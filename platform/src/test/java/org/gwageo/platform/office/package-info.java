/** Tests of the pages of the office, the reviewer and the team. */
@NullMarked
package org.gwageo.platform.office;

import org.jspecify.annotations.NullMarked;
