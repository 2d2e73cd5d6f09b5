/** Tests of the mock endpoint: a wrong endpoint would make every measurement wrong. */
@NullMarked
package org.gwageo.mockendpoint;

import org.jspecify.annotations.NullMarked;
