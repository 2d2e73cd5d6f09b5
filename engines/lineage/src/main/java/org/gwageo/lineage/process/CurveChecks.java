package org.gwageo.lineage.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.gwageo.lineage.process.TrainingLog.Line;
import org.gwageo.lineage.statistics.LogTails;

/** Does the loss curve agree with itself and with what is declared? */
final class CurveChecks {

  private static final int LEAST_LINES = 10;
  private static final double MOST_NATS = 30;
  private static final double RATE_TOLERANCE = 0.01;
  private static final double ROUNDING = 1e-6;
  private static final double TOKEN_TOLERANCE = 0.1;
  private static final double TOTAL_TOLERANCE = 0.01;
  private static final double WIDEST_GAP = 5;
  private static final int REPEATED = 5;

  private CurveChecks() {}

  static List<Check> of(TrainingRecord record, TrainingLog log) {
    List<Line> lines = log.lines();
    var checks = new ArrayList<Check>();
    checks.add(values(lines));
    checks.add(order(lines));
    if (lines.size() < LEAST_LINES) {
      checks.add(
          Check.undecidable(
              "loss-trend",
              lines.size(),
              LEAST_LINES,
              "손실 기록이 %d줄뿐입니다.".formatted(lines.size()),
              "The loss curve has only %d lines.".formatted(lines.size())));
      return checks;
    }
    checks.add(trend(lines));
    checks.add(gaps(lines));
    checks.add(repeats(lines));
    checks.add(rate(record, lines));
    checks.add(tokensPerStep(record, lines));
    checks.add(total(record, lines));
    return checks;
  }

  private static Check values(List<Line> lines) {
    long wrong =
        lines.stream()
            .filter(
                line ->
                    !(line.loss() > 0 && line.loss() < MOST_NATS)
                        || line.rate() < 0
                        || line.tokens() < 0)
            .count();
    return Check.of(
        "log-values",
        wrong == 0 && !lines.isEmpty(),
        (double) wrong,
        0,
        Check.text(
            "기록 %d줄 가운데 %d줄에 있을 수 없는 값(손실 0 이하 또는 %.0f 이상, 음수)이 있습니다.",
            lines.size(), wrong, MOST_NATS),
        Check.text(
            "Of %d lines, %d hold impossible numbers (a loss of at most 0 or at least %.0f, or"
                + " negatives).",
            lines.size(), wrong, MOST_NATS));
  }

  private static Check order(List<Line> lines) {
    int wrong = 0;
    for (int i = 1; i < lines.size(); i++) {
      Line a = lines.get(i - 1);
      Line b = lines.get(i);
      if (!(b.step() > a.step()) || b.tokens() < a.tokens() || b.seconds() < a.seconds()) {
        wrong++;
      }
    }
    return Check.of(
        "log-order",
        wrong == 0,
        wrong,
        0,
        "단계, 토큰, 시간이 뒤로 가거나 겹치는 줄이 %d개 있습니다.".formatted(wrong),
        "Steps, tokens or time go back or repeat in %d lines.".formatted(wrong));
  }

  private static Check trend(List<Line> lines) {
    double rho =
        Robust.spearman(
            lines.stream().mapToDouble(Line::step).toArray(),
            lines.stream().mapToDouble(Line::loss).map(x -> Double.isNaN(x) ? 0 : x).toArray());
    double z = -rho * Math.sqrt(lines.size() - 1.0);
    return Check.of(
        "loss-trend",
        z >= 3,
        z,
        3,
        Check.text("손실과 단계의 순위 상관은 %.3f입니다(z %.1f).", rho, -z),
        Check.text("Loss and step have a rank correlation of %.3f (z %.1f).", rho, -z));
  }

  private static Check gaps(List<Line> lines) {
    double[] gaps = new double[lines.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = lines.get(i + 1).step() - lines.get(i).step();
    }
    double median = Robust.median(gaps);
    double widest = Arrays.stream(gaps).max().orElse(0) / Math.max(1e-9, median);
    return Check.of(
        "log-gaps",
        widest <= WIDEST_GAP,
        widest,
        WIDEST_GAP,
        Check.text("기록 사이의 가장 큰 빈틈은 보통 간격의 %.1f배입니다.", widest),
        Check.text("The widest gap of the log is %.1f times its usual distance.", widest));
  }

  /** A stretch of losses that occurs twice was pasted; noise does not repeat itself. */
  private static Check repeats(List<Line> lines) {
    var seen = new HashMap<List<Double>, Integer>();
    int repeated = 0;
    for (int i = 0; i + REPEATED <= lines.size(); i++) {
      var stretch = lines.subList(i, i + REPEATED).stream().map(Line::loss).toList();
      if (stretch.stream().distinct().count() > 1 && seen.putIfAbsent(stretch, i) != null) {
        repeated++;
      }
    }
    long constant = 0;
    for (int i = 1; i < lines.size(); i++) {
      constant += lines.get(i).loss() == lines.get(i - 1).loss() ? 1 : 0;
    }
    boolean flat = constant > lines.size() / 4;
    return Check.of(
        "log-repeats",
        repeated == 0 && !flat,
        repeated,
        0,
        "손실 %d개가 그대로 되풀이된 구간이 %d곳, 앞 줄과 같은 손실이 %d개 있습니다.".formatted(REPEATED, repeated, constant),
        "Stretches of %d losses occur again in %d places, and %d losses equal the line before."
            .formatted(REPEATED, repeated, constant));
  }

  private static Check rate(TrainingRecord record, List<Line> lines) {
    String id = "learning-rate";
    if (record.schedule().isEmpty()) {
      return Check.notGiven(
          id,
          "학습률 계획이 구조화되어 선언되지 않았습니다.",
          "The schedule is not declared in a form that can be computed with.");
    }
    var schedule = record.schedule().get();
    if (lines.stream().allMatch(line -> Double.isNaN(line.rate()))) {
      return Check.notGiven(id, "기록에 학습률이 없습니다.", "The log has no learning rates.");
    }
    double best = Double.POSITIVE_INFINITY;
    for (int offset = -1; offset <= 0; offset++) {
      double largest = 0;
      for (Line line : lines) {
        double declared = schedule.rate(Math.max(0, line.step() + offset));
        double apart = Math.abs(line.rate() - declared) - ROUNDING;
        largest = Math.max(largest, Math.max(0, apart) / Math.max(1e-12, declared));
      }
      best = Math.min(best, largest);
    }
    return Check.of(
        id,
        best <= RATE_TOLERANCE,
        best,
        RATE_TOLERANCE,
        Check.text("기록된 학습률과 선언된 계획의 가장 큰 차이는 %.2f%%입니다.", 100 * best),
        Check.text(
            "Logged learning rates differ from the declared schedule by at most %.2f %%.",
            100 * best));
  }

  private static Check tokensPerStep(TrainingRecord record, List<Line> lines) {
    double[] perStep = new double[lines.size() - 1];
    for (int i = 0; i < perStep.length; i++) {
      Line a = lines.get(i);
      Line b = lines.get(i + 1);
      perStep[i] = (b.tokens() - a.tokens()) / (b.step() - a.step());
    }
    if (Arrays.stream(perStep).anyMatch(Double::isNaN)) {
      return Check.notGiven(
          "tokens-per-step", "기록에 토큰 수가 없습니다.", "The log has no numbers of tokens.");
    }
    double median = Robust.median(perStep);
    double worst = Arrays.stream(perStep).map(t -> Math.abs(t / median - 1)).max().orElse(0);
    double declared =
        Double.isNaN(record.batchTokens()) ? 0 : Math.abs(median / record.batchTokens() - 1);
    double value = Math.max(worst, declared);
    return Check.of(
        "tokens-per-step",
        value <= TOKEN_TOLERANCE,
        value,
        TOKEN_TOLERANCE,
        Check.text("한 단계의 토큰은 보통 %.0f개이고, 기록 안에서와 선언에서 최대 %.1f%% 벗어납니다.", median, 100 * value),
        Check.text(
            "A step has %.0f tokens, and differs from that or from the declared number by at most"
                + " %.1f %%.",
            median, 100 * value));
  }

  private static Check total(TrainingRecord record, List<Line> lines) {
    double last = lines.getLast().tokens();
    if (Double.isNaN(record.tokens()) || Double.isNaN(last)) {
      return Check.notGiven(
          "tokens-total", "토큰 총수가 선언되지 않았습니다.", "The total of tokens is not declared.");
    }
    double apart = Math.abs(last / record.tokens() - 1);
    boolean steps =
        Double.isNaN(record.steps()) || Math.abs(lines.getLast().step() - record.steps()) < 0.5;
    return Check.of(
        "tokens-total",
        apart <= TOTAL_TOLERANCE && steps,
        apart,
        TOTAL_TOLERANCE,
        Check.text(
            "기록의 마지막 줄은 %.0f단계, 토큰 %.0f개로, 선언과 %.2f%% 다릅니다.",
            lines.getLast().step(), last, 100 * apart),
        Check.text(
            "The log ends at step %.0f with %.0f tokens, %.2f %% from the declaration.",
            lines.getLast().step(), last, 100 * apart));
  }

  /**
   * Compares two curves: a curve that was copied shares losses, or its noise, with the other. The
   * noise is the difference of neighbouring losses, detrended by ranks of the losses' own order.
   *
   * @param name what the other curve is called
   */
  static Check copied(String name, TrainingLog log, TrainingLog other) {
    var byStep = new HashMap<Double, Double>();
    other.lines().forEach(line -> byStep.put(line.step(), line.loss()));
    var own = new ArrayList<Double>();
    var their = new ArrayList<Double>();
    int equal = 0;
    for (Line line : log.lines()) {
      Double loss = byStep.get(line.step());
      if (loss != null && Double.isFinite(loss) && Double.isFinite(line.loss())) {
        own.add(line.loss());
        their.add(loss);
        equal += loss == line.loss() ? 1 : 0;
      }
    }
    String id = "curve-of-its-own";
    if (own.size() < 20) {
      return Check.undecidable(
          id,
          own.size(),
          20,
          "곡선 %s과(와) 겹치는 단계가 %d개뿐입니다.".formatted(name, own.size()),
          "Only %d steps are also in curve %s.".formatted(own.size(), name));
    }
    double rho = Robust.spearman(noise(own), noise(their));
    double z = rho * Math.sqrt(own.size() - 3.0);
    double share = (double) equal / own.size();
    boolean copy = share > 0.2 || LogTails.normal(z) <= -6;
    return Check.of(
        id,
        !copy,
        z,
        Double.NaN,
        Check.text(
            "곡선 %s과(와) 같은 손실이 %d/%d개이고, 잡음의 순위 상관은 %.3f(z %.1f)입니다.",
            name, equal, own.size(), rho, z),
        Check.text(
            "%d of %d losses equal those of curve %s, and the noise has a rank correlation of %.3f"
                + " (z %.1f).",
            equal, own.size(), name, rho, z));
  }

  /** Second differences of the logarithms: what is left of a curve without its slow fall. */
  private static double[] noise(List<Double> losses) {
    var noise = new double[losses.size() - 2];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = log(losses.get(i)) - 2 * log(losses.get(i + 1)) + log(losses.get(i + 2));
    }
    return noise;
  }

  private static double log(double loss) {
    return StrictMath.log(Math.max(1e-9, loss));
  }
}
