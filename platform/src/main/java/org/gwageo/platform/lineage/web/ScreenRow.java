package org.gwageo.platform.lineage.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * One team's comparison.
 *
 * @param team the team's name
 * @param grade the strongest grade in a word, or that there is none yet
 * @param findings what each reference gave, or why the comparison could not be made
 * @param digest the report's digest; empty when there is no report
 * @param madeAt when it was made; empty when there is no report
 * @param casePath where the team's verification case is; empty when there is none
 * @param caseNumber the case's number; empty when there is none
 * @param next who has to act in the case; null when there is none
 */
public record ScreenRow(
    String team,
    Badge grade,
    List<String> findings,
    String digest,
    String madeAt,
    String casePath,
    String caseNumber,
    CaseView.@Nullable Next next) {

  /** Copies {@code findings}. */
  public ScreenRow {
    findings = List.copyOf(findings);
  }

  /** Returns this row with the team's verification case. */
  ScreenRow withCase(String path, String number, CaseView.Next next) {
    return new ScreenRow(team, grade, findings, digest, madeAt, path, number, next);
  }
}
