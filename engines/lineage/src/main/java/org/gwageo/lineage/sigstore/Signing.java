package org.gwageo.lineage.sigstore;

import java.time.Instant;
import org.gwageo.canonical.Digest;

/**
 * What is proven about a keyless signature that holds.
 *
 * @param identity who signed, as the identity provider knows them
 * @param provider the address of the identity provider
 * @param time when it was signed, in whole seconds or finer
 * @param clock whose clock that is
 * @param log the address of the transparency log that holds the signature, as the trusted root
 *     writes it
 * @param logIndex the entry's index, from 0: in the log where the log promised the entry, else in
 *     the tree of its checkpoint
 * @param trustedRoot the digest of the file that was trusted
 */
public record Signing(
    String identity,
    String provider,
    Instant time,
    Clock clock,
    String log,
    long logIndex,
    Digest trustedRoot) {

  /** Who says when something was signed. */
  public enum Clock {
    /** The transparency log, in its promise to include the entry. */
    TRANSPARENCY_LOG,
    /** A timestamp authority (RFC 3161). */
    TIMESTAMP_AUTHORITY
  }
}
