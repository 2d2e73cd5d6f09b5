package org.gwageo.platform.evaluation.web;

import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.platform.web.Page;

/** Classes of failures in words. */
final class Failures {

  private Failures() {}

  /** Returns the class in the page's language; a code that is none as it stands. */
  static String word(Page page, String code) {
    return FailureClass.withCode(code)
        .map(failure -> page.t("results.answers.failure." + failure.code()))
        .orElse(code);
  }
}
