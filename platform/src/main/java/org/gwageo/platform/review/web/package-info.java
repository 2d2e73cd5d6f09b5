/**
 * The score sheets: a reviewer's own, and the office's entry for all. A reviewer's pages are made
 * from the lines of its pseudonym alone.
 */
@NullMarked
package org.gwageo.platform.review.web;

import org.jspecify.annotations.NullMarked;
