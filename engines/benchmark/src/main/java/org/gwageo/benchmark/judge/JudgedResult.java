package org.gwageo.benchmark.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A judged score together with what shows whether it can be trusted, or the reasons for which it is
 * not published.
 */
public sealed interface JudgedResult {

  /**
   * A score that may be published.
   *
   * @param spec the judge
   * @param items the verdicts
   * @param agreement the agreement with people that is published beside it
   */
  record Published(JudgeSpec spec, JudgedItems items, JudgeAgreement agreement)
      implements JudgedResult {}

  /**
   * A score that is held back.
   *
   * @param spec the judge
   * @param items the verdicts
   * @param agreement the agreement with people; null if there is no human set
   * @param reasons why, each a sentence
   */
  record HeldBack(
      JudgeSpec spec, JudgedItems items, @Nullable JudgeAgreement agreement, List<String> reasons)
      implements JudgedResult {

    /** Copies the reasons. */
    public HeldBack {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Decides whether a judged score may be published: there is a human set of the declared size, the
   * lower end of the interval of the agreement reaches the declared floor, and no more verdicts are
   * unreadable than declared.
   *
   * @param agreement the agreement with people; null if no people graded anything
   */
  static JudgedResult of(JudgeSpec spec, JudgedItems items, @Nullable JudgeAgreement agreement) {
    List<String> reasons = new ArrayList<>();
    if (items.unscored() == items.scores().size()) {
      reasons.add("judge " + spec.id() + " gave no readable verdict on any item");
    }
    if (items.unparsedShare() > spec.unparsedCeiling()) {
      reasons.add(
          "of the verdicts of judge "
              + spec.id()
              + " "
              + items.unparsed()
              + " of "
              + items.verdicts()
              + " are unreadable, more than the declared share of "
              + spec.unparsedCeiling());
    }
    if (agreement == null) {
      reasons.add("judge " + spec.id() + " was not compared with people");
    } else {
      compare(spec, agreement, reasons);
    }
    return agreement != null && reasons.isEmpty()
        ? new Published(spec, items, agreement)
        : new HeldBack(spec, items, agreement, reasons);
  }

  private static void compare(JudgeSpec spec, JudgeAgreement agreement, List<String> reasons) {
    if (agreement.items() < spec.humanItems()) {
      reasons.add(
          "judge "
              + spec.id()
              + " was compared with people on "
              + agreement.items()
              + " items, fewer than the declared "
              + spec.humanItems());
    }
    double share = (double) agreement.unread() / (agreement.items() + agreement.unread());
    if (share > spec.unparsedCeiling()) {
      reasons.add(
          "judge "
              + spec.id()
              + " gave no readable verdict on "
              + agreement.unread()
              + " items of the human set, more than the declared share of "
              + spec.unparsedCeiling());
    }
    if (!(agreement.low() >= spec.floor())) {
      reasons.add(
          "the agreement of judge "
              + spec.id()
              + " with people is "
              + agreement.kappa()
              + ", at least "
              + agreement.low()
              + " at 95 %, below the declared floor of "
              + spec.floor());
    }
  }

  /** Returns the result as the tree of its JSON form; a score that is held back is not in it. */
  default Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    switch (this) {
      case Published(JudgeSpec spec, JudgedItems items, JudgeAgreement agreement) -> {
        put(tree, spec, items, agreement);
        tree.put("published", true);
        tree.put("mean", items.mean());
      }
      case HeldBack(
              JudgeSpec spec,
              JudgedItems items,
              JudgeAgreement agreement,
              List<String> reasons) -> {
        put(tree, spec, items, agreement);
        tree.put("published", false);
        tree.put("reasons", reasons);
      }
    }
    return tree;
  }

  private static void put(
      Map<String, Object> tree,
      JudgeSpec spec,
      JudgedItems items,
      @Nullable JudgeAgreement agreement) {
    tree.put("judge", spec.id());
    tree.put("model", spec.model());
    tree.put("revision", spec.revision());
    tree.put("digest", spec.digest().toString());
    tree.put("verdicts", items.toTree());
    if (agreement != null) {
      tree.put("agreement", agreement.toTree());
    }
  }
}
