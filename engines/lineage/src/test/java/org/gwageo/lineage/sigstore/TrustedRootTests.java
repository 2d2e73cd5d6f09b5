package org.gwageo.lineage.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedRootTests {

  private Map<String, Object> tree;

  @BeforeEach
  void writeARoot() throws Exception {
    tree = new TestSigstore().trustedRoot();
  }

  private void refused(String sentence) {
    refused(CanonicalJson.bytes(tree), sentence);
  }

  private static void refused(byte[] json, String sentence) {
    assertThatThrownBy(() -> TrustedRoot.read(json))
        .isInstanceOf(SigstoreException.class)
        .hasMessageContaining(sentence);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> first(String list) {
    return ((List<Map<String, Object>>) Objects.requireNonNull(tree.get(list), list)).getFirst();
  }

  @Test
  void aRootIsKnownByItsDigest() throws Exception {
    byte[] json = CanonicalJson.bytes(tree);
    assertThat(TrustedRoot.read(json).digest()).isEqualTo(Digest.of(json));
  }

  @Test
  void theRootInsideAClientsConfigurationIsRead() throws Exception {
    byte[] json =
        CanonicalJson.bytes(
            Map.of(
                "mediaType",
                "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json",
                "trustedRoot",
                tree,
                "signingConfig",
                Map.of()));
    assertThat(TrustedRoot.read(json).timestampAuthorities()).hasSize(1);
  }

  @Test
  void otherFilesAreRefused() {
    refused("{".getBytes(StandardCharsets.UTF_8), "the trusted root is not JSON");
    refused(new byte[0], "trusted root");
    refused("[]".getBytes(StandardCharsets.UTF_8), "a trusted root of the type \"\"");
    refused(
        "{\"mediaType\": \"a\", \"mediaType\": \"b\"}".getBytes(StandardCharsets.UTF_8),
        "the trusted root is not JSON");
    refused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), "the trusted root is not JSON");
    refused(
        new byte[(8 << 20) + 1], "the trusted root has 8388609 bytes; at most 8388608 are read");
    tree.put("mediaType", "application/vnd.dev.sigstore.trustedroot.v0.2+json");
    refused("\"application/vnd.dev.sigstore.trustedroot.v0.2+json\" is not supported");
  }

  @Test
  void aRootThatTrustsNobodyIsRefused() {
    for (var missing :
        Map.of(
                "certificateAuthorities", "names no certificate authority",
                "tlogs", "names no transparency log",
                "ctlogs", "names no certificate transparency log")
            .entrySet()) {
      Object removed = Objects.requireNonNull(tree.remove(missing.getKey()));
      refused(missing.getValue());
      tree.put(missing.getKey(), removed);
    }
  }

  @Test
  void aValidityWithoutAStartIsRefused() {
    first("certificateAuthorities").put("validFor", Map.of());
    refused("the validity of the certificate authority has no start");
  }

  @Test
  void brokenPartsAreNamed() {
    first("certificateAuthorities")
        .put("certChain", Map.of("certificates", List.of(Map.of("rawBytes", "AAAA"))));
    refused("a certificate cannot be read");
    first("certificateAuthorities").put("certChain", Map.of());
    refused("a certificate authority of the trusted root has no certificate");
    first("certificateAuthorities").put("validFor", Map.of("start", "yesterday"));
    refused("a certificate authority of the trusted root has no certificate");
    first("tlogs").put("logId", Map.of("keyId", "?"));
    tree.remove("certificateAuthorities");
    refused("the id of a transparency log is not base64");
    first("tlogs").put("logId", Map.of());
    refused("the id of a transparency log is missing");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    first("timestampAuthorities").put("validFor", Map.of("start", "yesterday"));
    refused("the start of the timestamp authority \"yesterday\" is no time");
  }
}
