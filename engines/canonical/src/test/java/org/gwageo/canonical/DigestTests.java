package org.gwageo.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTests {

  /** FIPS 180-4's example for the message "abc". */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void hashesAsTheStandardSays(@TempDir Path folder) throws IOException {
    byte[] message = "abc".getBytes(StandardCharsets.US_ASCII);
    assertThat(Digest.of(message)).hasToString(ABC);
    assertThat(Digest.of(Files.write(folder.resolve("abc"), message))).hasToString(ABC);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(Digest.parse(ABC)).hasToString(ABC);
    assertThat(Digest.parse(ABC).shortHex()).isEqualTo("ba7816bf8f01");
  }

  @Test
  void refusesAnotherForm() {
    assertThatThrownBy(() -> Digest.parse("md5:00"))
        .hasMessage("a digest starts with sha256:: md5:00");
    assertThatThrownBy(() -> Digest.parse("sha256:ABC"))
        .hasMessage("a SHA-256 digest has 64 lower-case hexadecimal digits: ABC");
  }
}
