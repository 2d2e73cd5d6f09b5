/** Tests of stages, their states and their deadlines. */
@org.jspecify.annotations.NullMarked
package org.gwageo.platform.programme;
