package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ROUGE: F1 of n-grams, or of the longest common subsequence, of a reply and a reference.
 *
 * <p>Source: C.-Y. Lin, ROUGE, 2004. With {@link Tokenisation#ASCII} equal to the Python package
 * rouge_score 0.1.2 without a stemmer, where Hangul counts for nothing; with characters or
 * morphemes, texts are in Unicode form NFC and lower case, and tokens without a letter or digit are
 * left out.
 *
 * @param kind what is compared
 * @param tokenisation ASCII, characters or morphemes
 */
public record Rouge(Kind kind, Tokenisation tokenisation) implements ReplyMetric {

  /** What is compared. */
  public enum Kind {
    /** Single tokens. */
    ROUGE_1("rouge1"),
    /** Pairs of neighbours. */
    ROUGE_2("rouge2"),
    /** The longest common subsequence. */
    ROUGE_L("rougeL"),
    /**
     * For each line of the reference, the union of its longest common subsequences with all lines.
     */
    ROUGE_L_SUM("rougeLsum");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Checks the tokenisation. */
  public Rouge {
    if (tokenisation == Tokenisation.WORDS || tokenisation == Tokenisation.MT13A) {
      throw new IllegalArgumentException(
          "ROUGE is defined on ascii, char and nori, not on " + tokenisation.word());
    }
  }

  /**
   * Precision, recall and their harmonic mean, each from 0 to 1.
   *
   * @param precision share of the reply that the reference has
   * @param recall share of the reference that the reply has
   * @param f1 the harmonic mean
   */
  public record Scores(double precision, double recall, double f1) {
    private static final Scores NONE = new Scores(0, 0, 0);

    static Scores of(long common, long reply, long reference) {
      double precision = (double) common / Math.max(reply, 1);
      double recall = (double) common / Math.max(reference, 1);
      double sum = precision + recall;
      return new Scores(precision, recall, sum > 0 ? 2 * precision * recall / sum : 0);
    }
  }

  static Optional<Rouge> named(String name) {
    int dash = name.indexOf('-');
    String suffix = dash < 0 ? "ascii" : name.substring(dash + 1);
    String base = dash < 0 ? name : name.substring(0, dash);
    for (Tokenisation tokenisation :
        List.of(Tokenisation.ASCII, Tokenisation.CHARACTERS, Tokenisation.MORPHEMES)) {
      for (Kind kind : Kind.values()) {
        Rouge rouge = new Rouge(kind, tokenisation);
        if (kind.word.equals(base) && tokenisation.word().equals(suffix)) {
          return rouge.word().equals(name) ? Optional.of(rouge) : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String word() {
    return tokenisation == Tokenisation.ASCII ? kind.word : kind.word + "-" + tokenisation.word();
  }

  @Override
  public double score(String reply, List<String> golds) {
    return scores(reply, golds).f1();
  }

  /**
   * Returns the scores for the reference with the greatest F1.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public Scores scores(String reply, List<String> references) {
    Signatures.referenced(references);
    Scores best = scores(reply, references.getFirst());
    for (String reference : references.subList(1, references.size())) {
      Scores scores = scores(reply, reference);
      best = scores.f1() > best.f1() ? scores : best;
    }
    return best;
  }

  private Scores scores(String reply, String reference) {
    return switch (kind) {
      case ROUGE_1 -> grams(reply, reference, 1);
      case ROUGE_2 -> grams(reply, reference, 2);
      case ROUGE_L -> subsequence(reply, reference);
      case ROUGE_L_SUM -> lines(reply, reference);
    };
  }

  private List<String> tokens(String text) {
    if (tokenisation == Tokenisation.ASCII) {
      return tokenisation.tokens(text);
    }
    if (text.isBlank()) {
      return List.of();
    }
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return tokenisation.tokens(plain).stream()
        .filter(token -> token.codePoints().anyMatch(Character::isLetterOrDigit))
        .toList();
  }

  private Scores grams(String reply, String reference, int order) {
    Words.Numbers numbers = new Words.Numbers();
    Grams grams = new Grams(order);
    int[] known = numbers.learn(tokens(reference));
    int[] said = numbers.of(tokens(reply));
    grams.learn(known);
    long common = grams.matches(grams.counts(said), grams.counts(known))[order - 1];
    return Scores.of(common, Grams.total(said.length, order), Grams.total(known.length, order));
  }

  private Scores subsequence(String reply, String reference) {
    Words.Numbers numbers = new Words.Numbers();
    int[] known = numbers.learn(tokens(reference));
    int[] said = numbers.of(tokens(reply));
    return Scores.of(Alignment.commonLength(known, said), said.length, known.length);
  }

  private Scores lines(String reply, String reference) {
    Words.Numbers numbers = new Words.Numbers();
    List<int[]> known = new ArrayList<>();
    for (String line : reference.split("\n", -1)) {
      known.add(numbers.learn(tokens(line)));
    }
    List<int[]> said = new ArrayList<>();
    for (String line : reply.split("\n", -1)) {
      int[] symbols = numbers.of(tokens(line));
      if (symbols.length > 0) {
        said.add(symbols);
      }
    }
    long knownTokens = known.stream().mapToLong(line -> line.length).sum();
    long saidTokens = said.stream().mapToLong(line -> line.length).sum();
    if (knownTokens == 0 || saidTokens == 0) {
      return Scores.NONE;
    }
    Map<Integer, Integer> left = new HashMap<>();
    said.forEach(line -> count(line, left));
    long hits = 0;
    for (int[] line : known) {
      BitSet union = new BitSet();
      said.forEach(other -> union.or(Alignment.commonPositions(line, other)));
      // A token of the reply stands for one token of the reference only.
      hits += union.stream().filter(i -> left.merge(line[i], -1, Integer::sum) >= 0).count();
    }
    return Scores.of(hits, saidTokens, knownTokens);
  }

  private static void count(int[] line, Map<Integer, Integer> counts) {
    for (int symbol : line) {
      counts.merge(symbol, 1, Integer::sum);
    }
  }
}
