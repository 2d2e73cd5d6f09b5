/** The commands on weights, tokenizers and training records, run as users run them. */
@NullMarked
package org.gwageo.cli.lineage;

import org.jspecify.annotations.NullMarked;
