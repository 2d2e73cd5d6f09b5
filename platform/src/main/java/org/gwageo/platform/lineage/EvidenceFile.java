package org.gwageo.platform.lineage;

import java.time.Instant;

/**
 * A file of a case's vault. It never changes.
 *
 * @param number the case's number
 * @param digest SHA-256 of the bytes, as a digest prints itself
 * @param name what it is called
 * @param visibility who may read it
 * @param bytes its length
 * @param held whether the bytes are in the vault; of a checkpoint only digest and length are
 * @param addedBy the account
 * @param addedAt when
 */
public record EvidenceFile(
    String number,
    String digest,
    String name,
    Visibility visibility,
    long bytes,
    boolean held,
    String addedBy,
    Instant addedAt) {}
