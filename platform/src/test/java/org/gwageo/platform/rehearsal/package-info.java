/** Tests of what the rehearsal reads and keeps. */
@org.jspecify.annotations.NullMarked
package org.gwageo.platform.rehearsal;
