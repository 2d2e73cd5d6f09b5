package org.gwageo.lineage.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Ascents counted over one selection of neighbouring pairs.
 *
 * @param pairs which pairs
 * @param count how many pairs
 * @param ascents in how many of them the other list's rank rises
 * @param z standard score under the Eulerian law
 * @param log10p log10 of the probability of at least as many ascents
 * @param log10pReversed log10 of the probability of at most as many
 */
public record Ascents(
    Pairs pairs, int count, int ascents, double z, double log10p, double log10pReversed) {

  /** A selection of neighbouring pairs of tokens; pairs of which one contains the other are out. */
  public enum Pairs {
    /** All of them. */
    ALL("all"),
    /** Those whose second token is later in the order of bytes. */
    ALPHABET_RISING("alphabet-rising"),
    /** Those whose second token is earlier in the order of bytes. */
    ALPHABET_FALLING("alphabet-falling"),
    /** Those whose second token has more bytes. */
    LENGTH_RISING("length-rising"),
    /** Those whose second token has fewer bytes. */
    LENGTH_FALLING("length-falling");

    private final String id;

    Pairs(String id) {
      this.id = id;
    }

    /** Returns the selection's name in files. */
    public String id() {
      return id;
    }

    boolean selects(String first, String second) {
      return switch (this) {
        case ALL -> true;
        case ALPHABET_RISING -> first.compareTo(second) < 0;
        case ALPHABET_FALLING -> first.compareTo(second) > 0;
        case LENGTH_RISING -> first.length() < second.length();
        case LENGTH_FALLING -> first.length() > second.length();
      };
    }
  }

  /**
   * Counts ascents of {@code ranks} along {@code tokens}.
   *
   * @param tokens the common tokens in the order of the one list, one character per byte
   * @param ranks their ranks in the other list, all different
   * @param nested which neighbours contain each other, from {@link #nested}
   */
  static Ascents of(Pairs pairs, List<String> tokens, int[] ranks, BitSet nested) {
    IntPredicate kept = i -> !nested.get(i) && pairs.selects(tokens.get(i), tokens.get(i + 1));
    var runs = new ArrayList<Integer>();
    int run = 0;
    int ascents = 0;
    for (int i = 0; i + 1 < ranks.length; i++) {
      if (kept.test(i)) {
        run++;
        ascents += ranks[i] < ranks[i + 1] ? 1 : 0;
      } else if (run > 0) {
        runs.add(run);
        run = 0;
      }
    }
    if (run > 0) {
      runs.add(run);
    }
    int count = runs.stream().mapToInt(Integer::intValue).sum();
    return new Ascents(
        pairs,
        count,
        ascents,
        EulerianLaw.z(runs, ascents),
        EulerianLaw.log10Upper(runs, ascents),
        EulerianLaw.log10Upper(runs, count - ascents));
  }

  /**
   * Returns for which i one of tokens i and i+1 contains the other. A token is made of earlier
   * tokens, so it follows whatever it contains in every list.
   */
  static BitSet nested(List<String> tokens) {
    var words = tokens.stream().map(String::strip).toList();
    var nested = new BitSet();
    for (int i = 0; i + 1 < words.size(); i++) {
      String a = words.get(i);
      String b = words.get(i + 1);
      nested.set(i, a.length() < b.length() ? b.contains(a) : a.contains(b));
    }
    return nested;
  }

  /** Returns the share of ascents, one half in unrelated lists. */
  public double share() {
    return count == 0 ? 0.5 : (double) ascents / count;
  }

  Map<String, Object> toTree() {
    return Map.of(
        "pairs", pairs.id(),
        "count", count,
        "ascents", ascents,
        "z", Figures.rounded(z),
        "log10p", Figures.rounded(log10p));
  }
}
