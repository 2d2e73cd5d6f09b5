/** Serves tiny language models over the OpenAI HTTP interface. */
@NullMarked
package org.gwageo.nano;

import org.jspecify.annotations.NullMarked;
