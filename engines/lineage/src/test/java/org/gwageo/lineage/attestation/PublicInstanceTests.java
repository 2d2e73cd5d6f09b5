package org.gwageo.lineage.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gwageo.lineage.sigstore.ExpectedSigner;
import org.gwageo.lineage.sigstore.TrustedRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of published files, made by Sigstore's public instance between 2024 and 2025. */
class PublicInstanceTests {

  private static final String PROVIDER = "https://token.actions.githubusercontent.com";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0.10.0, 2024-05-29T18:13",
    "1.0.0, 2024-08-28T18:44",
    "2.0.0, 2025-11-20T20:45",
  })
  void publishedSignaturesHold(String version, String minute) throws Exception {
    var check = check(version, file(version), signer(version));

    assertThat(check.problems()).isEmpty();
    assertThat(Objects.requireNonNull(check.signing()).time().toString()).startsWith(minute);
    assertThat(check.signer()).isEqualTo(signer(version).identity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.10.0", "1.0.0", "2.0.0"})
  void anotherFileAnotherSignerAndAnotherProviderAreRefused(String version) throws Exception {
    Path changed = folder.resolve("changed.pom");
    Files.writeString(changed, Files.readString(file(version)) + "\n");
    assertThat(check(version, changed, signer(version)).problems())
        .singleElement()
        .asString()
        .contains("the file is not the one whose digest the bundle holds");

    var fork =
        new ExpectedSigner(signer(version).identity().replace("/sigstore/", "/fork/"), PROVIDER);
    assertThat(check(version, file(version), fork).problems()).isNotEmpty();

    var elsewhere = new ExpectedSigner(signer(version).identity(), "https://accounts.example");
    assertThat(check(version, file(version), elsewhere).problems()).isNotEmpty();
  }

  @Test
  void theSignatureOfAnotherReleaseIsRefused() throws Exception {
    assertThat(check("2.0.0", file("1.0.0"), signer("2.0.0")).problems()).isNotEmpty();
  }

  private static ExpectedSigner signer(String version) {
    return new ExpectedSigner(
        "https://github.com/sigstore/sigstore-java/.github/workflows/"
            + "release-sigstore-java-from-tag.yaml@refs/tags/v"
            + version,
        PROVIDER);
  }

  private static ModelSignature.Check check(String version, Path file, ExpectedSigner expected)
      throws Exception {
    return FileSignature.read(Files.readAllBytes(resource(name(version) + ".sigstore.json")))
        .check(file, TrustedRoot.read(Files.readAllBytes(resource("trusted_root.json"))), expected);
  }

  private static Path file(String version) throws URISyntaxException {
    return resource(name(version));
  }

  private static String name(String version) {
    return "sigstore-java-%s.pom".formatted(version);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(
                TrustedRoot.class.getResource("/org/gwageo/lineage/sigstore/published/" + name))
            .toURI());
  }
}
