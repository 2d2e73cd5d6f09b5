package org.gwageo.lineage.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.MidRanks;
import org.gwageo.lineage.statistics.Permutations;
import tools.jackson.databind.JsonNode;

/** What ties the final model to its start, its grant and its data. */
final class EvidenceChecks {

  private static final double SIGNIFICANT = -3;
  private static final double ANCHORED = -6;
  private static final double LEAST_UTILISATION = 0.02;
  private static final int DRAWS = 9_999;
  private static final int TELLING_SEQUENCES = 20_000;
  private static final int LEAST_ROWS = 10;
  private static final double TOKENS_PER_PARAMETER = 20;

  private EvidenceChecks() {}

  /** The neurons of the final model stand where those of the initial one stood. */
  static Check anchor(TrainingRecord record, Optional<Path> model, AncestryTest ancestry)
      throws CheckpointException {
    String id = "initial-anchor";
    boolean start = !record.checkpoints().isEmpty() && record.checkpoints().getFirst().step() == 0;
    Optional<Path> end =
        model.isPresent() || record.checkpoints().size() < 2
            ? model
            : Optional.of(record.checkpoints().getLast().file());
    if (!start || end.isEmpty()) {
      return Check.notGiven(
          id,
          "0단계 체크포인트나 최종 모델이 없습니다.",
          "The checkpoint of step 0 or the final model is not given.");
    }
    List<Outcome> outcomes =
        ancestry.compare(end.get(), record.checkpoints().getFirst().file()).stream()
            .filter(EvidenceChecks::inPlace)
            .toList();
    if (outcomes.isEmpty()) {
      return Check.undecidable(
          id,
          Double.NaN,
          ANCHORED,
          "초기 모델과 최종 모델에 적용할 수 있는 뉴런 검정이 없습니다.",
          "No neuron test applies to the initial and the final model.");
    }
    double log10p =
        outcomes.stream().mapToDouble(Outcome::log10p).min().orElse(0)
            + StrictMath.log10((double) outcomes.size());
    return Check.of(
        id,
        log10p <= ANCHORED,
        log10p,
        ANCHORED,
        Check.text("최종 모델의 뉴런이 0단계 뉴런의 자리에 있다는 검정은 log10 p %.1f입니다(기준 %.0f 이하).", log10p, ANCHORED),
        Check.text(
            "That the final model's neurons stand where those of step 0 stood has log10 p %.1f (at"
                + " most %.0f).",
            log10p, ANCHORED));
  }

  private static boolean inPlace(Outcome outcome) {
    return outcome.family() == Family.PHI_U
        || (outcome.family() == Family.T1
            && "layers-in-place".equals(outcome.details().get("route")));
  }

  /** 6 N D floating-point operations (Kaplan et al. 2020, section 2.1) against the grant. */
  static Check compute(TrainingRecord record) {
    String id = "compute";
    var grant = record.compute();
    if (grant.isEmpty()
        || !(grant.get().gpuHours() > 0)
        || !(grant.get().peakFlops() > 0)
        || Double.isNaN(record.tokens())
        || Double.isNaN(record.activeParameters())) {
      return Check.notGiven(
          id,
          "GPU 시간, 최대 연산 속도, 토큰 수, 활성 매개변수 가운데 없는 것이 있습니다.",
          "GPU hours, peak speed, tokens or active parameters are not all given.");
    }
    double needed = 6 * record.activeParameters() * record.tokens();
    double granted = grant.get().gpuHours() * 3600 * grant.get().peakFlops();
    double used = needed / granted;
    double stated = grant.get().utilisation();
    boolean asStated = Double.isNaN(stated) || (used <= 1.25 * stated && used >= 0.5 * stated);
    double perParameter = record.tokens() / record.activeParameters();
    double most = granted * (Double.isNaN(stated) ? 0.4 : stated) / 6 / record.activeParameters();
    return Check.of(
        id,
        used <= 1 && used >= LEAST_UTILISATION && asStated,
        used,
        Double.isNaN(stated) ? 1 : 1.25 * stated,
        Check.text(
            "선언한 학습에는 %.3g FLOP이 필요하고 이는 배정된 최대 연산의 %.1f%%입니다. 매개변수당 토큰은 %.1f개(계산 최적은 약 %.0f개)이고,"
                + " 배정으로는 토큰 %.3g개까지 학습할 수 있었습니다.",
            needed, 100 * used, perParameter, TOKENS_PER_PARAMETER, most),
        Check.text(
            "The declared training needs %.3g FLOP, %.1f %% of the grant's peak; it has %.1f tokens"
                + " per parameter (about %.0f are optimal for a given compute), and the grant would"
                + " have sufficed for %.3g tokens.",
            needed, 100 * used, perParameter, TOKENS_PER_PARAMETER, most));
  }

  /**
   * Later sequences are remembered better: Spearman's correlation of (loss - reference loss) with
   * the position in training is below 0 (Kuditipudi et al. 2025). Exact under a random data order.
   */
  static Check palimpsest(TrainingRecord record, long seed) throws CheckpointException {
    String id = "data-order";
    if (record.dataOrder().isEmpty()) {
      return Check.notGiven(id, "데이터 순서와 손실이 없습니다.", "No data order with losses is given.");
    }
    List<double[]> rows = rows(record.dataOrder().get(), "position", "loss", "reference");
    double[] gain = rows.stream().mapToDouble(row -> row[2] - row[1]).toArray();
    double[] a = MidRanks.standardised(gain);
    double[] b = MidRanks.standardised(rows.stream().mapToDouble(row -> row[0]).toArray());
    if (a == null || b == null || rows.size() < LEAST_ROWS) {
      return Check.undecidable(
          id,
          rows.size(),
          LEAST_ROWS,
          "쓸 수 있는 손실이 %d개뿐입니다.".formatted(rows.size()),
          "Only %d losses can be used.".formatted(rows.size()));
    }
    double rho = dot(a, b, Permutations.identity(a.length));
    double log10p = LogTails.normal(rho * Math.sqrt(a.length - 1.0));
    if (a.length <= 10_000 && log10p > -4) {
      log10p = StrictMath.log10(permuted(a, b, rho, seed));
    }
    String ko =
        Check.text(
            "학습 뒤쪽에서 본 자료일수록 손실이 더 낮다는 검정은 %d개 수열에서 순위 상관 %.4f, log10 p %.1f입니다.",
            a.length, -rho, log10p);
    String en =
        Check.text(
            "That sequences trained on later have lower losses has a rank correlation of %.4f over"
                + " %d sequences, log10 p %.1f.",
            -rho, a.length, log10p);
    return log10p <= SIGNIFICANT || a.length >= TELLING_SEQUENCES
        ? Check.of(id, log10p <= SIGNIFICANT, log10p, SIGNIFICANT, ko, en)
        : Check.undecidable(id, log10p, SIGNIFICANT, ko, en);
  }

  private static double permuted(double[] a, double[] b, double rho, long seed) {
    var random = new SplittableRandom(seed);
    int[] order = Permutations.identity(a.length);
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Permutations.shuffle(order, random);
      hits += dot(a, b, order) >= rho ? 1 : 0;
    }
    return (1.0 + hits) / (DRAWS + 1.0);
  }

  private static double dot(double[] a, double[] b, int[] order) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[order[i]] * b[i];
    }
    return sum;
  }

  /**
   * Text just trained on is over-fitted for a while (Choi, Shavit, Duvenaud 2023): the loss of a
   * segment falls more than that of control text. If the segments were not trained on, the sign of
   * each excess is a coin toss, and P(z ≥ t) ≤ exp(-t²/2) for z = Σd/√Σd² (Hoeffding 1963).
   */
  static Check bumps(TrainingRecord record) throws CheckpointException {
    String id = "memorisation";
    if (record.segments().isEmpty()) {
      return Check.notGiven(
          id, "학습 구간 앞뒤의 손실이 없습니다.", "No losses around training segments are given.");
    }
    List<double[]> rows = rows(record.segments().get(), "before", "after", "control");
    double sum = 0;
    double squares = 0;
    for (double[] row : rows) {
      double excess = row[0] - row[1] - row[2];
      sum += excess;
      squares += excess * excess;
    }
    double z = squares == 0 ? 0 : sum / Math.sqrt(squares);
    double log10p = z <= 0 ? 0 : -0.5 * z * z / StrictMath.log(10);
    String ko =
        Check.text(
            "학습 구간 %d개에서 손실이 대조 자료보다 평균 %.4f 더 떨어졌습니다(z %.1f).",
            rows.size(), sum / Math.max(1, rows.size()), z);
    String en =
        Check.text(
            "Over %d training segments the loss fell by %.4f more than on control text (z %.1f).",
            rows.size(), sum / Math.max(1, rows.size()), z);
    boolean enough = rows.size() >= 2 * LEAST_ROWS;
    return log10p <= SIGNIFICANT || enough
        ? Check.of(id, log10p <= SIGNIFICANT, log10p, SIGNIFICANT, ko, en)
        : Check.undecidable(id, log10p, SIGNIFICANT, ko, en);
  }

  private static List<double[]> rows(Path file, String... names) throws CheckpointException {
    var rows = new ArrayList<double[]>();
    for (JsonNode node : TrainingLog.objects(file)) {
      var row = new double[names.length];
      boolean whole = true;
      for (int i = 0; i < names.length; i++) {
        row[i] = TrainingLog.number(node, names[i]);
        whole &= Double.isFinite(row[i]);
      }
      if (whole) {
        rows.add(row);
      }
    }
    return rows;
  }
}
