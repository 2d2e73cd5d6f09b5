/**
 * Keyless signatures of Sigstore, verified offline.
 *
 * <p>A keyless signer has no key of their own to keep. For each signature they make a fresh key,
 * prove who they are to an identity provider (OpenID Connect), and get a certificate from a
 * certificate authority (Fulcio) that binds the key to that identity for some ten minutes. What
 * remains of it is a bundle: the certificate, the signature, and an entry of a public transparency
 * log (Rekor). {@link org.gwageo.lineage.sigstore.KeylessMaterial} checks, in this order,
 *
 * <ol>
 *   <li>when it was signed: the log's promise (signed entry timestamp) or a timestamp (RFC 3161);
 *   <li>that the certificate was valid then, and leads to an authority of the trusted root;
 *   <li>that a log of certificates has it (signed certificate timestamp, RFC 6962);
 *   <li>that it is of the identity and the provider that are expected;
 *   <li>that the entry is in the log: Merkle path (RFC 9162) and signed checkpoint (C2SP);
 *   <li>the signature, and that the entry is about this content, signature and certificate.
 * </ol>
 *
 * <p>Whom to trust stands in a {@link org.gwageo.lineage.sigstore.TrustedRoot} that the caller
 * hands in. Nothing is fetched and no clock is read: all times come from the bundle.
 *
 * <pre>{@code
 * TrustedRoot root = TrustedRoot.read(Files.readAllBytes(Path.of("trusted_root.json")));
 * var expected = new ExpectedSigner("release@laboratory.example", "https://accounts.example");
 * Signing signing = KeylessMaterial.of(bundle).verify(content, root, expected);
 * System.out.println(signing.identity() + " signed at " + signing.time());
 * }</pre>
 *
 * <p>A keyless signature that holds proves that somebody who could log in as the identity signed
 * these bytes at that time. It does not prove that the account was in the right hands.
 */
@NullMarked
package org.gwageo.lineage.sigstore;

import org.jspecify.annotations.NullMarked;
