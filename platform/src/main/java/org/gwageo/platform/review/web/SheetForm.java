package org.gwageo.platform.review.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.web.Page;

/**
 * One evaluator's sheet for one team as it is typed: texts by field name, such as {@code
 * points-strategy}.
 */
public final class SheetForm {

  /** The least number of characters of a reason. */
  static final int SHORTEST_REASON = 5;

  private static final Pattern POINTS = Pattern.compile("\\d{1,6}(\\.\\d{1,2})?");

  private final Map<String, String> fields;

  SheetForm(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** Returns the form as the evaluator's lines and marks for the team fill it in. */
  static SheetForm of(List<PanelScore> scores, List<PanelMark> marks) {
    var fields = new HashMap<String, String>();
    for (var score : scores) {
      fields.put("points-" + score.item(), score.points().toPlainString());
      fields.put("reason-" + score.item(), score.reason());
    }
    for (var mark : marks) {
      fields.put("tick-" + mark.mark(), "yes");
      fields.put("tick-reason-" + mark.mark(), mark.reason());
    }
    return new SheetForm(fields);
  }

  /** Returns this form with {@code typed} in place of what it says in the same fields. */
  SheetForm with(Map<String, String> typed) {
    var all = new HashMap<>(fields);
    all.putAll(typed);
    return new SheetForm(all);
  }

  /** Returns what was typed into {@code field}; empty for nothing. */
  public String value(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  /** Returns whether the requirement of {@code gate} is ticked as not met. */
  public boolean ticked(String gate) {
    return value("tick-" + gate).equals("yes");
  }

  /** Returns the lines; in {@code errors} a sentence for each field that is wrong. */
  List<PanelScore> scores(
      Page page, SheetFrame frame, String evaluator, Map<String, String> errors) {
    var scores = new ArrayList<PanelScore>();
    for (var item : frame.items()) {
      String points = value("points-" + item.id());
      String reason = value("reason-" + item.id());
      if (!POINTS.matcher(points).matches() || !item.allows(new BigDecimal(points))) {
        errors.put(
            "points-" + item.id(),
            page.t("review.points.wrong", item.title(), item.least(), item.most()));
      } else if (reason.length() < SHORTEST_REASON) {
        errors.put(
            "reason-" + item.id(), page.t("review.reason.short", item.title(), SHORTEST_REASON));
      } else {
        scores.add(
            new PanelScore(evaluator, frame.team(), item.id(), new BigDecimal(points), reason));
      }
    }
    return scores;
  }

  /** Returns the ticks with whether they stand; in {@code errors} what is wrong. */
  Map<PanelMark, Boolean> ticks(
      Page page, SheetFrame frame, String evaluator, Map<String, String> errors) {
    var ticks = new LinkedHashMap<PanelMark, Boolean>();
    for (var gate : frame.gates()) {
      String reason = value("tick-reason-" + gate.id());
      if (ticked(gate.id()) && reason.length() < SHORTEST_REASON) {
        errors.put(
            "tick-reason-" + gate.id(),
            page.t("review.reason.short", gate.title(), SHORTEST_REASON));
      }
      ticks.put(new PanelMark(evaluator, frame.team(), gate.id(), reason), ticked(gate.id()));
    }
    return ticks;
  }
}
