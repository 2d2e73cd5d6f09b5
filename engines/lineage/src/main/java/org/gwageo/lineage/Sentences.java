package org.gwageo.lineage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a report says to somebody who reads no statistics. */
final class Sentences {

  private static final Map<String, String> KOREAN =
      Map.of(
          "embedding", "임베딩",
          "lm-head", "출력층",
          "norms", "정규화",
          "attention", "어텐션",
          "mlp", "MLP",
          "experts", "전문가",
          "shared-experts", "공유 전문가",
          "router", "라우터",
          "vision", "비전",
          "audio", "오디오");

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
      case INDICATED ->
          "한 가지 검정에서 유의한 일치가 나왔습니다(%s). 학습 기록을 받아 다시 확인해야 합니다."
              .formatted(names(report, Language.KO));
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
      case INDICATED ->
          "One family of tests found a significant match (in %s); the training record has to be asked for and the tests repeated."
              .formatted(names(report, Language.EN));
      case NOT_FOUND ->
          "No trace of a derivation was found; this is not a proof of independence, and the smallest copy that would have been found is stated under power.";
      case UNTESTABLE -> "The shapes of the two models differ so that no test applies.";
    };
  }

  /** The exponent of the odds, from the strongest finding, at most 300. */
  private static long odds(LineageReport report) {
    double strongest =
        report.components().stream().mapToDouble(Finding::adjustedLog10p).min().orElse(0);
    return (long) Math.floor(Math.min(300, -strongest));
  }

  private static String names(LineageReport report, Language language) {
    List<String> components =
        report.components().stream()
            .filter(Finding::indicates)
            .map(finding -> finding.outcome().component())
            .distinct()
            .toList();
    return components.stream()
        .map(name -> language == Language.KO ? KOREAN.getOrDefault(name, name) : name)
        .collect(Collectors.joining(", "));
  }
}
