package org.gwageo.lineage.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.lineage.ComponentNames;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.independence.Family;

/** The words of a page in one language. */
record Words(Language language) {

  private static final Map<String, String> KOREAN_NAMES =
      Map.ofEntries(
          Map.entry("gainCosine", "이득의 코사인"),
          Map.entry("gainPearson", "이득의 피어슨 상관"),
          Map.entry("vocabularyOverlap", "어휘의 겹침"),
          Map.entry("spreadCurve", "층별 표준편차 곡선"),
          Map.entry("singularValues", "특잇값 곡선"),
          Map.entry("tokenGramAlignment", "토큰 그램 CKA"));

  private static final Map<String, String> ENGLISH_NAMES =
      Map.of("gainCosine", "cosine of gains", "gainPearson", "Pearson correlation of gains");

  private static final Map<String, String> UNITS =
      Map.of(
          "neurons of the tested layers", "검정한 층의 뉴런",
          "neurons of one layer", "한 층의 뉴런",
          "neurons of one layer, in any order", "한 층의 뉴런(순서 무관)",
          "neurons of every layer", "모든 층의 뉴런",
          "residual channels", "잔차 채널",
          "elements copied bit for bit", "비트까지 복사된 원소");

  String say(String korean, String english) {
    return language == Language.KO ? korean : english;
  }

  String grade(Grade grade) {
    return switch (grade) {
      case IDENTICAL -> say("동일", "Identical");
      case DERIVATION_ESTABLISHED -> say("파생 확인", "Derivation established");
      case INDICATED -> say("파생 의심", "Derivation indicated");
      case NOT_FOUND -> say("흔적 없음", "No trace found");
      case UNTESTABLE -> say("검정 불가", "Not testable");
    };
  }

  /** A grade in one short word, for cells. */
  String mark(Grade grade) {
    return switch (grade) {
      case IDENTICAL -> say("동일", "identical");
      case DERIVATION_ESTABLISHED -> say("확인", "established");
      case INDICATED -> say("의심", "indicated");
      case NOT_FOUND -> say("없음", "not found");
      case UNTESTABLE -> say("불가", "untestable");
    };
  }

  String component(String id) {
    return ComponentNames.of(id, language).replace('.', ' ');
  }

  String test(String id) {
    for (Family family : Family.values()) {
      if (family.name().equals(id)) {
        return family.label();
      }
    }
    return id;
  }

  /** Reads {@code mlp/T1}. */
  String componentAndTest(String id) {
    int slash = id.indexOf('/');
    return slash < 0
        ? component(id)
        : component(id.substring(0, slash)) + " · " + test(id.substring(slash + 1));
  }

  String misleading(String id) {
    int slash = id.indexOf('/');
    if (slash >= 0) {
      return component(id.substring(0, slash)) + " · " + misleading(id.substring(slash + 1));
    }
    String spaced = id.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return language == Language.KO
        ? KOREAN_NAMES.getOrDefault(id, spaced)
        : ENGLISH_NAMES.getOrDefault(id, spaced);
  }

  String unit(String id) {
    return language == Language.KO ? UNITS.getOrDefault(id, id) : id;
  }

  String decimal(double value) {
    return number(value, Math.abs(value) >= 100 ? 0 : 1);
  }

  String four(double value) {
    return number(value, 4);
  }

  private static String number(double value, int places) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%,." + places + "f", value);
    return (text.matches("-[0.,]*") ? text.substring(1) : text).replace('-', '−');
  }

  String share(double fraction) {
    return Double.isNaN(fraction) ? say("찾지 못함", "not found") : Math.round(fraction * 100) + " %";
  }

  String bytes(long size) {
    return String.format(Locale.ROOT, "%,d ", size) + say("바이트", "bytes");
  }

  List<String> assumptions(long hypotheses) {
    return List.of(
        say(
            "검정하는 가설: 두 모델의 가중치가 서로 독립인 무작위 초기값에서 자랐다. 같은 자료, 같은 학습법, 같은 구조, 출력의 증류는 이 가설에 어긋나지"
                + " 않습니다.",
            "The hypothesis under test: both models' weights grew from independent random"
                + " initialisations. Shared data, recipe or architecture, and learning from"
                + " outputs, do not contradict it."),
        say(
            "T0, T1, φU, T2, T4의 p값은 초기화와 최적화가 은닉 뉴런과 채널의 번호를 구별하지 않는다는 것만 가정합니다.",
            "The p-values of T0, T1, φU, T2 and T4 assume only that initialisation and optimiser do"
                + " not distinguish hidden neurons and channels by their numbers."),
        say(
            "T3, T4a, T5, T6은 독립임이 알려진 쌍으로 보정한 뒤에만 셉니다.",
            "T3, T4a, T5 and T6 count only after calibration on pairs that are known to be"
                + " independent."),
        say(
            "p값은 홀름의 방법으로 가설 %,d개 전체에 대해 보정했습니다.".formatted(hypotheses),
            String.format(
                Locale.ROOT,
                "p-values are corrected with Holm's method over %,d hypotheses.",
                hypotheses)),
        say(
            "파생 확인에는 서로 다른 변형을 견디는 두 갈래의 검정이 필요합니다. 각각 보정된 z가 10 이상이고 보정된 p가 백만분의 일 이하여야 합니다.",
            "An established derivation needs two families of tests that see through different"
                + " disguises, each with a calibrated z of at least 10 and an adjusted p of at most"
                + " one in a million."),
        say(
            "어느 쪽이 어느 쪽에서 나왔는지는 가중치로 알 수 없습니다. 공통 조상은 모든 일치의 가능한 설명이며, 날짜와 학습 기록이 가립니다.",
            "Weights do not tell which model came from which. A common ancestor explains every"
                + " match; dates and training records decide."),
        say(
            "두 연구실이 같은 난수 시드와 같은 모양을 우연히 쓴 경우에도 가중치는 일치합니다.",
            "Two honest laboratories that use the same seed and the same shapes produce a match as"
                + " well."),
        say(
            "흔적을 찾지 못했다는 것은 독립의 증명이 아닙니다. 찾을 수 있었던 최소 크기는 검출력 표에 있습니다.",
            "No trace found is no proof of independence; the table of power says how small a copy"
                + " would have been found."));
  }
}
