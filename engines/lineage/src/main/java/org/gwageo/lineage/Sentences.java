package org.gwageo.lineage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gwageo.lineage.independence.Family;

/** What a report says to somebody who reads no statistics. */
final class Sentences {

  private static final int MOST_ODDS = 30;

  private Sentences() {}

  static String of(LineageReport report, Language language) {
    return language == Language.KO ? korean(report) : english(report);
  }

  private static String korean(LineageReport report) {
    return switch (report.grade()) {
      case IDENTICAL -> "비교한 가중치가 기준 모델과 바이트까지 같습니다.";
      case DERIVATION_ESTABLISHED ->
          "두 모델이 서로 독립적으로 초기화되었다면 이런 일치는 10^%d번 비교해도 한 번 나오기 어렵습니다(일치한 부분: %s)."
              .formatted(odds(report), names(report, Language.KO));
      case INDICATED -> koreanHint(report);
      case NOT_FOUND -> "파생의 흔적을 찾지 못했습니다. 이것은 독립의 증명이 아니며, 찾을 수 있었던 복사의 최소 크기는 검출력 항목에 있습니다.";
      case UNTESTABLE -> "두 모델의 모양이 달라 적용할 수 있는 검정이 없습니다.";
    };
  }

  private static String english(LineageReport report) {
    return switch (report.grade()) {
      case IDENTICAL -> "The compared weights are the reference's, byte for byte.";
      case DERIVATION_ESTABLISHED ->
          "If the two models had been initialised independently, fewer than 1 in 10^%d such comparisons would look like this (in %s)."
              .formatted(odds(report), names(report, Language.EN));
      case INDICATED -> englishHint(report);
      case NOT_FOUND ->
          "No trace of a derivation was found; this is not a proof of independence, and the"
              + " smallest copy that would have been found is stated under power.";
      case UNTESTABLE -> "The shapes of the two models differ so that no test applies.";
    };
  }

  private static String koreanHint(LineageReport report) {
    if (report.readings().contains(Reading.COMMON_START)) {
      return "두 모델이 같은 초기값에서 출발했습니다. 학습으로 더해진 값의 코사인은 %s입니다. 가중치만으로는 출발점을 공유한 것과 복사한 것을 가를 수 없으므로 학습 기록으로 판단해야 합니다."
          .formatted(added(report, Language.KO));
    }
    if (report.readings().contains(Reading.REPRESENTATION_DISTILLATION)) {
      return "두 모델은 잔차 채널의 기저를 함께 쓰지만 뉴런은 일치하지 않습니다(%s). 상대 모델의 은닉 상태로 학습했거나 임베딩만 옮겨 와 학습한 경우로도 설명되므로 규정과 학습 기록으로 판단해야 합니다."
          .formatted(names(report, Language.KO));
    }
    return "한 가지 검정에서 유의한 일치가 나왔습니다(%s). 학습 기록을 받아 다시 확인해야 합니다."
        .formatted(names(report, Language.KO));
  }

  private static String englishHint(LineageReport report) {
    if (report.readings().contains(Reading.COMMON_START)) {
      return "Both models carry the numbers of one start; what training added to it agrees with cosines of %s. Weights cannot tell a shared start from a copy: the training records have to decide."
          .formatted(added(report, Language.EN));
    }
    if (report.readings().contains(Reading.REPRESENTATION_DISTILLATION)) {
      return "The two models share the basis of their residual channels (in %s) but no neurons. Training on the other's hidden states explains that as well as transplanted embeddings do: the rules and the training record have to decide."
          .formatted(names(report, Language.EN));
    }
    return "One family of tests found a significant match (in %s); the training record has to be asked for and the tests repeated."
        .formatted(names(report, Language.EN));
  }

  /**
   * The exponent of the odds: from the second strongest group of families, because the grade needs
   * two, and at most {@value #MOST_ODDS}, beyond which the assumptions are less certain than the
   * arithmetic.
   */
  private static long odds(LineageReport report) {
    var strongest = new EnumMap<Family.Invariance, Double>(Family.Invariance.class);
    for (Finding finding : report.components()) {
      if (finding.indicates()) {
        strongest.merge(
            finding.outcome().family().invariance(), finding.adjustedLog10p(), Math::min);
      }
    }
    double[] sorted =
        strongest.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double second = sorted.length == 0 ? 0 : sorted[Math.min(1, sorted.length - 1)];
    return (long) Math.floor(Math.min(MOST_ODDS, -second));
  }

  private static String added(LineageReport report, Language language) {
    return report.starts().stream()
        .filter(CommonStart::carried)
        .findFirst()
        .map(CommonStart::added)
        .orElse(Map.of())
        .entrySet()
        .stream()
        .map(
            entry ->
                "%.2f (%s)"
                    .formatted(entry.getValue(), ComponentNames.of(entry.getKey(), language)))
        .collect(Collectors.joining(", "));
  }

  private static String names(LineageReport report, Language language) {
    List<String> components =
        report.components().stream()
            .filter(Finding::indicates)
            .map(finding -> finding.outcome().component())
            .distinct()
            .toList();
    return components.stream()
        .map(name -> ComponentNames.of(name, language))
        .collect(Collectors.joining(", "));
  }
}
