/** Files in the data folder that are still being made. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.gwageo.platform.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
