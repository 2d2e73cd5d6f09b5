package org.gwageo.platform.lineage;

import java.time.Instant;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.programme.StageId;

/**
 * What the comparison of one team's weights with the library found.
 *
 * @param stage for which stage
 * @param team the team's slug
 * @param grade the strongest grade over all references
 * @param report the engine's report, canonical JSON
 * @param digest the report's digest
 * @param madeAt when it was made
 */
public record Screen(
    StageId stage, String team, Grade grade, String report, String digest, Instant madeAt) {}
