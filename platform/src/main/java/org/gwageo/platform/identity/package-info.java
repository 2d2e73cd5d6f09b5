/**
 * Accounts of the office, of teams and of reviewers, and who may open which page. Reading the
 * public pages needs no account.
 */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package org.gwageo.platform.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
