/** Ratings of professional users and citizens, entered under pseudonyms. */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "identity",
      "web"
    })
@NullMarked
package org.gwageo.platform.contest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
