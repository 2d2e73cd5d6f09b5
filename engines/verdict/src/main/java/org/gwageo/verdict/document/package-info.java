/**
 * YAML documents read strictly: every value knows its line, every key must be asked for, and all
 * problems are collected before anything is refused.
 *
 * <p>Only the part of YAML that people write by hand is accepted. Anchors, aliases and tags are
 * refused, so that a document cannot grow while it is read and means the same to every reader.
 */
@NullMarked
package org.gwageo.verdict.document;

import org.jspecify.annotations.NullMarked;
