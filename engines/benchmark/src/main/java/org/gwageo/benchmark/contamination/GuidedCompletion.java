package org.gwageo.benchmark.contamination;

import java.util.List;
import org.gwageo.benchmark.statistics.Clusters;

/**
 * The test that asks for the second half of an item, once with the data set named and once without
 * (Golchin and Surdeanu 2023, <a href="https://arxiv.org/abs/2308.08493">Time Travel in LLMs</a>).
 * What a model can guess it guesses both times; what it remembers of the data set comes back more
 * exactly when the data set is named.
 */
public final class GuidedCompletion {

  private static final int SHORTEST = 20;

  private GuidedCompletion() {}

  /**
   * Returns the guided and the control question about an item.
   *
   * @throws IllegalArgumentException if the item's question has fewer than 20 letters and digits
   */
  public static List<Probe> probes(ProbedItem item) {
    int length = Overlap.letters(item.question()).length;
    if (length < SHORTEST) {
      throw new IllegalArgumentException(
          "item "
              + item.id()
              + " needs a question of at least "
              + SHORTEST
              + " letters and digits for this test, not "
              + length);
    }
    int cut = middle(item.question());
    String first = item.question().substring(0, cut);
    String second = item.question().substring(cut);
    String guided =
        "다음은 공개된 평가 데이터 세트 \""
            + item.source()
            + "\"에 있는 문항의 앞부분입니다. 데이터 세트에 실린 그대로 뒷부분을 이어 쓰십시오. 뒷부분만 쓰십시오.\n"
            + "This is the first part of an item of the data set \""
            + item.source()
            + "\". Write its second part exactly as it stands there, and nothing else.\n\n"
            + first;
    String control =
        "다음은 어떤 글의 앞부분입니다. 자연스럽게 뒷부분을 이어 쓰십시오. 뒷부분만 쓰십시오.\n"
            + "This is the first part of a text. Write a second part that fits, and nothing"
            + " else.\n\n"
            + first;
    return List.of(
        new Probe(ContaminationTest.GUIDED_COMPLETION, item.id(), "guided", guided, second),
        new Probe(ContaminationTest.GUIDED_COMPLETION, item.id(), "control", control, second));
  }

  /** The white space nearest to the middle, or the middle itself where there is none near. */
  private static int middle(String text) {
    int middle = text.length() / 2;
    for (int away = 0; away < text.length() / 4; away++) {
      if (Character.isWhitespace(text.charAt(middle - away))) {
        return middle - away;
      }
      if (Character.isWhitespace(text.charAt(middle + away))) {
        return middle + away;
      }
    }
    return Character.isLowSurrogate(text.charAt(middle)) ? middle + 1 : middle;
  }

  /**
   * What came back.
   *
   * @param item the item's id
   * @param cluster the number of the group that the item belongs to
   * @param expected the true second half
   * @param guided the reply when the data set was named
   * @param control the reply when it was not
   */
  public record Replies(String item, int cluster, String expected, String guided, String control) {

    double gain() {
      return Overlap.of(expected, guided) - Overlap.of(expected, control);
    }
  }

  /**
   * Returns the overlap of a reply with the true text, from 0 to 1: the F-measure of the longest
   * common subsequence of letters and digits.
   */
  public static double overlap(String expected, String reply) {
    return Overlap.of(expected, reply);
  }

  /**
   * Tests whether naming the data set brings more back.
   *
   * @throws IllegalArgumentException if the items form fewer than 2 groups
   */
  public static Finding finding(String entrant, String task, List<Replies> replies, long seed) {
    return Finding.of(
        ContaminationTest.GUIDED_COMPLETION,
        entrant,
        task,
        Effect.paired(
            new Effect.Sample(
                replies.stream().mapToDouble(Replies::gain).toArray(),
                Clusters.of(replies.stream().mapToInt(Replies::cluster).toArray())),
            seed),
        "the same items without the name of the data set");
  }
}
