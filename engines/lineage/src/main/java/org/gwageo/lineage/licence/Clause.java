package org.gwageo.lineage.licence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a text that a person should read.
 *
 * @param source the file
 * @param from where it begins, in UTF-16 units from the beginning of the file
 * @param to where it ends
 * @param text what stands there
 * @param question what it may limit
 */
public record Clause(String source, int from, int to, String text, Question question) {

  private static final int MOST = 200;

  private record Sign(Question question, Pattern pattern) {}

  private static final List<Sign> SIGNS =
      List.of(
          sign(
              Question.COMMERCIAL_USE,
              "non[- ]?commercial(?:ly)?|not (?:be used )?for commercial|commercial use is"
                  + " (?:not|prohibited)|비\\s?(?:상업|영리)(?:적)?|상업적\\s?(?:이용|사용)(?:을|은|이)?\\s?(?:금지|불가|제한)"),
          sign(
              Question.FIELD_OF_USE,
              "(?:for )?(?:academic )?research (?:purposes? )?only|research purposes?|연구\\s?목적|you"
                  + " (?:may|shall|will) not use|military|금지\\s?(?:용도|행위)"),
          sign(
              Question.THRESHOLD,
              "\\d[\\d,]*\\s?(?:million|billion) (?:monthly )?(?:active )?users?|\\d[\\d,]*"
                  + " (?:million|billion)|monthly active users?|annual"
                  + " revenue|월간?\\s?(?:활성\\s?)?이용자"),
          sign(Question.NAMING, "built with [\\w-]+|prominently display|파생\\s?모델의?\\s?(?:이름|명칭)"),
          sign(
              Question.OUTPUT_USE,
              "(?:use|using) (?:the )?outputs?[^.\\n"
                  + "]{0,80}(?:train|improve|develop)|improve any other|출력(?:물)?"),
          sign(
              Question.ACCEPTABLE_USE,
              "acceptable use policy|prohibited uses? policy|use restrictions|이용\\s?정책"),
          sign(
              Question.REDISTRIBUTION,
              "(?:may|shall) not (?:re)?distribute|no redistribution|재배포(?:를|는)?\\s?(?:금지|불가|제한)"),
          sign(
              Question.DERIVATIVES,
              "no derivatives|(?:may|shall) not (?:modify|create derivative)|reverse engineer"));

  private static Sign sign(Question question, String pattern) {
    return new Sign(
        question, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  /** Returns the first 200 of each kind of place in a text, in the order of the text. */
  static List<Clause> in(String source, String text) {
    var clauses = new ArrayList<Clause>();
    for (Sign sign : SIGNS) {
      Matcher matcher = sign.pattern().matcher(text);
      for (int i = 0; i < MOST && matcher.find(); i++) {
        clauses.add(
            new Clause(source, matcher.start(), matcher.end(), matcher.group(), sign.question()));
      }
    }
    clauses.sort(Comparator.comparingInt(Clause::from).thenComparing(Clause::question));
    return clauses;
  }
}
