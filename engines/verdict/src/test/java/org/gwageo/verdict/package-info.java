/** Tests of the verdict engine, named after the events of the real programme. */
@NullMarked
package org.gwageo.verdict;

import org.jspecify.annotations.NullMarked;
