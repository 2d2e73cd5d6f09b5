package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.gwageo.benchmark.answer.ChoiceReader;
import org.gwageo.benchmark.answer.Extractor;
import org.gwageo.benchmark.answer.NamedExtractor;
import org.gwageo.benchmark.mathematics.MathAnswer;
import org.gwageo.benchmark.mathematics.MathAnswers;
import org.gwageo.benchmark.mathematics.MathEquivalence;
import org.gwageo.benchmark.metric.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Finds answers by this product's rules, whatever the task's own filters are: a lettered choice, a
 * mathematical value, or else a short text that follows an announcement.
 *
 * @param match how texts are compared
 */
record OwnReading(ExactMatch match) {

  /** The filter's name in results. */
  static final String FILTER = "answer";

  /** The metric's name in results. */
  static final String METRIC = "exact_match";

  private static final Pattern LETTER = Pattern.compile("\\(?([A-J])\\)?\\.?");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[$₩]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:/[0-9]+)?%?");
  private static final List<Extractor> CASCADE =
      List.of(
          NamedExtractor.KOREAN_ANSWER,
          NamedExtractor.ENGLISH_ANSWER,
          NamedExtractor.BOXED,
          NamedExtractor.FIRST_LINE);

  /** Returns the rules' name for digests. */
  String word() {
    return "choice, number, announced text";
  }

  /**
   * Reads a reply without its reasoning.
   *
   * @param gold the right answers; of a worked solution with {@code ####} what follows counts
   */
  Reading read(String reply, List<String> gold, Map<String, @Nullable Object> document) {
    List<String> right = gold.stream().map(OwnReading::end).toList();
    String first = right.getFirst().strip();
    var letter = LETTER.matcher(first);
    if (letter.matches()) {
      return choice(reply, letter.group(1).charAt(0) - 'A', document);
    }
    if (NUMBER.matcher(first).matches()) {
      Optional<String> found = number(reply);
      boolean correct =
          found.isPresent()
              && right.stream().anyMatch(one -> MathEquivalence.equal(one, found.get()).isEqual());
      return Reading.of(FILTER, METRIC, found.orElse(null), String.join("|", right), correct);
    }
    Optional<String> found = Extractor.firstOf(CASCADE, reply);
    boolean correct =
        found.isPresent() && right.stream().anyMatch(one -> match.equal(one, found.get()));
    return Reading.of(FILTER, METRIC, found.orElse(null), String.join("|", right), correct);
  }

  /**
   * Returns the announced value, else the last number. What stands between dollar signs is not
   * taken: where numbers are wanted it is money as often as a formula.
   */
  private static Optional<String> number(String reply) {
    return MathAnswers.find(reply)
        .filter(answer -> answer.anchor().compareTo(MathAnswer.Anchor.HASHES) <= 0)
        .map(MathAnswer::text)
        .or(() -> Extractor.firstOf(List.of(NamedExtractor.NUMBER), reply));
  }

  private static String end(String gold) {
    int mark = gold.lastIndexOf("####");
    return mark < 0 ? gold : gold.substring(mark + 4).strip();
  }

  private static Reading choice(String reply, int gold, Map<String, @Nullable Object> document) {
    List<String> choices = choices(document, gold);
    OptionalInt found = ChoiceReader.read(reply, choices);
    String letter = found.isPresent() ? Character.toString((char) ('A' + found.getAsInt())) : null;
    return Reading.of(
        FILTER,
        METRIC,
        letter,
        Character.toString((char) ('A' + gold)),
        found.isPresent() && found.getAsInt() == gold);
  }

  /** The texts of the choices where the document tells them, else their letters. */
  private static List<String> choices(Map<String, @Nullable Object> document, int gold) {
    for (String field : List.of("choices", "options")) {
      if (document.get(field) instanceof List<?> list
          && list.size() > Math.max(1, gold)
          && list.size() <= ChoiceReader.MOST_CHOICES) {
        return list.stream().map(String::valueOf).toList();
      }
    }
    List<String> choices = new ArrayList<>();
    for (char letter = 'A'; letter <= 'J'; letter++) {
      if (!(document.get(Character.toString(letter)) instanceof String text)) {
        break;
      }
      choices.add(text);
    }
    for (char letter = 'A'; choices.size() <= Math.max(3, gold); letter++) {
      if (letter - 'A' >= choices.size()) {
        choices.add(Character.toString(letter));
      }
    }
    return choices;
  }
}
