/** The page that tells an account what it may do. */
@NullMarked
package org.gwageo.platform.identity.web;

import org.jspecify.annotations.NullMarked;
