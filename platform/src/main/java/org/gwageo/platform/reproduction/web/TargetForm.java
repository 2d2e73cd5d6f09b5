package org.gwageo.platform.reproduction.web;

import java.math.BigDecimal;
import java.util.Map;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * What a team types beside its bundle.
 *
 * @param task the task whose form was sent; empty before
 * @param fields what was typed, by field
 */
public record TargetForm(String task, Map<String, String> fields) {

  /** Nothing typed. */
  public static final TargetForm EMPTY = new TargetForm("", Map.of());

  private static final int LONGEST = 300;

  /** Copies the map. */
  public TargetForm {
    fields = Map.copyOf(fields);
  }

  /** Returns what was typed into a field of a task's form. */
  public String value(String of, String field) {
    return of.equals(task) ? typed(field) : "";
  }

  private String typed(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  /** Returns the target, or null after what is wrong was put into {@code errors}. */
  TeamBundle.@Nullable Target read(Page page, Map<String, String> errors) {
    for (String field : new String[] {"target-model", "target-source"}) {
      if (typed(field).isEmpty() || typed(field).length() > LONGEST) {
        errors.put(field + "-" + task, page.t("reproduction.text.wrong", LONGEST));
      }
    }
    String score = typed("target-score");
    boolean number =
        score.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")
            && new BigDecimal(score).signum() > 0
            && new BigDecimal(score).compareTo(BigDecimal.valueOf(100)) <= 0;
    if (!number) {
      errors.put("target-score-" + task, page.t("reproduction.target.score.wrong"));
    }
    return errors.isEmpty()
        ? new TeamBundle.Target(
            typed("target-model"), new BigDecimal(score), typed("target-source"))
        : null;
  }
}
