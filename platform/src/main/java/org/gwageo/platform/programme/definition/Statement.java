package org.gwageo.platform.programme.definition;

import org.jspecify.annotations.Nullable;

/**
 * A sentence about the programme with its source.
 *
 * @param date when it was said or happened, or {@code null}
 * @param text the sentence
 * @param attribution where it comes from
 */
public record Statement(@Nullable Period date, Bilingual text, Attribution attribution) {}
