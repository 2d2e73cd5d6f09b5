package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class Xxh128Tests {

  @Test
  void hashesAreThoseOfTheReferenceImplementation() throws IOException {
    List<String> lines;
    try (InputStream in = Xxh128Tests.class.getResourceAsStream("hashes.csv")) {
      lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .toList();
    }
    assertThat(lines).hasSize(10);
    for (String line : lines) {
      int comma = line.indexOf(',');
      int length = Integer.parseInt(line, 0, comma, 10);
      for (boolean vectors : new boolean[] {false, true}) {
        var hash = new long[4];
        new Xxh128(vectors).hash(data(length, 3), 3, length, hash, 1);
        var hex = HexFormat.of();
        assertThat(hex.toHexDigits(hash[2]) + hex.toHexDigits(hash[1]))
            .as("%d bytes", length)
            .isEqualTo(line.substring(comma + 1));
      }
    }
  }

  @Test
  void shortInputsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Xxh128().hash(data(240, 0), 0, 240, new long[2], 0))
        .withMessageContaining("at least 241 bytes, not 240");
  }

  private static MemorySegment data(int length, int before) {
    var bytes = new byte[before + length];
    for (int i = 0; i < length; i++) {
      bytes[before + i] = (byte) (i * i * 7 + i / 13);
    }
    return MemorySegment.ofArray(bytes);
  }
}
