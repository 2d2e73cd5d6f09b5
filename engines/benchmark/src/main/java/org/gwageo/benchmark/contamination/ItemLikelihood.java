package org.gwageo.benchmark.contamination;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.zip.Deflater;
import org.gwageo.benchmark.statistics.Clusters;
import org.jspecify.annotations.Nullable;

/**
 * How likely a model finds an item's text, token by token. Needs an endpoint that returns the log
 * probabilities of a prompt.
 *
 * <p>Three readings of it, each greater for a text that was seen: {@link #minK}, {@link #zlibRatio}
 * and {@link #lowerCaseRatio}. None means anything alone; they are compared with control items of
 * the same kind that were written after the model was finished.
 *
 * @param item the item's id
 * @param cluster the number of the group that the item belongs to
 * @param text the text
 * @param logProbabilities the natural logarithm of each token's probability, at least one
 * @param lowerCase the same for the text in lower case; null if it was not asked
 */
public record ItemLikelihood(
    String item,
    int cluster,
    String text,
    List<Double> logProbabilities,
    @Nullable List<Double> lowerCase) {

  /** The share of tokens that Min-K% looks at where none is named. */
  public static final double MIN_K_SHARE = 0.2;

  /** Copies the lists and checks the numbers. */
  public ItemLikelihood {
    logProbabilities = checked(item, logProbabilities);
    lowerCase = lowerCase == null ? null : checked(item, lowerCase);
  }

  private static List<Double> checked(String item, List<Double> logs) {
    if (logs.isEmpty() || logs.stream().anyMatch(log -> !(log <= 0) || Double.isInfinite(log))) {
      throw new IllegalArgumentException(
          "item " + item + " needs finite log probabilities up to 0, at least 1 of them");
    }
    return List.copyOf(logs);
  }

  /**
   * Returns the mean of the lowest log probabilities (Shi et al. 2023, <a
   * href="https://arxiv.org/abs/2310.16789">Detecting Pretraining Data</a>).
   *
   * @param share the share of tokens, above 0 and up to 1; at least one token counts
   */
  public double minK(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of tokens lies above 0 and up to 1: " + share);
    }
    double[] sorted = logProbabilities.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int lowest = Math.max(1, (int) (sorted.length * share));
    return Arrays.stream(sorted, 0, lowest).sum() / lowest;
  }

  /**
   * Returns the total log probability divided by the length of the text when compressed: bytes of
   * zlib's format at level 6 (Carlini et al. 2021, section 5.2).
   */
  public double zlibRatio() {
    return sum(logProbabilities) / compressedLength(text);
  }

  static int compressedLength(String text) {
    try (var deflater = new Deflater(6)) {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      byte[] block = new byte[8192];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(block);
      }
      return length;
    }
  }

  /** Returns whether the text changes in lower case at all; Hangul does not. */
  public boolean hasCapitals() {
    return !text.toLowerCase(Locale.ROOT).equals(text);
  }

  /**
   * Returns the log probability in lower case divided by that of the text as it is: 1 for a text of
   * which the case does not matter, more for one whose capitals were expected.
   *
   * @throws IllegalArgumentException if the text has no capitals or was not asked in lower case
   */
  public double lowerCaseRatio() {
    if (lowerCase == null || !hasCapitals()) {
      throw new IllegalArgumentException(
          "item " + item + " has no capital letters or no log probabilities in lower case");
    }
    return sum(lowerCase) / Math.min(sum(logProbabilities), -1e-12);
  }

  private static double sum(List<Double> logs) {
    return logs.stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * Tests one reading of items against control items.
   *
   * @param test {@link ContaminationTest#MIN_K}, {@link ContaminationTest#ZLIB_RATIO} or {@link
   *     ContaminationTest#LOWER_CASE_RATIO}; the last leaves out items without capitals
   * @param control items of the same kind that the model cannot have seen
   * @throws IllegalArgumentException for another test, or if either side forms fewer than 2 groups
   */
  public static Finding finding(
      ContaminationTest test,
      String entrant,
      String task,
      List<ItemLikelihood> items,
      List<ItemLikelihood> control,
      long seed) {
    return Finding.of(
        test,
        entrant,
        task,
        Effect.area(sample(test, items), sample(test, control), seed),
        control.size() + " control items written after the model was finished");
  }

  private static Effect.Sample sample(ContaminationTest test, List<ItemLikelihood> items) {
    ToDoubleFunction<ItemLikelihood> reading =
        switch (test) {
          case MIN_K -> item -> item.minK(MIN_K_SHARE);
          case ZLIB_RATIO -> ItemLikelihood::zlibRatio;
          case LOWER_CASE_RATIO -> ItemLikelihood::lowerCaseRatio;
          case PERMUTED_CHOICES,
              GUIDED_COMPLETION,
              CHOICE_RECALL,
              PUBLIC_TWIN,
              CORPUS_OVERLAP,
              ITEM_ORDER ->
              throw new IllegalArgumentException(test.word() + " is no reading of likelihoods");
        };
    List<ItemLikelihood> used =
        test == ContaminationTest.LOWER_CASE_RATIO
            ? items.stream().filter(i -> i.hasCapitals() && i.lowerCase() != null).toList()
            : items;
    return new Effect.Sample(
        used.stream().mapToDouble(reading).toArray(),
        Clusters.of(used.stream().mapToInt(ItemLikelihood::cluster).toArray()));
  }
}
