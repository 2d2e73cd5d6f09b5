/** Evidence that the tokenizer test keeps its error rate and finds what it says. */
@NullMarked
package org.gwageo.lineage.tokenizer;

import org.jspecify.annotations.NullMarked;
