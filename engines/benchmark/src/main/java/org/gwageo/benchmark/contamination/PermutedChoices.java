package org.gwageo.benchmark.contamination;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.statistics.Clusters;

/**
 * The test that puts the choices of an item in other orders (CircularEval: all rotations, the right
 * answer moving along). A model that knows the answer loses nothing; one that learnt the published
 * letters does.
 */
public final class PermutedChoices {

  private PermutedChoices() {}

  /** Returns the item's question in the published order and in every rotation of it. */
  public static List<Probe> probes(ProbedItem item) {
    item.needChoices();
    int n = item.choices().size();
    List<Probe> probes = new ArrayList<>(n);
    for (int shift = 0; shift < n; shift++) {
      var prompt = new StringBuilder(item.question()).append('\n');
      for (int i = 0; i < n; i++) {
        prompt.append('\n').append(letter(i)).append(". ");
        prompt.append(item.choices().get((i + shift) % n));
      }
      prompt.append("\n\n정답 글자 하나만 쓰십시오. Answer with one letter only.");
      probes.add(
          new Probe(
              ContaminationTest.PERMUTED_CHOICES,
              item.id(),
              shift == 0 ? "published" : "rotation-" + shift,
              prompt.toString(),
              letter(Math.floorMod(item.gold() - shift, n))));
    }
    return List.copyOf(probes);
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index));
  }

  /**
   * How one item was answered.
   *
   * @param item the item's id
   * @param cluster the number of the group that the item belongs to, such as its passage
   * @param published whether it was answered rightly in the published order
   * @param others whether it was in each of the other orders, at least one
   */
  public record Answers(String item, int cluster, boolean published, List<Boolean> others) {

    /** Copies the list. */
    public Answers {
      others = List.copyOf(others);
      if (others.isEmpty()) {
        throw new IllegalArgumentException(
            "item " + item + " needs at least 1 other order of choices, not 0");
      }
    }

    double lost() {
      long right = others.stream().filter(Boolean::booleanValue).count();
      return (published ? 1 : 0) - (double) right / others.size();
    }
  }

  /** Returns the share of items that were right in every order: the CircularEval score. */
  public static double circularScore(List<Answers> answers) {
    return answers.stream().filter(a -> a.published() && !a.others().contains(false)).count()
        / (double) answers.size();
  }

  /**
   * Tests whether more is lost than nothing.
   *
   * @throws IllegalArgumentException if the items form fewer than 2 groups
   */
  public static Finding finding(String entrant, String task, List<Answers> answers, long seed) {
    return Finding.of(
        ContaminationTest.PERMUTED_CHOICES,
        entrant,
        task,
        Effect.paired(sample(answers), seed),
        "the same items in other orders");
  }

  /**
   * Tests whether more is lost than on control items, which takes a model's general liking for
   * letters out of the effect.
   *
   * @param control answers to items that cannot have been seen, in the same form
   */
  public static Finding finding(
      String entrant, String task, List<Answers> answers, List<Answers> control, long seed) {
    return Finding.of(
        ContaminationTest.PERMUTED_CHOICES,
        entrant,
        task,
        Effect.difference(sample(answers), sample(control), seed),
        "the same loss on " + control.size() + " control items");
  }

  private static Effect.Sample sample(List<Answers> answers) {
    return new Effect.Sample(
        answers.stream().mapToDouble(Answers::lost).toArray(),
        Clusters.of(answers.stream().mapToInt(Answers::cluster).toArray()));
  }
}
