package org.gwageo.lineage;

import java.util.Map;

/** What reports call the components of a model in a reader's language. */
public final class ComponentNames {

  private static final Map<String, String> KOREAN =
      Map.ofEntries(
          Map.entry("embedding", "임베딩"),
          Map.entry("lm-head", "출력층"),
          Map.entry("norms", "정규화"),
          Map.entry("norm-gates", "정규화 게이트"),
          Map.entry("attention", "어텐션"),
          Map.entry("linear-attention", "선형 어텐션"),
          Map.entry("mlp", "MLP"),
          Map.entry("experts", "전문가"),
          Map.entry("shared-experts", "공유 전문가"),
          Map.entry("router", "라우터"),
          Map.entry("hyper-connections", "하이퍼 커넥션"),
          Map.entry("prediction", "다중 토큰 예측"),
          Map.entry("vision", "비전"),
          Map.entry("audio", "오디오"),
          Map.entry("projector", "연결층"),
          Map.entry("stem", "입력층"),
          Map.entry("fixed", "정해진 값"),
          Map.entry("other", "기타"));

  private ComponentNames() {}

  /**
   * Returns the name of a component such as {@code vision.mlp}; parts of the name that no language
   * has a word for stay as they are.
   */
  public static String of(String component, Language language) {
    if (language != Language.KO) {
      return component;
    }
    int dot = component.indexOf('.');
    return dot > 0
        ? of(component.substring(0, dot), language)
            + " "
            + of(component.substring(dot + 1), language)
        : KOREAN.getOrDefault(component, component);
  }
}
