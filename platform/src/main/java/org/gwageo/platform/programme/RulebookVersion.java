package org.gwageo.platform.programme;

import java.time.Instant;
import org.gwageo.verdict.rules.Rulebook;

/**
 * One version of a stage's rules.
 *
 * @param stage whose rules they are
 * @param version counts from 1
 * @param yaml the document as it was written
 * @param rulebook the document as the verdict engine reads it
 * @param author who wrote it
 * @param reason why it was written
 * @param writtenAt when
 */
public record RulebookVersion(
    StageId stage,
    int version,
    String yaml,
    Rulebook rulebook,
    String author,
    String reason,
    Instant writtenAt) {}
