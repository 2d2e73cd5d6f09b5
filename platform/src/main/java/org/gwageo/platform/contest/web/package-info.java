/** The office's entry of user ratings. */
@NullMarked
package org.gwageo.platform.contest.web;

import org.jspecify.annotations.NullMarked;
