package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A way to cut a text into the pieces that are compared. Stateless and thread-safe. */
public enum Tokenisation {
  /** Pieces between white space. */
  WORDS("none") {
    @Override
    public List<String> tokens(String text) {
      return Words.split(text);
    }
  },
  /**
   * The cut of mteval-v13a, which sacrebleu uses by default: ASCII punctuation stands alone. Made
   * for Western languages; Hangul words stay whole, particles and all.
   */
  MT13A("13a") {
    @Override
    public List<String> tokens(String text) {
      String line = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
      if (line.indexOf('&') >= 0) {
        line = line.replace("&quot;", "\"").replace("&amp;", "&");
        line = line.replace("&lt;", "<").replace("&gt;", ">");
      }
      line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
      line = STOP_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
      line = STOP_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
      return Words.split(DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 "));
    }
  },
  /** Every character that is not white space. */
  CHARACTERS("char") {
    @Override
    public List<String> tokens(String text) {
      return Words.characters(Words.withoutSpaces(text));
    }
  },
  /**
   * Korean morphemes of Lucene's Nori with its own dictionary, in the form in which they stand in
   * the text; compounds stay whole, punctuation counts. The text is brought to Unicode form NFC.
   */
  MORPHEMES("nori") {
    @Override
    public List<String> tokens(String text) {
      return Morphemes.of(text);
    }
  },
  /**
   * Lower-case runs of the ASCII letters and digits, as the Python package rouge_score cuts without
   * a stemmer. A Hangul text has none, and scores 0.
   */
  ASCII("ascii") {
    @Override
    public List<String> tokens(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      List<String> tokens = new ArrayList<>();
      int start = -1;
      for (int i = 0; i <= lower.length(); i++) {
        char c = i < lower.length() ? lower.charAt(i) : ' ';
        boolean part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part && start < 0) {
          start = i;
        } else if (!part && start >= 0) {
          tokens.add(lower.substring(start, i));
          start = -1;
        }
      }
      return tokens;
    }
  };

  private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern STOP_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private final String word;

  Tokenisation(String word) {
    this.word = word;
  }

  /** Returns the word that signatures carry. */
  public String word() {
    return word;
  }

  /** Returns the tokens of {@code text} in order; none is empty. */
  public abstract List<String> tokens(String text);
}
