/**
 * Work that must be done once, whoever of several application processes does it.
 *
 * <p>A module contributes a db-scheduler {@code Task} as a bean and schedules instances of it
 * through the {@code SchedulerClient}, in the transaction that makes the work necessary. An
 * execution is leased; when its worker's heartbeat stops for eight seconds another worker takes it
 * over.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.gwageo.platform.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
