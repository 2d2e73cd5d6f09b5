/**
 * The office's pages of programmes: all stages, the control of one stage, its rules. The heading
 * that every page of a stage shares is open to the other modules' pages.
 */
@NamedInterface("web")
@NullMarked
package org.gwageo.platform.programme.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
