package org.gwageo.nano.training.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.calibration.ControlSummary;
import org.gwageo.nano.zoo.Expected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsPageTests {
  private static Result result(Expected expected, List<String> from, Grade grade, String found) {
    var pair = new Pair("subject", "reference", "graft", "10 %", expected, from, 3);
    var lines =
        List.of(new Result.Line(found, "T1", 12.5, -30), new Result.Line("norms", "T2", 0.5, -0.2));
    return new Result(pair, grade, Map.of(found, grade, "norms", Grade.NOT_FOUND), lines);
  }

  @Test
  void aDerivationIsRightOnlyWhereItsComponentsAre() {
    var mlp = List.of("mlp");
    Grade found = Grade.DERIVATION_ESTABLISHED;
    assertThat(result(Expected.DERIVED, mlp, found, "mlp").judgement()).isEqualTo("right");
    assertThat(result(Expected.DERIVED, mlp, found, "attention").judgement())
        .isEqualTo("also attention");
    assertThat(result(Expected.DERIVED, mlp, Grade.INDICATED, "mlp").judgement())
        .isEqualTo("weaker");
    assertThat(result(Expected.DERIVED, mlp, Grade.NOT_FOUND, "mlp").judgement())
        .isEqualTo("missed");
  }

  @Test
  void anIndependentPairThatIsCalledDerivedIsAFalseAlarm() {
    assertThat(result(Expected.INDEPENDENT, List.of(), Grade.IDENTICAL, "mlp").judgement())
        .isEqualTo("FALSE ALARM");
    assertThat(result(Expected.INDEPENDENT, List.of(), Grade.INDICATED, "mlp").judgement())
        .isEqualTo("false hint");
    assertThat(result(Expected.INDEPENDENT, List.of(), Grade.NOT_FOUND, "mlp").judgement())
        .isEqualTo("right");
  }

  @Test
  void thePageHoldsPowerAlarmsAndLosses() {
    Result pair = result(Expected.DERIVED, List.of("mlp"), Grade.DERIVATION_ESTABLISHED, "mlp");
    Result unrelated = result(Expected.INDEPENDENT, List.of(), Grade.NOT_FOUND, "mlp");
    String page =
        new ResultsPage(
                List.of(pair),
                List.of(unrelated),
                List.of(unrelated),
                new ControlLibrary(
                    Map.of("gated-256", Map.of("mlp/T1", new ControlSummary(1, 1.5, 0, 2.25)))),
                Map.of("base-a1", Map.of("steps", 400, "firstLoss", 6.5, "lastLoss", 1.2)))
            .text();
    assertThat(page)
        .contains("| graft | 1 | 1 | 0 | 0 |")
        .contains(
            "| subject | reference | graft: 10 % | derived (mlp) | derivation-established | right"
                + " | mlp | 12.5 | 0.5 |")
        .contains("| 10 % | 1 | 0 | 0 | 0 | 1 | 0 |", "library of 1 control pairs")
        .contains("| T1 | mlp | – | 2 | 1.000 | 1.000 | 1.000 | -30.0 | 12.5 | 12.50 | 0.00 |")
        .contains("| gated-256 | mlp | T1 | 1 | 1.50 | 0.00 | 2.3 |")
        .contains("| base-a1 | 400 | 6.5 | 1.2 |");
  }

  @Test
  void aManifestReadsBackWhatItWrote(@TempDir Path zoo) throws Exception {
    var pair = new Pair("a", "b", "merge", "25 %", Expected.DERIVED, List.of("mlp"), 9);
    var unrelated = new Pair("c", "d", "unrelated", "", Expected.INDEPENDENT, List.of(), 0);
    var manifest = new Manifest(List.of(pair), List.of(unrelated), Map.of("a", Map.of("steps", 4)));
    manifest.write(zoo);
    assertThat(Manifest.read(zoo)).isEqualTo(manifest);
  }
}
