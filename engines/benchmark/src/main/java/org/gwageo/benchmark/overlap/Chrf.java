package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * chrF from 0 to 100: the F-score of character n-grams, white space left out, and for chrF++ of
 * word n-grams too; equal to sacrebleu 2.6.0. It needs no cutting into words and is the measure of
 * choice for Korean.
 *
 * <p>Source: M. Popović, chrF, WMT 2015; chrF++, WMT 2017. Precisions and recalls are averaged over
 * the orders that occur in both texts. Of several references the best one for the reply counts.
 *
 * @param characters the longest character n-gram, 1 to 20
 * @param words the longest word n-gram, 0 to 8
 * @param beta the weight of recall, 1 to 10
 * @param lowercase whether case is ignored
 */
public record Chrf(int characters, int words, int beta, boolean lowercase) implements CorpusMetric {

  /** Checks the ranges. */
  public Chrf {
    if (characters < 1 || characters > 20 || words < 0 || words > 8 || beta < 1 || beta > 10) {
      throw new IllegalArgumentException(
          "chrF: characters "
              + characters
              + ", words "
              + words
              + ", beta "
              + beta
              + " are not within 1 to 20, 0 to 8, 1 to 10");
    }
  }

  /** Returns chrF with character n-grams up to 6 and beta 2. */
  public static Chrf standard() {
    return new Chrf(6, 0, 2, false);
  }

  /** Returns chrF++: the standard one with word n-grams up to 2. */
  public static Chrf plusPlus() {
    return new Chrf(6, 2, 2, false);
  }

  @Override
  public String word() {
    return "chrf" + "+".repeat(words);
  }

  @Override
  public String signature(int references) {
    return Signatures.of(
        references,
        "case:"
            + (lowercase ? "lc" : "mixed")
            + "|eff:yes|nc:"
            + characters
            + "|nw:"
            + words
            + "|space:no");
  }

  @Override
  public int width() {
    return 3 * (characters + words);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /** Returns for each order the n-grams of the reply, of the reference, and in both. */
  @Override
  public double[] statistics(String reply, List<String> references) {
    Signatures.referenced(references);
    String text = cased(reply);
    int[] replyCharacters = symbols(text);
    List<String> replyWords = words > 0 ? separated(text) : List.of();
    double[] best = new double[width()];
    double highest = -1;
    for (String reference : references) {
      double[] statistics = new double[width()];
      int[] symbols = symbols(cased(reference));
      compare(replyCharacters, symbols, characters, statistics, 0);
      if (words > 0) {
        Words.Numbers numbers = new Words.Numbers();
        int[] known = numbers.learn(separated(cased(reference)));
        compare(numbers.of(replyWords), known, words, statistics, 3 * characters);
      }
      double score = score(statistics);
      if (score > highest) {
        highest = score;
        best = statistics;
      }
    }
    return best;
  }

  private static void compare(
      int[] reply, int[] reference, int orders, double[] statistics, int from) {
    Grams grams = new Grams(orders);
    grams.learn(reference);
    long[] matches = grams.matches(grams.counts(reply), grams.counts(reference));
    for (int order = 1; order <= orders; order++) {
      long known = Grams.total(reference.length, order);
      int at = from + 3 * (order - 1);
      // An order that the reference lacks says nothing against the reply.
      statistics[at] = known > 0 ? Grams.total(reply.length, order) : 0;
      statistics[at + 1] = known;
      statistics[at + 2] = matches[order - 1];
    }
  }

  private String cased(String text) {
    return lowercase ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static int[] symbols(String text) {
    return Words.withoutSpaces(text).codePoints().toArray();
  }

  /** Cuts one ASCII punctuation mark off the end, or else off the beginning, of each word. */
  private static List<String> separated(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Words.split(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (Words.ASCII_PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (Words.ASCII_PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  @Override
  public double score(double[] sums) {
    Signatures.wide(sums, width());
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < sums.length; i += 3) {
      if (sums[i] > 0 && sums[i + 1] > 0) {
        precision += sums[i + 2] / sums[i];
        recall += sums[i + 2] / sums[i + 1];
        orders++;
      }
    }
    if (orders == 0 || precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    double factor = (double) beta * beta;
    return 100 * (1 + factor) * precision * recall / (factor * precision + recall);
  }
}
