/** What the public pages say, with real definitions and real verdicts. */
@NullMarked
package org.gwageo.platform.publication.web;

import org.jspecify.annotations.NullMarked;
