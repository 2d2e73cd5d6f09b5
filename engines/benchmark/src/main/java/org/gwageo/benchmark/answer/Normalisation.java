package org.gwageo.benchmark.answer;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One step that makes two writings of the same short answer equal. */
public enum Normalisation {
  /** Unicode form NFKC: full-width letters and digits become ASCII, decomposed Hangul is joined. */
  NFKC("nfkc") {
    @Override
    public String apply(String answer) {
      return Normalizer.normalize(answer, Normalizer.Form.NFKC);
    }
  },
  /** White space removed from both ends. */
  STRIP("strip") {
    @Override
    public String apply(String answer) {
      return ReplyText.strip(answer);
    }
  },
  /** Lower case by the rules that hold for every language. */
  LOWER("lower") {
    @Override
    public String apply(String answer) {
      return answer.toLowerCase(Locale.ROOT);
    }
  },
  /** Every run of white space becomes one space. */
  SQUEEZE("squeeze") {
    @Override
    public String apply(String answer) {
      return ReplyText.strip(SPACES.matcher(answer).replaceAll(" "));
    }
  },
  /** All white space removed. */
  NO_SPACES("no-spaces") {
    @Override
    public String apply(String answer) {
      return SPACES.matcher(answer).replaceAll("");
    }
  },
  /** All punctuation removed. */
  NO_PUNCTUATION("no-punctuation") {
    @Override
    public String apply(String answer) {
      return PUNCTUATION.matcher(answer).replaceAll("");
    }
  },
  /** Quotes, emphasis and sentence ends removed from both ends. */
  TRIM_PUNCTUATION("trim-punctuation") {
    @Override
    public String apply(String answer) {
      return OUTER.matcher(answer).replaceAll("");
    }
  },
  /** A Korean copula at the end removed: {@code 월요일입니다} becomes {@code 월요일}. */
  KOREAN_ENDING("korean-ending") {
    @Override
    public String apply(String answer) {
      return COPULA.matcher(answer).replaceFirst("");
    }
  },
  /**
   * A decimal number in its shortest plain form: {@code 1,234.50} becomes {@code 1234.5}; anything
   * else stays as it is.
   */
  NUMBER("number") {
    @Override
    public String apply(String answer) {
      String digits = ReplyText.strip(answer).replace(",", "").replace('\u2212', '-');
      if (!DECIMAL.matcher(digits).matches()) {
        return answer;
      }
      BigDecimal value = new BigDecimal(digits).stripTrailingZeros();
      return value.signum() == 0 ? "0" : value.toPlainString();
    }
  };

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{P}+");
  private static final String EDGE = "[\\s\\p{Z}*`\"'“”‘’「」.。!?]";
  // The look-behind starts a run only at its beginning, which keeps long runs linear.
  private static final Pattern OUTER =
      Pattern.compile("^" + EDGE + "++|(?<!" + EDGE + ")" + EDGE + "++$");
  private static final Pattern COPULA = Pattern.compile("(?:입니다|이에요|예요|이다)[.。!]*$");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,400}(?:\\.\\d{1,400})?");

  private final String word;

  Normalisation(String word) {
    this.word = word;
  }

  /** Returns the normalised form of {@code answer}. */
  public abstract String apply(String answer);

  /** Returns the word that task files use. */
  public String word() {
    return word;
  }

  /** Returns the step that task files call {@code word}, or nothing. */
  public static Optional<Normalisation> named(String word) {
    for (Normalisation step : values()) {
      if (step.word.equals(word)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** Applies {@code steps} in order. */
  public static String applyAll(List<Normalisation> steps, String answer) {
    String text = answer;
    for (Normalisation step : steps) {
      text = step.apply(text);
    }
    return text;
  }
}
