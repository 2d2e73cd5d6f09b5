/**
 * The PostgreSQL server behind every module: an embedded one under the data folder, or an external
 * one named by its JDBC URL. Each module keeps its tables in a schema of its own name, which is
 * brought up to date from the folder {@code db/<module>} before anything else starts.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.gwageo.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
