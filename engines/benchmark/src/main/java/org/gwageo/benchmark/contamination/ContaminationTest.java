package org.gwageo.benchmark.contamination;

/** The tests of the board: what each measures, and what else than contamination can cause it. */
public enum ContaminationTest {
  /** Right in the published order of choices, wrong in others. */
  PERMUTED_CHOICES(
      "permuted-choices",
      0,
      "share of right answers lost when the choices are put in other orders",
      "a liking for certain letters that happen to be right in the published order",
      "선택지 순서를 바꾸었을 때 줄어든 정답률",
      "공개된 순서에서 우연히 정답인 글자를 선호하는 경향"),
  /** The second half of an item comes back more exactly when the data set is named. */
  GUIDED_COMPLETION(
      "guided-completion",
      0,
      "gain in overlap with the true second half when the data set is named",
      "a clearer instruction; items that quote well-known texts",
      "데이터 세트 이름을 알려 주었을 때 늘어난 뒷부분 일치도",
      "더 분명한 지시문, 널리 알려진 글을 인용한 문항"),
  /** The text of a choice comes back although the choices were not shown. */
  CHOICE_RECALL(
      "choice-recall",
      0,
      "overlap with a choice that was not shown, beyond that on control items",
      "choices that follow from the question more easily than those of the control items",
      "보여 주지 않은 선택지와의 일치도(대조 문항 대비)",
      "대조 문항보다 질문에서 선택지를 짐작하기 쉬움"),
  /** Better on public items than on their fresh twins. */
  PUBLIC_TWIN(
      "public-twin",
      0,
      "share of right answers lost from public items to their fresh twins",
      "twins that are harder than the items they were made from",
      "공개 문항에서 새 쌍둥이 문항으로 갈 때 줄어든 정답률",
      "쌍둥이 문항이 원래 문항보다 어려움"),
  /** Better on items that a declared corpus contains. */
  CORPUS_OVERLAP(
      "corpus-overlap",
      0,
      "difference in right answers between items found in the corpus and items not found",
      "items that are easier because their subject is widely written about",
      "말뭉치에서 발견된 문항과 발견되지 않은 문항의 정답률 차이",
      "널리 쓰인 주제라서 더 쉬운 문항"),
  /** The least likely tokens are less unlikely than those of control items. */
  MIN_K(
      "min-k",
      0.5,
      "probability that an item's least likely tokens are likelier than a control item's",
      "a topic, style or length that differs from the control items'",
      "문항의 가장 낮은 토큰 확률이 대조 문항보다 높을 확률",
      "대조 문항과 다른 주제, 문체, 길이"),
  /** Likelier than its compressed length suggests. */
  ZLIB_RATIO(
      "zlib-ratio",
      0.5,
      "probability that an item is likelier for its compressed length than a control item",
      "a topic, style or length that differs from the control items'",
      "압축 길이에 견준 문항의 확률이 대조 문항보다 높을 확률",
      "대조 문항과 다른 주제, 문체, 길이"),
  /** Loses more than a control item when capital letters are made small. */
  LOWER_CASE_RATIO(
      "lower-case-ratio",
      0.5,
      "probability that an item loses more likelihood in lower case than a control item",
      "more capital letters than the control items have",
      "소문자로 바꿀 때 잃는 확률이 대조 문항보다 클 확률",
      "대조 문항보다 많은 대문자"),
  /** The published order of items is likelier than other orders. */
  ITEM_ORDER(
      "item-order",
      0,
      "gain in log-likelihood of the published order of items over other orders",
      "an order that follows the content, such as chapters or years",
      "공개된 문항 순서의 로그 우도 이득",
      "장이나 연도처럼 내용을 따른 순서");

  private final String word;
  private final double neutral;
  private final String effect;
  private final String otherCause;
  private final String effectKo;
  private final String otherCauseKo;

  ContaminationTest(
      String word,
      double neutral,
      String effect,
      String otherCause,
      String effectKo,
      String otherCauseKo) {
    this.word = word;
    this.neutral = neutral;
    this.effect = effect;
    this.otherCause = otherCause;
    this.effectKo = effectKo;
    this.otherCauseKo = otherCauseKo;
  }

  /** Returns the name in files. */
  public String word() {
    return word;
  }

  /** Returns the effect that is expected without contamination. */
  public double neutral() {
    return neutral;
  }

  /** Returns what the effect is, in English. */
  public String effect() {
    return effect;
  }

  /** Returns what else can cause the effect, in English. */
  public String otherCause() {
    return otherCause;
  }

  /** Returns what the effect is, in Korean. */
  public String effectKo() {
    return effectKo;
  }

  /** Returns what else can cause the effect, in Korean. */
  public String otherCauseKo() {
    return otherCauseKo;
  }
}
