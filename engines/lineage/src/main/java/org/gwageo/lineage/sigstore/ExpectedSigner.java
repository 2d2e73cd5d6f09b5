package org.gwageo.lineage.sigstore;

/**
 * Who is expected to have signed: without that a keyless signature proves nothing, because anybody
 * with an account at any provider gets a certificate.
 *
 * @param identity the name in the certificate, letter for letter: an e-mail address, or the address
 *     of a workflow or a service account
 * @param provider the address of the identity provider (OpenID Connect issuer) that vouched for it
 */
public record ExpectedSigner(String identity, String provider) {

  /** Refuses blank names. */
  public ExpectedSigner {
    if (identity.isBlank() || provider.isBlank()) {
      throw new IllegalArgumentException("a signer has an identity and an identity provider");
    }
  }
}
