package org.gwageo.lineage.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTests {

  @Test
  void elementsOfEveryLengthAreReadAndWrittenAsBouncyCastleDoes() throws Exception {
    for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000}) {
      byte[] content = new byte[length];
      byte[] expected = new DERSequence(new DEROctetString(content)).getEncoded();

      Der read = Der.of(expected);

      assertThat(read.child(0, Der.OCTET_STRING).content()).isEqualTo(content);
      assertThat(Der.encode(Der.SEQUENCE, List.of(Der.encode(Der.OCTET_STRING, List.of(content)))))
          .isEqualTo(expected);
      assertThat(read.encoded()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3080",
        "308000",
        "0401",
        "04020",
        "040100ff",
        "048100",
        "04810100",
        "0482000100",
        "0484000000010a",
        "1f0100",
        "04ffffff"
      })
  void otherEncodingsAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
    assertThatThrownBy(() -> Der.of(bytes)).isInstanceOf(SigstoreException.class);
  }

  @Test
  void partsThatReachOutOfTheirWholeAreRefused() {
    assertThatThrownBy(() -> Der.of(HexFormat.of().parseHex("30030405aa")).children())
        .isInstanceOf(SigstoreException.class);
    assertThatThrownBy(() -> Der.of(HexFormat.of().parseHex("0401aa")).children())
        .isInstanceOf(SigstoreException.class);
    assertThatThrownBy(() -> Der.of(HexFormat.of().parseHex("3000")).child(0, Der.INTEGER))
        .isInstanceOf(SigstoreException.class);
  }
}
