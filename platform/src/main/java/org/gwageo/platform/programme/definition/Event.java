package org.gwageo.platform.programme.definition;

import org.jspecify.annotations.Nullable;

/**
 * Something on the programme's calendar. At least one of {@code planned} and {@code actual} is
 * there.
 *
 * @param id unique in the programme
 * @param kind what sort of event it is
 * @param planned when it was to happen, or {@code null} when no plan is known
 * @param actual when it happened, or {@code null} while it has not
 * @param when the date in words where the source gives words ("early August"), or {@code null}
 * @param title what happened
 * @param detail one or two sentences more, or {@code null}
 * @param stage id of the stage it belongs to, or {@code null}
 * @param difference why plan and fact differ, or {@code null} when they do not
 * @param attribution where it comes from
 */
public record Event(
    String id,
    Kind kind,
    @Nullable Period planned,
    @Nullable Period actual,
    @Nullable Bilingual when,
    Bilingual title,
    @Nullable Bilingual detail,
    @Nullable String stage,
    @Nullable Bilingual difference,
    Attribution attribution) {

  /** What sort of event. */
  public enum Kind {
    CALL,
    REVIEW,
    SELECTION,
    AGREEMENT,
    SUPPORT,
    CEREMONY,
    RELEASE,
    DISPUTE,
    STAGE,
    RESULT,
    DISCLOSURE,
    PLAN
  }

  /** Returns when it happened or, while it has not, when it is to happen. */
  public Period date() {
    Period date = actual != null ? actual : planned;
    if (date == null) {
      throw new IllegalStateException("event " + id + " has neither a planned nor an actual date");
    }
    return date;
  }
}
