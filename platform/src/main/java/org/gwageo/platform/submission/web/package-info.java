/** Pages of submissions: a team's own with its form and receipts, and the office's list. */
@NullMarked
package org.gwageo.platform.submission.web;

import org.jspecify.annotations.NullMarked;
