/**
 * Journeys through the packaged application: the rehearsal with its server killed in the middle,
 * the published pages in a browser, and the command line on what was published.
 */
@NullMarked
package org.gwageo.journeys;

import org.jspecify.annotations.NullMarked;
