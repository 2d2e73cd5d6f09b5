package org.gwageo.lineage.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.process.Moves.Move;

/** Do the checkpoints look like one run? */
final class ChainChecks {

  private static final int LEAST_CHECKPOINTS = 20;
  private static final int LEAST_MOVES = 5;
  private static final double JUMP_Z = 6;
  private static final double STRAIGHT = 0.98;
  private static final double DEPENDENT_Z = 10;

  private ChainChecks() {}

  static List<Check> of(TrainingRecord record) throws CheckpointException {
    var checks = new ArrayList<Check>();
    checks.add(coverage(record));
    if (record.checkpoints().size() < 2) {
      checks.add(
          Check.notGiven(
              "chain-dependence",
              "이어진 체크포인트가 없습니다.",
              "There are no checkpoints that follow each other."));
      return checks;
    }
    List<Move> moves = Moves.of(record.checkpoints());
    checks.add(changes(moves));
    checks.add(dependence(moves));
    checks.add(jump(record, moves));
    checks.add(straightness(moves));
    checks.add(distance(moves));
    checks.add(stepSize(record, moves));
    return checks;
  }

  private static Check coverage(TrainingRecord record) {
    int count = record.checkpoints().size();
    if (count == 0) {
      return Check.notGiven(
          "chain-coverage", "체크포인트 사슬이 없습니다.", "There is no chain of checkpoints.");
    }
    double last = record.checkpoints().getLast().step();
    double end = Double.isNaN(record.steps()) ? last : record.steps();
    boolean start = record.checkpoints().getFirst().step() == 0;
    boolean early =
        record.checkpoints().stream()
            .anyMatch(at -> at.step() > 0 && at.step() <= Math.max(1, 0.01 * end));
    boolean whole = count >= LEAST_CHECKPOINTS && start && early && last >= end;
    return Check.of(
        "chain-coverage",
        whole,
        count,
        LEAST_CHECKPOINTS,
        "체크포인트 %d개(기준 %d개 이상, 0단계 %s, 처음 1%% 안 %s, 마지막 단계 %s)입니다."
            .formatted(count, LEAST_CHECKPOINTS, has(start), has(early), has(last >= end)),
        "%d checkpoints (at least %d; step 0 %s, one within the first 1 %% %s, the last step %s)."
            .formatted(count, LEAST_CHECKPOINTS, is(start), is(early), is(last >= end)));
  }

  private static String has(boolean present) {
    return present ? "있음" : "없음";
  }

  private static String is(boolean present) {
    return present ? "present" : "absent";
  }

  private static Check changes(List<Move> moves) {
    long broken =
        moves.stream().filter(m -> !Double.isFinite(m.length()) || m.length() == 0).count();
    return Check.of(
        "chain-changes",
        broken == 0,
        (double) broken,
        0,
        "이웃한 체크포인트 %d쌍 가운데 %d쌍이 똑같거나 유한하지 않은 값을 담고 있습니다.".formatted(moves.size(), broken),
        "Of %d neighbouring pairs of checkpoints, %d are equal or hold numbers that are not finite."
            .formatted(moves.size(), broken));
  }

  private static Check dependence(List<Move> moves) {
    double least =
        moves.stream()
            .mapToDouble(move -> move.correlation() * Math.sqrt(move.items()))
            .map(z -> Double.isNaN(z) ? 0 : z)
            .min()
            .orElse(0);
    return Check.of(
        "chain-dependence",
        least >= DEPENDENT_Z,
        least,
        DEPENDENT_Z,
        Check.text("가장 약하게 이어진 두 이웃의 상관은 z %.1f입니다(기준 %.0f 이상).", least, DEPENDENT_Z),
        Check.text(
            "The weakest link of the chain has a correlation of z %.1f (at least %.0f).",
            least, DEPENDENT_Z));
  }

  /** The lengths of the moves against the sum of the learning rate, on logarithms. */
  private static Check jump(TrainingRecord record, List<Move> moves) {
    String id = "chain-jump";
    List<Move> sound =
        moves.stream().filter(m -> Double.isFinite(m.length()) && m.length() > 0).toList();
    if (sound.size() < LEAST_MOVES) {
      return Check.undecidable(
          id,
          sound.size(),
          LEAST_MOVES,
          "체크포인트가 적어 걸음의 크기를 비교할 수 없습니다.",
          "There are too few checkpoints to compare the sizes of their steps.");
    }
    double[] x = sound.stream().mapToDouble(m -> StrictMath.log(effort(record, m))).toArray();
    double[] y = sound.stream().mapToDouble(m -> StrictMath.log(m.length())).toArray();
    double slope = Robust.slope(x, y);
    double[] rest = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rest[i] = y[i] - slope * x[i];
    }
    double middle = Robust.median(rest);
    double spread =
        1.4826 * Robust.median(Arrays.stream(rest).map(r -> Math.abs(r - middle)).toArray());
    int worst = 0;
    for (int i = 1; i < rest.length; i++) {
      worst = rest[i] > rest[worst] ? i : worst;
    }
    double excess = rest[worst] - middle;
    double z = excess / Math.max(0.05, spread);
    boolean jump = z > JUMP_Z && excess > StrictMath.log(2);
    Move at = sound.get(worst);
    return Check.of(
        id,
        !jump,
        z,
        JUMP_Z,
        Check.text(
            "가장 큰 걸음은 %d단계에서 %d단계 사이로, 학습률로 기대한 크기의 %.2f배입니다(강건 z %.1f).",
            at.from(), at.to(), StrictMath.exp(excess), z),
        Check.text(
            "The largest step, from %d to %d, is %.2f times what the learning rate lets expect"
                + " (robust z %.1f).",
            at.from(), at.to(), StrictMath.exp(excess), z));
  }

  private static double effort(TrainingRecord record, Move move) {
    double sum = record.schedule().map(s -> s.sum(move.from(), move.to())).orElse(0.0);
    return sum > 0 ? sum : move.to() - move.from();
  }

  private static Check straightness(List<Move> moves) {
    double[] turns = moves.stream().mapToDouble(Move::turn).filter(Double::isFinite).toArray();
    if (turns.length < 3) {
      return Check.undecidable(
          "chain-straightness",
          turns.length,
          3,
          "체크포인트가 적어 경로의 모양을 볼 수 없습니다.",
          "There are too few checkpoints to see the shape of the path.");
    }
    double median = Robust.median(turns);
    return Check.of(
        "chain-straightness",
        median < STRAIGHT,
        median,
        STRAIGHT,
        Check.text("이어진 두 걸음의 방향 코사인의 중앙값은 %.3f입니다. 1에 가까우면 두 모델 사이를 보간한 사슬입니다.", median),
        Check.text(
            "The median cosine between steps that follow each other is %.3f; a chain that was"
                + " interpolated between two models has 1.",
            median));
  }

  private static Check distance(List<Move> moves) {
    double[] order = new double[moves.size()];
    double[] distance = new double[moves.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      distance[i] = moves.get(i).distance();
    }
    if (order.length < LEAST_MOVES) {
      return Check.undecidable(
          "chain-distance",
          order.length,
          LEAST_MOVES,
          "체크포인트가 적어 순서를 볼 수 없습니다.",
          "There are too few checkpoints to see their order.");
    }
    double rho = Robust.spearman(order, distance);
    return Check.of(
        "chain-distance",
        rho >= 0.5,
        rho,
        0.5,
        Check.text("처음 체크포인트에서의 거리와 단계의 순위 상관은 %.3f입니다.", rho),
        Check.text(
            "The distance from the first checkpoint has a rank correlation of %.3f with the step.",
            rho));
  }

  /**
   * Adam moves a parameter in one step by at most the rate times (1-β₁)/√(1-β₂), or the rate where
   * that is larger (Kingma and Ba 2015, section 2.1); decoupled decay adds rate · decay · ‖θ‖.
   */
  private static Check stepSize(TrainingRecord record, List<Move> moves) {
    String id = "step-size";
    if (record.schedule().isEmpty() || record.optimiser().isEmpty()) {
      return Check.notGiven(
          id,
          "최적화기나 학습률 계획이 구조화되어 선언되지 않았습니다.",
          "Optimiser or schedule are not declared in a form that can be computed with.");
    }
    var optimiser = record.optimiser().get();
    if (!optimiser.name().startsWith("adam")) {
      return Check.undecidable(
          id,
          Double.NaN,
          1,
          "최적화기 %s에는 걸음 크기의 상한이 알려져 있지 않습니다.".formatted(optimiser.name()),
          "No bound on the steps of optimiser %s is known here.".formatted(optimiser.name()));
    }
    double factor =
        Math.max(1, (1 - optimiser.beta1()) / Math.sqrt(Math.max(1e-12, 1 - optimiser.beta2())));
    double largest = 0;
    for (Move move : moves) {
      double rates = record.schedule().get().sum(move.from(), move.to());
      double norm = Math.max(move.norm(), move.norm() + move.length());
      double bound = rates * (factor * Math.sqrt(move.elements()) + optimiser.weightDecay() * norm);
      largest = Math.max(largest, bound == 0 ? Double.POSITIVE_INFINITY : move.length() / bound);
    }
    return Check.of(
        id,
        largest <= 1,
        largest,
        1,
        Check.text("가장 큰 걸음은 선언된 학습률로 가능한 최대 거리의 %.3f배입니다.", largest),
        Check.text(
            "The largest step is %.3f times the farthest that the declared learning rate allows.",
            largest));
  }
}
