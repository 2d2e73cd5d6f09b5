package org.gwageo.platform.programme.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard.Condition;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Step;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A stage as its control page shows it.
 *
 * @param steps the states from draft to published; none for a stage that was not run here
 * @param next what comes next; null after the last step
 * @param history what has been done, the oldest step first
 */
public record StageView(List<Step> steps, @Nullable Next next, DataTable history) {

  private static final List<StageState> ORDER =
      Arrays.stream(StageState.values()).filter(s -> s != StageState.RECORDED).toList();

  /** Copies {@code steps}. */
  public StageView {
    steps = List.copyOf(steps);
  }

  /**
   * The next step.
   *
   * @param action its name
   * @param key its name in message keys
   * @param conditions what must hold before
   * @param unmet how many of these do not
   * @param irreversible whether it cannot be taken back, so that it is confirmed by typing
   */
  public record Next(
      StageAction action,
      String key,
      List<Requirement> conditions,
      long unmet,
      boolean irreversible) {

    /** Copies {@code conditions}. */
    public Next {
      conditions = List.copyOf(conditions);
    }
  }

  /** A condition in words: whether it is met, and what it is about. */
  public record Requirement(Badge badge, String text) {}

  static StageView of(
      Page page, Stage stage, @Nullable List<Condition> conditions, List<Transition> history) {
    Next next =
        conditions == null
            ? null
            : stage.nextAction().map(action -> next(page, action, conditions)).orElse(null);
    return new StageView(steps(page, stage, history), next, history(page, history));
  }

  static String key(StageAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /** Returns {@code name} if it is an action's key, else an empty text. */
  static String known(String name) {
    return Arrays.stream(StageAction.values())
        .map(StageView::key)
        .filter(name::equals)
        .findFirst()
        .orElse("");
  }

  static boolean irreversible(StageAction action) {
    return action != StageAction.OPEN;
  }

  private static Next next(Page page, StageAction action, List<Condition> conditions) {
    return new Next(
        action,
        key(action),
        conditions.stream().map(condition -> requirement(page, condition)).toList(),
        conditions.stream().filter(condition -> !condition.met()).count(),
        irreversible(action));
  }

  private static Requirement requirement(Page page, Condition condition) {
    String key = "guard." + condition.key();
    Object[] facts = condition.facts().toArray();
    return new Requirement(
        condition.met()
            ? new Badge(Tone.SUCCESS, page.t("office.condition.met"))
            : new Badge(Tone.DANGER, page.t("office.condition.unmet")),
        page.frame().messages().has(key)
            ? page.t(key, facts)
            : condition.key() + " " + String.join(", ", condition.facts()));
  }

  private static List<Step> steps(Page page, Stage stage, List<Transition> history) {
    int present = ORDER.indexOf(stage.state());
    return present < 0
        ? List.of()
        : ORDER.stream()
            .map(
                state ->
                    new Step(
                        page.t("office.state." + state.name().toLowerCase(Locale.ROOT)),
                        position(ORDER.indexOf(state), present),
                        reached(page, state, history),
                        null))
            .toList();
  }

  private static Step.State position(int at, int present) {
    boolean last = present == ORDER.size() - 1;
    return at < present || last
        ? Step.State.DONE
        : at == present ? Step.State.CURRENT : Step.State.UPCOMING;
  }

  private static @Nullable String reached(Page page, StageState state, List<Transition> history) {
    return history.stream()
        .filter(step -> step.to() == state)
        .map(step -> page.time(step.at()))
        .findFirst()
        .orElse(null);
  }

  private static DataTable history(Page page, List<Transition> history) {
    return new DataTable(
        page.t("office.history"),
        List.of(
            Column.words(page.t("office.history.step")),
            Column.words(page.t("office.history.state")),
            Column.words(page.t("office.history.actor")),
            Column.words(page.t("office.reason")),
            Column.words(page.t("office.history.at"))),
        history.stream()
            .map(
                step ->
                    List.of(
                        page.t("office.action." + key(step.action())),
                        page.t("office.state." + step.to().name().toLowerCase(Locale.ROOT)),
                        step.actor(),
                        step.reason(),
                        page.time(step.at())))
            .toList());
  }
}
