package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.fingerprint.OnePass;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTests {

  @TempDir private Path folder;

  @Test
  void aReportArrivesAsItWas() throws Exception {
    Model base = Model.random(2, 1);
    var subject =
        OnePass.read(base.trained(2).write(folder.resolve("a")), OnePass.Settings.standard());
    var reference = OnePass.read(base.write(folder.resolve("b")), OnePass.Settings.standard());
    LineageReport report =
        FingerprintScreen.compare(subject, reference, Settings.of(Long.MIN_VALUE).forPairs(7));
    LineageReport arrived = Records.read(Records.write(report), LineageReport.class);
    assertThat(arrived).isEqualTo(report);
    assertThat(arrived.toJson()).isEqualTo(report.toJson());
  }

  @Test
  void settingsArriveAsTheyWere() {
    Settings settings = Settings.of(42).forPairs(3);
    assertThat(Records.read(Records.write(settings), Settings.class)).isEqualTo(settings);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Packed(List<FloatMatrix> matrices, float[] few) {}

  @Test
  void aLargeArrayIsCarriedApartAndArrivesAsOne() {
    FloatMatrix matrix = FloatMatrix.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    float[] few = {7};
    var apart = new ArrayList<float[]>();
    byte[] bytes =
        Records.write(
            new Packed(List.of(matrix, matrix), few),
            array -> {
              if (array.length < 2) {
                return -1;
              }
              if (!apart.contains(array)) {
                apart.add(array);
              }
              return apart.indexOf(array);
            });
    assertThat(apart).containsExactly(matrix.values());
    Packed arrived = Records.read(bytes, Packed.class, apart::get);
    assertThat(arrived.few()).containsExactly(7f);
    for (FloatMatrix each : arrived.matrices()) {
      assertThat(each.values()).isSameAs(matrix.values());
      assertThat(each.rows()).isEqualTo(2);
      assertThat(each.columns()).isEqualTo(3);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.read(bytes, Packed.class))
        .withMessageContaining("array 0 was carried apart");
  }

  @Test
  void otherBytesAreRefused() {
    byte[] settings = Records.write(Settings.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.read(settings, LineageReport.class))
        .withMessageContaining("the bytes are no LineageReport");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.read("nothing".getBytes(StandardCharsets.UTF_8), Settings.class));
  }
}
