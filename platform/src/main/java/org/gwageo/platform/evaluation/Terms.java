package org.gwageo.platform.evaluation;

import java.util.Optional;
import org.gwageo.lineage.licence.Answer.Permission;
import org.gwageo.lineage.licence.Licence;
import org.gwageo.lineage.licence.Licences;
import org.gwageo.lineage.licence.Question;

/**
 * What the licence of a data set allows.
 *
 * @param licence the SPDX id or name
 * @param redistribution whether the items may be passed on: shown to the public, put into bundles
 * @param commercial whether they may serve a commercial purpose
 * @param derivatives whether changed versions may be made, such as other orders of choices
 * @param note where an account read this, for a licence that is not known here; empty for a known
 *     one
 */
public record Terms(
    String licence, boolean redistribution, boolean commercial, boolean derivatives, String note) {

  /** Returns the terms of a licence that is known by its SPDX id or a usual name. */
  public static Optional<Terms> known(String licence) {
    return Licences.find(licence)
        .filter(known -> allows(known, Question.REDISTRIBUTION).isPresent())
        .map(
            known ->
                new Terms(
                    known.id(),
                    allows(known, Question.REDISTRIBUTION).orElse(false),
                    allows(known, Question.COMMERCIAL_USE).orElse(false),
                    allows(known, Question.DERIVATIVES).orElse(false),
                    ""));
  }

  private static Optional<Boolean> allows(Licence licence, Question question) {
    var answer = licence.answers().get(question);
    Permission permission = answer == null ? Permission.UNKNOWN : answer.permission();
    return switch (permission) {
      case FREE, CONDITIONS -> Optional.of(true);
      case LIMITED, FORBIDDEN -> Optional.of(false);
      case UNKNOWN -> Optional.empty();
    };
  }
}
