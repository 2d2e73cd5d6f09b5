/** What goes wrong when the files of a model are read. */
@NullMarked
package org.gwageo.nano.files;

import org.jspecify.annotations.NullMarked;
