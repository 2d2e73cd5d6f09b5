package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Exact match and F1 of answers that may have several parts, as in DROP: parts are paired so that
 * the sum of their F1 is greatest, and a part with a number pairs only with one that has the same.
 *
 * <p>Source: D. Dua and others, DROP, NAACL 2019, section 5. F1 of one answer is rounded to two
 * digits, as the official program does.
 *
 * @param exactMatch 1 or 0
 * @param f1 0 to 1
 */
public record DropAnswer(double exactMatch, double f1) {

  private static final int MOST_PARTS = 200;
  private static final Pattern ARTICLES =
      Pattern.compile("\\b(?:a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:(?:\\d{1,400}(?:\\.\\d{0,400})?|\\.\\d{1,400})(?:e[-+]?\\d{1,8})?"
              + "|inf|infinity|nan)");
  private static final Pattern CUTS = Pattern.compile("[ -]");

  /**
   * Returns the best scores of {@code parts} over the right answers.
   *
   * @param parts the parts of the reply; those after the first 200 are left out
   * @param golds right answers, each a list of parts; answers with an empty first part are passed
   *     over
   * @throws IllegalArgumentException if there is no right answer, or one without parts
   */
  public static DropAnswer of(List<String> parts, List<List<String>> golds) {
    if (golds.isEmpty() || golds.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "a reply needs at least 1 right answer of at least 1 part");
    }
    List<String> said = parts.isEmpty() ? List.of("") : parts;
    double exact = 0;
    double f1 = 0;
    for (List<String> gold : golds) {
      if (!gold.getFirst().isBlank()) {
        DropAnswer answer = pair(said.subList(0, Math.min(said.size(), MOST_PARTS)), gold);
        exact = Math.max(exact, answer.exactMatch());
        f1 = Math.max(f1, answer.f1());
      }
    }
    return new DropAnswer(exact, f1);
  }

  private static DropAnswer pair(List<String> said, List<String> gold) {
    List<String> left = gold.stream().map(DropAnswer::normalised).toList();
    List<String> right = said.stream().map(DropAnswer::normalised).toList();
    boolean exact = left.size() == right.size() && new HashSet<>(left).equals(new HashSet<>(right));
    int size = Math.max(left.size(), right.size());
    double[][] scores = new double[size][size];
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        scores[i][j] = f1(words(left.get(i)), words(right.get(j)));
      }
    }
    double mean = Assignment.greatest(scores) / size;
    return new DropAnswer(exact ? 1 : 0, Math.rint(mean * 100) / 100);
  }

  private static Set<String> words(String text) {
    return new LinkedHashSet<>(Words.split(text));
  }

  private static double f1(Set<String> gold, Set<String> said) {
    Set<String> numbers = new HashSet<>(gold);
    numbers.removeIf(word -> !NUMBER.matcher(word).matches());
    if (!numbers.isEmpty() && numbers.stream().noneMatch(said::contains)) {
      return 0;
    }
    long common = gold.stream().filter(said::contains).count();
    double precision = said.isEmpty() ? 1 : (double) common / said.size();
    double recall = gold.isEmpty() ? 1 : (double) common / gold.size();
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Returns the text in lower case, without punctuation and articles, numbers in one form. */
  static String normalised(String answer) {
    List<String> tokens = new ArrayList<>();
    for (String token : CUTS.split(answer.toLowerCase(Locale.ROOT), -1)) {
      String bare = isNumber(token) ? token : ShortAnswer.withoutPunctuation(token);
      String fixed = isNumber(bare) ? Double.toString(Double.parseDouble(java(bare))) : bare;
      tokens.addAll(Words.split(ARTICLES.matcher(fixed).replaceAll(" ")));
    }
    return String.join(" ", tokens).toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(String token) {
    return NUMBER.matcher(token.strip()).matches();
  }

  private static String java(String token) {
    String text = token.strip();
    return text.endsWith("nan")
        ? "NaN"
        : text.replace("infinity", "inf").replace("inf", "Infinity");
  }

  /** The pairing of rows and columns with the greatest sum. */
  private static final class Assignment {
    /** Returns that sum; the method is the Hungarian one with potentials, in cubic time. */
    static double greatest(double[][] scores) {
      int n = scores.length;
      double[] rowPotential = new double[n + 1];
      double[] columnPotential = new double[n + 1];
      int[] rowOf = new int[n + 1];
      for (int row = 1; row <= n; row++) {
        assign(scores, row, rowPotential, columnPotential, rowOf);
      }
      double sum = 0;
      for (int column = 1; column <= n; column++) {
        sum += scores[rowOf[column] - 1][column - 1];
      }
      return sum;
    }

    private static void assign(double[][] scores, int row, double[] u, double[] v, int[] rowOf) {
      int n = scores.length;
      int[] before = new int[n + 1];
      double[] slack = new double[n + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] seen = new boolean[n + 1];
      rowOf[0] = row;
      int column = 0;
      do {
        seen[column] = true;
        int at = rowOf[column];
        int next = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= n; j++) {
          if (!seen[j]) {
            double cost = -scores[at - 1][j - 1] - u[at] - v[j];
            if (cost < slack[j]) {
              slack[j] = cost;
              before[j] = column;
            }
            if (slack[j] < least) {
              least = slack[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= n; j++) {
          if (seen[j]) {
            u[rowOf[j]] += least;
            v[j] -= least;
          } else {
            slack[j] -= least;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        rowOf[column] = rowOf[before[column]];
        column = before[column];
      }
    }
  }
}
