/**
 * Verification cases and public claims.
 *
 * <p>A case opens with a team's first submission. When submissions close, the weights are compared
 * with a library of reference models; then the office asks, the team replies, reviewers advise, and
 * two people without a conflict of interest decide. Everything that happens is an event that
 * carries the digest of the one before it, and the case's state is what follows from its events:
 *
 * <pre>{@code
 * cases.change(stage, team, found -> found.ask("Where does the tokenizer come from?", until, who, clock));
 * cases.change(stage, team, found -> found.reply("1", "It is our own.", who, clock));
 * cases.change(stage, team, found -> found.beginReview(who, clock));
 * }</pre>
 *
 * <p>Anyone may claim that a submission descends from a model. The comparison is run again, with
 * the other references as controls, and claim, comparison and the team's reply are shown together.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "submission",
      "files",
      "identity",
      "queue",
      "web"
    })
@NullMarked
package org.gwageo.platform.lineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
