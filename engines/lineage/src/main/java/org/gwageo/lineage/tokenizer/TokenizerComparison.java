package org.gwageo.lineage.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares two tokenizers. */
public final class TokenizerComparison {

  private static final int MOST_LISTED = 40;

  /** Names that half of all tokenizers use, so that sharing them says nothing. */
  private static final Pattern USUAL =
      Pattern.compile(
          "</?s>|<unk>|<pad>|<mask>|<bos>|<eos>|\\[(CLS|SEP|PAD|UNK|MASK)\\]|\\[unused\\d+\\]"
              + "|<\\|(endoftext|im_start|im_end|begin_of_text|end_of_text)\\|>"
              + "|<\\|?(reserved_special_token|extra_id|extra|reserved)_?\\d+\\|?>"
              + "|\\s+");

  private TokenizerComparison() {}

  /**
   * Compares the order in which the tokens were learned, the ids, and what surrounds the tokens.
   */
  public static TokenizerReport compare(Tokenizer subject, Tokenizer reference) {
    var comparisons = new ArrayList<OrderComparison>();
    comparisons.add(compare(subject, subject.learned(), reference, reference.learned()));
    boolean ids =
        subject.learned() != Tokenizer.Order.IDS || reference.learned() != Tokenizer.Order.IDS;
    if (ids) {
      comparisons.add(compare(subject, Tokenizer.Order.IDS, reference, Tokenizer.Order.IDS));
    }
    var grade =
        comparisons.stream()
            .map(TokenizerGrade::of)
            .min(Comparator.naturalOrder())
            .orElse(TokenizerGrade.UNTESTABLE);
    return new TokenizerReport(
        grade,
        subject.kind(),
        reference.kind(),
        subject.digest(),
        reference.digest(),
        comparisons,
        idShift(subject, reference),
        surroundings(subject, reference),
        overlap(subject, reference));
  }

  private static OrderComparison compare(
      Tokenizer subject,
      Tokenizer.Order subjectOrder,
      Tokenizer reference,
      Tokenizer.Order referenceOrder) {
    return OrderComparison.of(
        subjectOrder, subject.ranks(subjectOrder), referenceOrder, reference.ranks(referenceOrder));
  }

  /** The commonest difference of the ids of a token, and how many tokens have it. */
  private static Map<String, Object> idShift(Tokenizer subject, Tokenizer reference) {
    Map<String, Integer> s = subject.ranks(Tokenizer.Order.IDS);
    Map<String, Integer> r = reference.ranks(Tokenizer.Order.IDS);
    var counts = new HashMap<Integer, Integer>();
    int common = 0;
    for (var token : s.entrySet()) {
      Integer other = r.get(token.getKey());
      if (other != null && Tokenizer.characters(token.getKey()) >= 2) {
        counts.merge(token.getValue() - other, 1, Integer::sum);
        common++;
      }
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("commonTokens", common);
    counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .ifPresent(
            shift -> {
              tree.put("commonest", shift.getKey());
              tree.put("tokensWithIt", shift.getValue());
            });
    return tree;
  }

  private static Map<String, Object> surroundings(Tokenizer subject, Tokenizer reference) {
    var tree = new LinkedHashMap<String, Object>();
    for (String trait : List.of("normalizer", "preTokenizer")) {
      String s = subject.traits().get(trait);
      String r = reference.traits().get(trait);
      tree.put(trait, s == null || r == null ? "not-stated" : s.equals(r) ? "same" : "different");
    }
    tree.put("byteOrder", byteOrder(subject, reference));
    var common = new TreeSet<>(subject.added());
    common.retainAll(reference.added());
    var unusual = common.stream().filter(token -> !USUAL.matcher(token).matches()).toList();
    tree.put(
        "addedTokens",
        Map.of(
            "subject", subject.added().size(),
            "reference", reference.added().size(),
            "common", common.size(),
            "commonUnusual", unusual.size(),
            "unusual", unusual.stream().limit(MOST_LISTED).toList()));
    return tree;
  }

  private static String byteOrder(Tokenizer subject, Tokenizer reference) {
    var common = new ArrayList<>(subject.singleBytes().keySet());
    common.retainAll(reference.singleBytes().keySet());
    if (common.size() < 2) {
      return "not-stated";
    }
    var bySubject = new ArrayList<>(common);
    bySubject.sort(Comparator.comparing(b -> subject.singleBytes().getOrDefault(b, 0)));
    common.sort(Comparator.comparing(b -> reference.singleBytes().getOrDefault(b, 0)));
    return common.equals(bySubject) ? "same" : "different";
  }

  private static Map<String, Object> overlap(Tokenizer subject, Tokenizer reference) {
    Map<String, Integer> s = subject.ranks(Tokenizer.Order.IDS);
    Map<String, Integer> r = reference.ranks(Tokenizer.Order.IDS);
    long common = s.keySet().stream().filter(r::containsKey).count();
    var tree = new LinkedHashMap<String, Object>();
    tree.put("subjectTokens", s.size());
    tree.put("referenceTokens", r.size());
    tree.put("commonTokens", common);
    tree.put("shareOfSubject", Figures.rounded(s.isEmpty() ? 0 : (double) common / s.size()));
    tree.put("shareOfReference", Figures.rounded(r.isEmpty() ? 0 : (double) common / r.size()));
    tree.put(
        "reason",
        "frequent words are frequent in every corpus, so tokenizers learned apart share most of"
            + " their tokens");
    return tree;
  }
}
