package org.gwageo.lineage.sigstore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * A model of two files with a keyless signature, in the form that {@code model_signing} writes. Run
 * with a folder, it writes one: {@code model}, {@code model.sig}, {@code trusted_root.json}, and
 * {@code trust_config.json}, which is what {@code model_signing verify sigstore} takes; and beside
 * them signatures of which one part each is forged.
 */
final class KeylessModel {

  private KeylessModel() {}

  /** Writes the model's files and returns the statement about them. */
  static byte[] write(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("a.bin"), "weights");
    Files.writeString(folder.resolve("sub/b.bin"), "more weights");
    String first = Digest.of(folder.resolve("a.bin")).hex();
    String second = Digest.of(folder.resolve("sub/b.bin")).hex();
    byte[] all =
        TestSigstore.concatenated(HexFormat.of().parseHex(first), HexFormat.of().parseHex(second));
    return CanonicalJson.bytes(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "subject",
            List.of(Map.of("name", "model", "digest", Map.of("sha256", Digest.of(all).hex()))),
            "predicateType",
            "https://model_signing/signature/v1.0",
            "predicate",
            Map.of(
                "serialization",
                Map.of(
                    "method",
                    "files",
                    "hash_type",
                    "sha256",
                    "allow_symlinks",
                    false,
                    "ignore_paths",
                    List.of()),
                "resources",
                List.of(
                    Map.of("name", "a.bin", "algorithm", "sha256", "digest", first),
                    Map.of("name", "sub/b.bin", "algorithm", "sha256", "digest", second)))));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    var sigstore = new TestSigstore();
    byte[] statement = write(folder.resolve("model"));
    Map<String, Object> root = sigstore.trustedRoot();
    Files.write(folder.resolve("model.sig"), CanonicalJson.bytes(sigstore.sign(statement)));
    Files.write(folder.resolve("trusted_root.json"), CanonicalJson.bytes(root));
    Files.write(
        folder.resolve("trust_config.json"),
        CanonicalJson.bytes(
            Map.of(
                "mediaType",
                "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json",
                "trustedRoot",
                root,
                "signingConfig",
                Map.of(
                    "mediaType",
                    "application/vnd.dev.sigstore.signingconfig.v0.2+json",
                    "rekorTlogConfig",
                    Map.of("selector", "ANY"),
                    "tsaConfig",
                    Map.of("selector", "ANY")))));
    KeyPair other = TestSigstore.keys();
    Map<String, Consumer<TestSigstore>> forgeries =
        Map.ofEntries(
            Map.entry("authority", forged -> forged.issuingKey = other),
            Map.entry("receipt", forged -> forged.receipt = false),
            Map.entry("receipt-key", forged -> forged.receiptKey = other),
            Map.entry(
                "identity",
                forged ->
                    forged.name = new GeneralName(GeneralName.rfc822Name, "other@example.org")),
            Map.entry("provider", forged -> forged.provider = "https://other.example"),
            Map.entry("purpose", forged -> forged.purpose = KeyPurposeId.id_kp_serverAuth),
            Map.entry("time", forged -> forged.integrated = forged.notAfter.plusSeconds(1)),
            Map.entry("promise", forged -> forged.promiseKey = other),
            Map.entry("checkpoint", forged -> forged.checkpointKey = other),
            Map.entry("signature", forged -> forged.envelopeKey = other),
            Map.entry("logged-payload", forged -> forged.loggedPayload = new byte[1]),
            Map.entry("logged-signature", forged -> forged.loggedSignature = new byte[1]),
            Map.entry("no-time", forged -> forged.promise = false));
    for (var entry : forgeries.entrySet()) {
      var forged = new TestSigstore(sigstore);
      entry.getValue().accept(forged);
      Files.write(
          folder.resolve("forged-" + entry.getKey() + ".sig"),
          CanonicalJson.bytes(forged.sign(statement)));
    }
  }
}
