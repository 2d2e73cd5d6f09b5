/**
 * The teams of a programme: consortia of its definition, and guests that are measured beside them.
 */
@ApplicationModule(allowedDependencies = {"programme", "programme :: definition", "web"})
@NullMarked
package org.gwageo.platform.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
