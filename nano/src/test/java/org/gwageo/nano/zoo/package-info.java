/** Tests of the ways in which models are made from others. */
@NullMarked
package org.gwageo.nano.zoo;

import org.jspecify.annotations.NullMarked;
