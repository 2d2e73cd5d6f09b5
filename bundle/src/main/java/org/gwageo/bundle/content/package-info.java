/**
 * The content of a bundle's files without holding it: a journal of gigabytes is read from the zip
 * file or folder that it is in, piece by piece, as often as it is needed.
 *
 * <pre>{@code
 * Content held = Content.of(json);
 * Content journal = Content.of(Path.of("journal.jsonl"));
 * journal.writeTo(out);
 * assert journal.digest().equals(Digest.of(Path.of("journal.jsonl")));
 * }</pre>
 */
@NullMarked
package org.gwageo.bundle.content;

import org.jspecify.annotations.NullMarked;
