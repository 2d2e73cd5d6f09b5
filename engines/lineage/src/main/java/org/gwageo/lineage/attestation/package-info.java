/**
 * Who signed what: signatures of models by their makers, and signed statements of our reports.
 *
 * <p>A model signature (OpenSSF Model Signing) is a Sigstore bundle around a DSSE envelope around
 * an in-toto statement that lists files with their digests. {@link
 * org.gwageo.lineage.attestation.ModelSignature} checks the signature with a key or a chain of
 * certificates that the caller trusts, then every listed file. Our own reports are signed in the
 * same kind of envelope by {@link org.gwageo.lineage.attestation.ReportAttestation}, so that tools
 * for either read the other.
 *
 * <pre>{@code
 * PublicKey key = PemKeys.publicKey(Files.readString(Path.of("maker.pem")));
 * ModelSignature signature = ModelSignature.read(Files.readAllBytes(Path.of("model.sig")));
 * ModelSignature.Check check = signature.check(Path.of("model"), key);
 * if (!check.intact()) {
 *   check.problems().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>A signature proves who vouches for which bytes. It says nothing of where weights come from.
 * Nothing is looked up in a network: an identity of a keyless signature can only be checked against
 * certificates that are handed in, and without them is not verifiable.
 */
@NullMarked
package org.gwageo.lineage.attestation;

import org.jspecify.annotations.NullMarked;
