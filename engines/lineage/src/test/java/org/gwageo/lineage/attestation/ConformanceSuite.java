package org.gwageo.lineage.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.lineage.sigstore.ExpectedSigner;
import org.gwageo.lineage.sigstore.KeylessMaterial;
import org.gwageo.lineage.sigstore.SigstoreException;
import org.gwageo.lineage.sigstore.TrustedRoot;
import tools.jackson.databind.JsonNode;

/**
 * Runs the cases of Sigstore's own conformance suite that are about keyless signatures: real and
 * forged bundles of both versions of the log. A folder whose name ends in {@code _fail} has to be
 * refused.
 *
 * <p>The arguments are the folder of the cases ({@code test/assets/bundle-verify} of the suite) and
 * the trusted root of the public instance. Every case is a line; the exit status is 1 if one went
 * the wrong way.
 */
final class ConformanceSuite {

  private static final String IDENTITY =
      "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/"
          + "workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
  private static final String PROVIDER = "https://token.actions.githubusercontent.com";

  private final Path suite;
  private final Path publicRoot;

  private ConformanceSuite(Path suite, Path publicRoot) {
    this.suite = suite;
    this.publicRoot = publicRoot;
  }

  public static void main(String[] arguments) throws Exception {
    var run = new ConformanceSuite(Path.of(arguments[0]), Path.of(arguments[1]));
    boolean right = true;
    for (Path folder : run.cases()) {
      String found = run.found(folder);
      boolean forged = folder.getFileName().toString().endsWith("_fail");
      right &= forged != found.isEmpty();
      System.out.printf(
          "%s %s %s%n", forged != found.isEmpty() ? "right" : "WRONG", folder.getFileName(), found);
    }
    System.exit(right ? 0 : 1);
  }

  /** Cases with a key of their own are no keyless ones. */
  private List<Path> cases() throws IOException {
    try (Stream<Path> all = Files.list(suite)) {
      return all.filter(folder -> Files.exists(folder.resolve("bundle.sigstore.json")))
          .filter(folder -> !Files.exists(folder.resolve("key.pub")))
          .sorted()
          .toList();
    }
  }

  /** What is wrong with a case, or nothing. */
  private String found(Path folder) throws Exception {
    var expected =
        new ExpectedSigner(text(folder, "identity", IDENTITY), text(folder, "issuer", PROVIDER));
    Path own = folder.resolve("trusted_root.json");
    byte[] bundle = Files.readAllBytes(folder.resolve("bundle.sigstore.json"));
    try {
      TrustedRoot root = TrustedRoot.read(Files.readAllBytes(Files.exists(own) ? own : publicRoot));
      JsonNode tree = Envelope.json("bundle", bundle);
      if (tree.has("dsseEnvelope")) {
        KeylessMaterial.of(tree)
            .verify(Envelope.of(tree.path("dsseEnvelope")).keyless(), root, expected);
        return "";
      }
      Path artifact = folder.resolve("artifact");
      return String.join(
          "; ",
          FileSignature.read(bundle)
              .check(Files.exists(artifact) ? artifact : suite.resolve("a.txt"), root, expected)
              .problems());
    } catch (AttestationException | SigstoreException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String text(Path folder, String name, String otherwise) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file).strip() : otherwise;
  }
}
