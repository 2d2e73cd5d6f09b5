@NullMarked
package org.gwageo.cluster.spark;

import org.jspecify.annotations.NullMarked;
