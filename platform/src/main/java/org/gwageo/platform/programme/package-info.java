/**
 * Programmes and their stages: which rules apply, who may do what when, and what has happened.
 *
 * <p>A {@link org.gwageo.platform.programme.Stage} moves from draft to published through the
 * actions of {@link org.gwageo.platform.programme.StageAction}. Other modules say when an action is
 * not yet possible by contributing a {@link org.gwageo.platform.programme.StageGuard}; they learn
 * that it has happened from the event it publishes, such as {@link
 * org.gwageo.platform.programme.RulesFrozen}.
 */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package org.gwageo.platform.programme;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
