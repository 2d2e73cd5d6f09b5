package org.gwageo.benchmark.answer;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The extractors that a task file names with one word. */
public enum NamedExtractor implements Extractor {
  /** The whole reply. */
  WHOLE("whole") {
    @Override
    public Optional<String> extract(String text) {
      return nonBlank(text);
    }
  },
  /** The first line that is not blank. */
  FIRST_LINE("first-line") {
    @Override
    public Optional<String> extract(String text) {
      return text.lines().filter(line -> !line.isBlank()).findFirst().flatMap(Extracts::nonBlank);
    }
  },
  /** The last line that is not blank. */
  LAST_LINE("last-line") {
    @Override
    public Optional<String> extract(String text) {
      return text.lines()
          .filter(line -> !line.isBlank())
          .reduce((earlier, later) -> later)
          .flatMap(Extracts::nonBlank);
    }
  },
  /** The first number: digits with an optional sign, thousands commas and decimals. */
  FIRST_NUMBER("first-number") {
    @Override
    public Optional<String> extract(String text) {
      Matcher matcher = Extracts.NUMBER.matcher(Budgeted.of(Extracts.plainDigits(text)));
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
  },
  /** The last number, as {@link #FIRST_NUMBER} reads numbers. */
  NUMBER("number") {
    @Override
    public Optional<String> extract(String text) {
      return Extracts.last(Extracts.NUMBER, Extracts.plainDigits(text), 0);
    }
  },
  /**
   * What the last Korean answer marker announces, up to the end of its line or sentence: {@code 정답은
   * 서울입니다.} gives {@code 서울}.
   */
  KOREAN_ANSWER("korean-answer") {
    @Override
    public Optional<String> extract(String text) {
      return Extracts.last(Extracts.KOREAN, text, 1)
          .map(Extracts::bare)
          .flatMap(Extracts::nonBlank);
    }
  },
  /** What the last {@code answer is} or {@code answer:} announces, up to the end of its line. */
  ENGLISH_ANSWER("english-answer") {
    @Override
    public Optional<String> extract(String text) {
      return Extracts.last(Extracts.ENGLISH, text, 1)
          .map(Extracts::bare)
          .flatMap(Extracts::nonBlank);
    }
  },
  /** The content of the last {@code \boxed{…}}, braces inside it balanced. */
  BOXED("boxed") {
    @Override
    public Optional<String> extract(String text) {
      return Extracts.boxed(text);
    }
  };

  private final String word;

  NamedExtractor(String word) {
    this.word = word;
  }

  /** Returns the extractor that task files call {@code word}, or nothing. */
  public static Optional<NamedExtractor> named(String word) {
    for (NamedExtractor extractor : values()) {
      if (extractor.word.equals(word)) {
        return Optional.of(extractor);
      }
    }
    return Optional.empty();
  }

  /** Returns the word that task files use. */
  public String word() {
    return word;
  }

  @Override
  public Object toTree() {
    return word;
  }

  private static Optional<String> nonBlank(String text) {
    return Extracts.nonBlank(text);
  }

  /** The patterns behind the names. */
  private static final class Extracts {

    /** Group 1 runs to the end of the sentence or line; a point inside a number does not end it. */
    private static final String SENTENCE = "([^\\n]+?)(?=[.。!]+(?:\\s|$)|$)";

    static final Pattern NUMBER =
        Pattern.compile("(?<!\\d)(?<!\\d\\.)-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?!\\d)");

    static final Pattern KOREAN =
        Pattern.compile(
            "(?<![가-힣])(?:정답|최종\\s?답변?|답변|답)"
                + "(?:(?:은|는|이|가)\\s*+[:：=]?|\\s*+[:：=]|(?<=정답)\\s)\\s*+(?!아니|아닙|없)"
                + SENTENCE,
            Pattern.MULTILINE);

    static final Pattern ENGLISH =
        Pattern.compile(
            "\\banswer(?:\\s+is\\b\\s*+[:：]?|\\s*+[:：=])\\s*+(?!not\\b)" + SENTENCE,
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern ENDING = Pattern.compile("\\s*(?:입니다|이에요|예요|이다)?\\s*[.!。]*$");
    private static final Pattern WRAPPING =
        Pattern.compile("^[\\s*`\"'“‘「(\\[<]+|[\\s*`\"'”’」)\\]>]+$");

    private Extracts() {}

    static Optional<String> nonBlank(String text) {
      String stripped = ReplyText.strip(text);
      return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
    }

    static Optional<String> last(Pattern pattern, String text, int group) {
      Matcher matcher = pattern.matcher(Budgeted.of(text));
      Optional<String> found = Optional.empty();
      while (matcher.find()) {
        found = Optional.of(matcher.group(group));
      }
      return found;
    }

    /** Full-width digits and signs to ASCII, and the typographic minus to a hyphen. */
    static String plainDigits(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFKC).replace('\u2212', '-');
    }

    /**
     * Without the wrapping quotes, brackets and emphasis and without a Korean copula at the end.
     */
    static String bare(String announced) {
      String text = WRAPPING.matcher(Budgeted.of(announced)).replaceAll("");
      text = ENDING.matcher(Budgeted.of(text)).replaceFirst("");
      return WRAPPING.matcher(Budgeted.of(text)).replaceAll("");
    }

    static Optional<String> boxed(String text) {
      int start = text.lastIndexOf("\\boxed{");
      if (start < 0) {
        return Optional.empty();
      }
      int from = start + "\\boxed{".length();
      int depth = 1;
      for (int i = from; i < text.length(); i++) {
        char c = text.charAt(i);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          return nonBlank(text.substring(from, i));
        }
      }
      return Optional.empty();
    }
  }
}
