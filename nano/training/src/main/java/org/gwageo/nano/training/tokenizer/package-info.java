/** Learns a byte-pair vocabulary from text and writes it as {@code tokenizer.json}. */
@NullMarked
package org.gwageo.nano.training.tokenizer;

import org.jspecify.annotations.NullMarked;
