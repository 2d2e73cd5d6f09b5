package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gwageo.lineage.report.PairReading.Match;

/**
 * Consecutive layers of the subject that match layers of the reference with a constant distance.
 *
 * @param subject the subject's layers, such as {@code 0–5}
 * @param reference the reference's layers, such as {@code 1, 3, …, 11}
 * @param layers how many they are
 * @param weakest the smallest z among them
 */
record LayerRun(String subject, String reference, int layers, double weakest) {

  static List<LayerRun> of(List<Match> map) {
    List<Match> sorted =
        map.stream()
            .sorted(Comparator.comparingInt(Match::subject).thenComparingInt(Match::reference))
            .toList();
    var runs = new ArrayList<LayerRun>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || !continues(sorted, from, i)) {
        runs.add(run(sorted.subList(from, i)));
        from = i;
      }
    }
    return runs;
  }

  private static boolean continues(List<Match> sorted, int from, int i) {
    int step = sorted.get(i).reference() - sorted.get(i - 1).reference();
    int first = sorted.get(from + 1).reference() - sorted.get(from).reference();
    return sorted.get(i).subject() == sorted.get(i - 1).subject() + 1 && step == first && step >= 0;
  }

  private static LayerRun run(List<Match> run) {
    Match first = run.getFirst();
    Match last = run.getLast();
    double weakest = run.stream().mapToDouble(Match::z).min().orElse(Double.NaN);
    if (run.size() == 1) {
      return new LayerRun("" + first.subject(), "" + first.reference(), 1, weakest);
    }
    int step = run.get(1).reference() - first.reference();
    String reference;
    if (step == 0) {
      reference = "" + first.reference();
    } else if (step == 1 || run.size() == 2) {
      reference = first.reference() + (step == 1 ? "–" : ", ") + last.reference();
    } else {
      reference =
          first.reference()
              + ", "
              + run.get(1).reference()
              + (run.size() == 3 ? ", " : ", …, ")
              + last.reference();
    }
    return new LayerRun(first.subject() + "–" + last.subject(), reference, run.size(), weakest);
  }
}
