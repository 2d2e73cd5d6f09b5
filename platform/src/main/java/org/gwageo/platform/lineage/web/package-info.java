/**
 * Pages of comparisons, verification cases and claims: the office's, the team's, the reviewer's and
 * everybody's.
 */
@NullMarked
package org.gwageo.platform.lineage.web;

import org.jspecify.annotations.NullMarked;
