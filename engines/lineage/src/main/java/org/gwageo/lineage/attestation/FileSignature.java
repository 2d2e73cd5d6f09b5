package org.gwageo.lineage.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.sigstore.ExpectedSigner;
import org.gwageo.lineage.sigstore.KeylessMaterial;
import org.gwageo.lineage.sigstore.SignedContent;
import org.gwageo.lineage.sigstore.Signing;
import org.gwageo.lineage.sigstore.SigstoreException;
import org.gwageo.lineage.sigstore.TrustedRoot;
import tools.jackson.databind.JsonNode;

/**
 * A keyless signature of a single file: a Sigstore bundle around a message signature, as published
 * beside packages and single-file models. Only SHA-256 is supported.
 */
public final class FileSignature {

  private final JsonNode bundle;
  private final byte[] signature;

  private FileSignature(JsonNode bundle, byte[] signature) {
    this.bundle = bundle;
    this.signature = signature;
  }

  /**
   * Reads a signature without judging it.
   *
   * @throws AttestationException if it is no such bundle
   */
  public static FileSignature read(byte[] bundle) throws AttestationException {
    JsonNode tree = Envelope.json("signature", bundle);
    JsonNode signed = tree.path("messageSignature");
    if (!signed.isObject()) {
      throw new AttestationException("the bundle holds no signature of a file");
    }
    return new FileSignature(
        tree, Envelope.decoded("signature", signed.path("signature").asString("")));
  }

  /**
   * Checks the signature of a file. Nothing is fetched.
   *
   * @param root whom to trust
   * @param expected who has to have signed
   * @throws AttestationException if the file cannot be read
   */
  public ModelSignature.Check check(Path file, TrustedRoot root, ExpectedSigner expected)
      throws AttestationException {
    var problems = new ArrayList<String>();
    Signing signing = null;
    try {
      byte[] digest = HexFormat.of().parseHex(Digest.of(file).hex());
      requireDigest(digest);
      signing =
          KeylessMaterial.of(bundle)
              .verify(new SignedContent.Artifact(digest, signature), root, expected);
    } catch (SigstoreException e) {
      problems.add(e.getMessage());
    } catch (IOException e) {
      throw new AttestationException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    return new ModelSignature.Check(
        signing == null ? "nobody" : signing.identity(), 1, problems, signing);
  }

  /** The digest in a bundle is a hint, which must not be wrong. */
  private void requireDigest(byte[] digest) throws AttestationException, SigstoreException {
    JsonNode said = bundle.path("messageSignature").path("messageDigest");
    if (said.isObject()
        && !Arrays.equals(digest, Envelope.decoded("digest", said.path("digest").asString("")))) {
      throw new SigstoreException("the file is not the one whose digest the bundle holds");
    }
  }
}
