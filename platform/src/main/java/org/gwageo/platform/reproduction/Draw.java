package org.gwageo.platform.reproduction;

import java.time.Instant;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * The draw of a stage.
 *
 * @param stage for which stage
 * @param commitment what is public of its seed from the freeze on
 * @param committedAt when the seed was drawn
 * @param drawn the draw with its seed and all bundles that counted; null before submissions are
 *     closed
 * @param drawnAt when that was
 */
public record Draw(
    StageId stage,
    Digest commitment,
    Instant committedAt,
    @Nullable StageDraw drawn,
    @Nullable Instant drawnAt) {}
