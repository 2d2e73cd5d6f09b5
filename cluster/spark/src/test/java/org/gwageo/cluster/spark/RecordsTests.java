package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.fingerprint.OnePass;
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
