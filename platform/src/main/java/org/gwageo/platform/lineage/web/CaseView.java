package org.gwageo.platform.lineage.web;

import java.util.List;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A verification case as one kind of reader sees it.
 *
 * @param number its number
 * @param team the team's name
 * @param state where it stands, in a word
 * @param next who has to act, and until when
 * @param facts submission, grade, decision
 * @param origins what the team declares; null for nothing yet
 * @param questions questions with replies
 * @param evidence the files that this reader may read
 * @param people who declared independence, advises and decides; null where the reader does not see
 *     it or nobody has
 * @param history what happened, the oldest first
 * @param head the digest that stands for the whole history
 * @param published the address of the history as a file; empty before the publication
 */
public record CaseView(
    String number,
    String team,
    Badge state,
    Next next,
    List<Fact> facts,
    @Nullable DataTable origins,
    List<Asked> questions,
    List<Fact> evidence,
    @Nullable DataTable people,
    DataTable history,
    String head,
    String published) {

  /** Copies the lists. */
  public CaseView {
    facts = List.copyOf(facts);
    questions = List.copyOf(questions);
    evidence = List.copyOf(evidence);
  }

  /**
   * Who has to act.
   *
   * @param badge how urgent it is, in a word
   * @param text one sentence
   */
  public record Next(Badge badge, String text) {}

  /**
   * A question with its reply.
   *
   * @param question what was asked
   * @param until until when a reply is in time
   * @param badge whether it is open, answered in time or late, or overdue
   * @param replied when the reply came; empty without one
   */
  public record Asked(
      VerificationCase.Question question, String until, Badge badge, String replied) {

    /** Returns whether the team may still reply. */
    public boolean open() {
      return question.reply() == null;
    }
  }
}
