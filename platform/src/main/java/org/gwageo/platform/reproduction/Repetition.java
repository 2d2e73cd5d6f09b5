package org.gwageo.platform.reproduction;

import java.time.Instant;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * A team's benchmark that the lot chose to be repeated.
 *
 * @param stage in which stage
 * @param team the team's slug
 * @param task the task's name
 * @param version which of the team's bundles
 * @param draw what of it is repeated
 * @param record what the comparison found; null while our runs go on, or cannot be compared
 * @param recordedAt when it was compared
 * @param problem why our runs cannot be compared with the team's; null if they can
 */
public record Repetition(
    StageId stage,
    String team,
    String task,
    int version,
    BundleDraw draw,
    @Nullable Finding record,
    @Nullable Instant recordedAt,
    @Nullable String problem) {}
