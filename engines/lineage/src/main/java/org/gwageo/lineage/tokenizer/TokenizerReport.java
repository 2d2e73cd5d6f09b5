package org.gwageo.lineage.tokenizer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * What comparing two tokenizers gave. It stands beside the report on the weights and never enters
 * its grade.
 *
 * @param grade the grade
 * @param subjectKind bpe, unigram, wordpiece or list
 * @param referenceKind bpe, unigram, wordpiece or list
 * @param subject the digest of the subject's file
 * @param reference the digest of the reference's file
 * @param orders the orders compared: as learned, and by id where that is another one
 * @param idShift the commonest difference of a token's two ids
 * @param surroundings whether normaliser, pre-tokenizer, byte order and added tokens agree
 * @param overlap how many tokens both have, which is not evidence
 */
public record TokenizerReport(
    TokenizerGrade grade,
    String subjectKind,
    String referenceKind,
    Digest subject,
    Digest reference,
    List<OrderComparison> orders,
    Map<String, Object> idShift,
    Map<String, Object> surroundings,
    Map<String, Object> overlap) {

  /** The version of the report's format and of the method behind its numbers. */
  public static final String FORMAT = "gwageo-tokenizer/1";

  /** Copies the collections. */
  public TokenizerReport {
    orders = List.copyOf(orders);
    idShift = Map.copyOf(idShift);
    surroundings = Map.copyOf(surroundings);
    overlap = Map.copyOf(overlap);
  }

  /** Returns the comparison that decided the grade. */
  public OrderComparison strongest() {
    return orders.stream()
        .min(
            Comparator.comparing(TokenizerGrade::of)
                .thenComparing(Comparator.comparingDouble(OrderComparison::z).reversed()))
        .orElseThrow();
  }

  /** Returns the report as canonical JSON; the same inputs give the same bytes. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the report as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("grade", grade.id());
    tree.put("identicalFiles", subject.equals(reference));
    tree.put(
        "inputs",
        List.of(
            input("subject", subjectKind, subject), input("reference", referenceKind, reference)));
    tree.put("orders", orders.stream().map(OrderComparison::toTree).toList());
    tree.put("idShift", idShift);
    tree.put("surroundings", surroundings);
    tree.put("notEvidence", Map.of("vocabularyOverlap", overlap));
    tree.put("sentence", Map.of("ko", korean(), "en", english()));
    return tree;
  }

  private static Map<String, Object> input(String as, String kind, Digest digest) {
    return Map.of("as", as, "kind", kind, "digest", digest.toString());
  }

  /** Returns the result in one or two plain Korean sentences. */
  public String korean() {
    var best = strongest();
    return switch (grade) {
      case DERIVED_ORDER ->
          Figures.text(
              "공통 토큰 %d개가 우연으로는 생기지 않는 같은 순서로 놓여 있습니다(상승 비율 %.1f%%, z %.1f). 두 토크나이저는 출처가 같거나, 같은"
                  + " 말뭉치에서 같은 프로그램으로 학습되었습니다.",
              best.tokens(), 100 * best.share(), best.z());
      case INDICATED ->
          Figures.text(
              "공통 토큰 %d개의 순서가 우연보다 더 일치하거나 뒤집혀 있습니다(z %.1f). 사람이 확인해야 합니다.",
              best.tokens(), best.z());
      case NOT_FOUND ->
          Figures.text(
              "공통 토큰 %d개의 순서에서 같은 출처의 흔적을 찾지 못했습니다(상승 비율 %.1f%%, z %.1f). 공통 토큰의 비율은 증거가 아닙니다.",
              best.tokens(), 100 * best.share(), best.z());
      case UNTESTABLE -> "공통 토큰이 %d개뿐이거나 목록이 가나다·알파벳 순서라서 순서를 검정할 수 없습니다.".formatted(best.tokens());
    };
  }

  /** Returns the result in one or two plain English sentences. */
  public String english() {
    var best = strongest();
    return switch (grade) {
      case DERIVED_ORDER ->
          Figures.text(
              "%d common tokens stand in one order that chance does not produce (%.1f %% of"
                  + " neighbours ascend, z %.1f): the tokenizers have a common source, or were"
                  + " learned with one program from one corpus.",
              best.tokens(), 100 * best.share(), best.z());
      case INDICATED ->
          Figures.text(
              "The order of %d common tokens agrees more than chance explains, or is reversed (z"
                  + " %.1f); a person has to look at it.",
              best.tokens(), best.z());
      case NOT_FOUND ->
          Figures.text(
              "No trace of a common source in the order of %d common tokens (%.1f %% of neighbours"
                  + " ascend, z %.1f); the share of common tokens is not evidence.",
              best.tokens(), 100 * best.share(), best.z());
      case UNTESTABLE ->
          "The order cannot be tested: there are only %d common tokens, or the lists follow the alphabet."
              .formatted(best.tokens());
    };
  }
}
