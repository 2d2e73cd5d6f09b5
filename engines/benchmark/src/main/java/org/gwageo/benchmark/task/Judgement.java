package org.gwageo.benchmark.task;

import org.jspecify.annotations.Nullable;

/**
 * What a reply to an item is worth.
 *
 * @param extracted the answer found in the reply, normalised, or a choice's letter; null if none
 *     was found
 * @param gold the answer that is right, normalised, or its letter; several are separated by {@code
 *     |}
 * @param correct whether they are equal
 */
public record Judgement(@Nullable String extracted, String gold, boolean correct) {}
