package org.gwageo.benchmark.answer;

import java.util.List;
import java.util.Optional;

/** One way to find the answer in the final part of a reply. */
public sealed interface Extractor permits NamedExtractor, RegexExtractor {

  /** Returns the answer found in {@code text}, never blank, or nothing. */
  Optional<String> extract(String text);

  /** Returns the form in which a task file writes this extractor: a string or a mapping. */
  Object toTree();

  /**
   * Returns what the first of {@code cascade} to find anything finds in the final part of {@code
   * reply}.
   */
  static Optional<String> firstOf(List<Extractor> cascade, String reply) {
    String text = ReplyText.finalPart(reply);
    try {
      for (Extractor step : cascade) {
        Optional<String> answer = step.extract(text);
        if (answer.isPresent()) {
          return answer;
        }
      }
    } catch (Budgeted.Exhausted e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
