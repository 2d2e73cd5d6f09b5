package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Exact match and F1 of short answers, by the rules of SQuAD and of KorQuAD 1.0. */
public enum ShortAnswer implements ReplyMetric {
  /**
   * SQuAD: equal in lower case without ASCII punctuation, English articles and surplus space (P.
   * Rajpurkar and others, EMNLP 2016).
   */
  SQUAD_EM("squad-em"),
  /** SQuAD: F1 of the words that remain; 1 if none remains on both sides. */
  SQUAD_F1("squad-f1"),
  /**
   * KorQuAD 1.0: equal after quotes and brackets became spaces, in lower case without ASCII
   * punctuation and surplus space. Texts are first brought to Unicode form NFC, without which
   * Hangul from some systems never equals any.
   */
  KORQUAD_EM("korquad-em"),
  /** KorQuAD 1.0: F1 of the characters that remain, spaces left out. */
  KORQUAD_F1("korquad-f1");

  private static final Pattern ARTICLES =
      Pattern.compile("\\b(?:a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String KOREAN_MARKS = "'\"《》<>〈〉()‘’";

  private final String word;

  ShortAnswer(String word) {
    this.word = word;
  }

  private double one(String reply, String gold) {
    return switch (this) {
      case SQUAD_EM -> squad(reply).equals(squad(gold)) ? 1 : 0;
      case SQUAD_F1 -> f1(Words.split(squad(reply)), Words.split(squad(gold)));
      case KORQUAD_EM -> korquad(reply).equals(korquad(gold)) ? 1 : 0;
      case KORQUAD_F1 ->
          f1(
              Tokenisation.CHARACTERS.tokens(korquad(reply)),
              Tokenisation.CHARACTERS.tokens(korquad(gold)));
    };
  }

  @Override
  public String word() {
    return word;
  }

  private static String squad(String text) {
    String bare = withoutPunctuation(text.toLowerCase(Locale.ROOT));
    return Words.squeezed(ARTICLES.matcher(bare).replaceAll(" "));
  }

  private static String korquad(String text) {
    StringBuilder marked = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .chars()
        .forEach(c -> marked.append(KOREAN_MARKS.indexOf(c) >= 0 ? ' ' : (char) c));
    return Words.squeezed(withoutPunctuation(marked.toString().toLowerCase(Locale.ROOT)));
  }

  static String withoutPunctuation(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.chars()
        .filter(c -> Words.ASCII_PUNCTUATION.indexOf(c) < 0)
        .forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  /** Returns the F1 of two bags of tokens. */
  static double f1(List<String> reply, List<String> gold) {
    if (reply.isEmpty() || gold.isEmpty()) {
      return reply.isEmpty() && gold.isEmpty() ? 1 : 0;
    }
    Words.Numbers numbers = new Words.Numbers();
    Grams grams = new Grams(1);
    int[] known = numbers.learn(gold);
    grams.learn(known);
    long common = grams.matches(grams.counts(numbers.of(reply)), grams.counts(known))[0];
    if (common == 0) {
      return 0;
    }
    double precision = (double) common / reply.size();
    double recall = (double) common / gold.size();
    return 2 * precision * recall / (precision + recall);
  }

  @Override
  public double score(String reply, List<String> golds) {
    Signatures.referenced(golds);
    double best = 0;
    for (String gold : golds) {
      best = Math.max(best, one(reply, gold));
    }
    return best;
  }
}
