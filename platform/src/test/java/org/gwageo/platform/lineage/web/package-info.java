/** The page that explains why the cosine of gains misleads. */
@NullMarked
package org.gwageo.platform.lineage.web;

import org.jspecify.annotations.NullMarked;
