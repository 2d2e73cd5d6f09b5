/**
 * Verification cases, claims and lineage reports as teams, reviewers, the office and everybody see
 * them. {@link org.gwageo.platform.lineage.web.Reports} lays out a report for the pages of others.
 */
@NamedInterface("web")
@NullMarked
package org.gwageo.platform.lineage.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
