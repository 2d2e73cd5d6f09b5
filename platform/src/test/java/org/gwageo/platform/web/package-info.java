/** Tests of the page frame. */
@NullMarked
package org.gwageo.platform.web;

import org.jspecify.annotations.NullMarked;
