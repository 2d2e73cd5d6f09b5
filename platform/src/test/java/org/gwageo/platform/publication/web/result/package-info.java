@NullMarked
package org.gwageo.platform.publication.web.result;

import org.jspecify.annotations.NullMarked;
