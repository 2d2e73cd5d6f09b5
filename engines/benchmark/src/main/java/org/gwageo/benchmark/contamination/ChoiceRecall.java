package org.gwageo.benchmark.contamination;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.statistics.Clusters;

/**
 * The test that asks for the text of a wrong choice without showing any choice. A right answer can
 * be worked out, a wrong one has to be remembered (Deng et al. 2023, <a
 * href="https://arxiv.org/abs/2311.09783">Investigating Data Contamination</a>).
 */
public final class ChoiceRecall {

  private ChoiceRecall() {}

  /** Returns a question about each wrong choice. */
  public static List<Probe> probes(ProbedItem item) {
    item.needChoices();
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < item.choices().size(); i++) {
      if (i != item.gold()) {
        char letter = (char) ('A' + i);
        String prompt =
            "다음은 평가 데이터 세트 \""
                + item.source()
                + "\"의 객관식 문항입니다. 선택지는 보여 드리지 않습니다. 선택지 "
                + letter
                + "의 글을 실린 그대로 쓰십시오. 그 글만 쓰십시오.\n"
                + "This is a multiple-choice item of the data set \""
                + item.source()
                + "\" without its choices. Write the text of choice "
                + letter
                + " exactly as it stands there, and nothing else.\n\n"
                + item.question();
        probes.add(
            new Probe(
                ContaminationTest.CHOICE_RECALL,
                item.id(),
                "recall-" + letter,
                prompt,
                item.choices().get(i)));
      }
    }
    return List.copyOf(probes);
  }

  /**
   * What came back.
   *
   * @param item the item's id
   * @param cluster the number of the group that the item belongs to; questions about the choices of
   *     one item belong together
   * @param expected the choice
   * @param reply the reply
   */
  public record Recalled(String item, int cluster, String expected, String reply) {

    double overlap() {
      return Overlap.of(expected, reply);
    }
  }

  /**
   * Tests whether choices come back better than those of control items, of which none can have been
   * seen. Without control items there is nothing to compare with: how well a choice can be guessed
   * depends on the items.
   *
   * @throws IllegalArgumentException if either side forms fewer than 2 groups
   */
  public static Finding finding(
      String entrant, String task, List<Recalled> recalled, List<Recalled> control, long seed) {
    return Finding.of(
        ContaminationTest.CHOICE_RECALL,
        entrant,
        task,
        Effect.difference(sample(recalled), sample(control), seed),
        control.size() + " choices of control items");
  }

  private static Effect.Sample sample(List<Recalled> recalled) {
    return new Effect.Sample(
        recalled.stream().mapToDouble(Recalled::overlap).toArray(),
        Clusters.of(recalled.stream().mapToInt(Recalled::cluster).toArray()));
  }
}
