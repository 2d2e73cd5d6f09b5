package org.gwageo.platform.publication;

import java.time.Instant;
import org.gwageo.platform.programme.StageId;

/**
 * A stage's bundle as it was published.
 *
 * @param stage which stage
 * @param version the verdict's version
 * @param file the file's name
 * @param digest the digest of the file's bytes
 * @param bytes the file's length
 * @param issuedAt when it was published
 */
public record PublishedBundle(
    StageId stage, int version, String file, String digest, long bytes, Instant issuedAt) {}
