package org.gwageo.benchmark.judge;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The grades that a judge may give. */
public sealed interface Scale {

  /** Returns the grade that {@code word} stands for; empty if it is none of the scale. */
  Optional<Grade> read(String word);

  /** Returns in English what may stand in a verdict line. */
  String description();

  /** Returns the scale as the tree of its canonical form. */
  Map<String, Object> toTree();

  /**
   * Points from {@code least} to {@code greatest} in steps.
   *
   * @param least the least points
   * @param greatest the greatest points
   * @param step the distance between neighbouring grades
   */
  record Points(BigDecimal least, BigDecimal greatest, BigDecimal step) implements Scale {

    /** Agreement with people is measured over at most 50 grades. */
    private static final int MOST_STEPS = 49;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}(?:\\.[0-9]{1,6})?");

    /** Checks that the steps lead from the least to the greatest points, in at most 49. */
    public Points {
      if (step.signum() <= 0
          || greatest.compareTo(least) <= 0
          || greatest.subtract(least).remainder(step).signum() != 0
          || greatest.subtract(least).divide(step).compareTo(BigDecimal.valueOf(MOST_STEPS)) > 0) {
        throw new IllegalArgumentException(
            "points run from a least to a greatest value in 1 to 49 equal steps, not from "
                + least
                + " to "
                + greatest
                + " by "
                + step);
      }
    }

    private int index(BigDecimal points) {
      return points.subtract(least).divide(step).intValueExact();
    }

    /** Returns whole points. */
    public static Points whole(int least, int greatest) {
      return new Points(BigDecimal.valueOf(least), BigDecimal.valueOf(greatest), BigDecimal.ONE);
    }

    @Override
    public Optional<Grade> read(String word) {
      if (!NUMBER.matcher(word).matches()) {
        return Optional.empty();
      }
      BigDecimal points = new BigDecimal(word);
      boolean onScale =
          points.compareTo(least) >= 0
              && points.compareTo(greatest) <= 0
              && points.subtract(least).remainder(step).signum() == 0;
      return onScale ? Optional.of(new Grade.Points(points)) : Optional.empty();
    }

    @Override
    public String description() {
      return "a number from " + least + " to " + greatest + " in steps of " + step;
    }

    @Override
    public Map<String, Object> toTree() {
      var tree = new TreeMap<String, Object>();
      tree.put("kind", "points");
      tree.put("least", least);
      tree.put("greatest", greatest);
      tree.put("step", step);
      return tree;
    }
  }

  /**
   * One of several labels.
   *
   * @param labels the labels, the best first where they have an order, with the score of each
   */
  record Labels(List<Scored> labels) implements Scale {

    /**
     * A label and what it is worth.
     *
     * @param label a word of letters, digits, hyphens and underscores
     * @param score from 0 to 1
     */
    public record Scored(String label, double score) {

      private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]{1,40}");

      /** Checks the word and the score. */
      public Scored {
        if (!WORD.matcher(label).matches() || !(score >= 0 && score <= 1)) {
          throw new IllegalArgumentException(
              "a label is a word of up to 40 letters worth 0 to 1, not \""
                  + label
                  + "\" worth "
                  + score);
        }
      }
    }

    /** Copies the labels and refuses doubles. */
    public Labels {
      labels = List.copyOf(labels);
      if (labels.size() < 2
          || labels.stream().map(Scored::label).distinct().count() < labels.size()) {
        throw new IllegalArgumentException(
            "a scale has at least 2 labels, all different, not " + labels);
      }
    }

    @Override
    public Optional<Grade> read(String word) {
      return labels.stream()
          .filter(scored -> scored.label().equals(word))
          .findFirst()
          .map(scored -> new Grade.Label(scored.label()));
    }

    @Override
    public String description() {
      return "one of " + String.join(", ", labels.stream().map(Scored::label).toList());
    }

    @Override
    public Map<String, Object> toTree() {
      return Map.of(
          "kind",
          "labels",
          "labels",
          labels.stream().map(s -> Map.of("label", s.label(), "score", s.score())).toList());
    }
  }

  /** Which of two replies is better, or neither. */
  record Pairwise() implements Scale {

    @Override
    public Optional<Grade> read(String word) {
      return Arrays.stream(Grade.Preference.values())
          .filter(preference -> preference.word().equals(word))
          .findFirst()
          .map(preference -> preference);
    }

    @Override
    public String description() {
      return "A if the first reply is better, B if the second is, TIE if neither is";
    }

    @Override
    public Map<String, Object> toTree() {
      return Map.of("kind", "pairwise");
    }
  }

  /** Returns how many grades there are. */
  default int size() {
    return switch (this) {
      case Points points -> points.index(points.greatest) + 1;
      case Labels labels -> labels.labels.size();
      case Pairwise _ -> Grade.Preference.values().length;
    };
  }

  /**
   * Returns the place of a grade in the scale, from 0.
   *
   * @throws IllegalArgumentException if the grade is none of this scale
   */
  default int index(Grade grade) {
    if (read(grade.word()).isEmpty()) {
      throw new IllegalArgumentException("the scale is " + description() + ", not " + grade.word());
    }
    return switch (this) {
      case Points points -> points.index(new BigDecimal(grade.word()));
      case Labels labels ->
          labels.labels.stream().map(Labels.Scored::label).toList().indexOf(grade.word());
      case Pairwise _ ->
          Arrays.stream(Grade.Preference.values())
              .map(Grade.Preference::word)
              .toList()
              .indexOf(grade.word());
    };
  }

  /**
   * Returns what a grade is worth, from 0 to 1; a preference is worth 1 to the first reply.
   *
   * @throws IllegalArgumentException if the grade is none of this scale
   */
  default double worth(Grade grade) {
    int index = index(grade);
    return switch (this) {
      case Points points -> (double) index / (points.size() - 1);
      case Labels labels -> labels.labels.get(index).score();
      case Pairwise _ ->
          grade == Grade.Preference.FIRST ? 1 : grade == Grade.Preference.SECOND ? 0 : 0.5;
    };
  }
}
