package org.gwageo.platform.web;

/**
 * Chooses the form of a Korean particle by the sound that the word before it ends with.
 *
 * <p>Hangul syllables and digits are certain; a Latin capital is read as its letter name. A Latin
 * word in lower case may end either way when spoken, so both forms are written, as official Korean
 * texts do: {@code Motif은(는)}.
 */
public final class Particles {

  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;
  private static final int FINALS = 28;
  private static final int FINAL_RIEUL = 8;

  /** Final consonants of 영 일 이 삼 사 오 육 칠 팔 구: c consonant, l rieul, v none. */
  private static final String DIGITS = "clvcvvcllv";

  private Particles() {}

  /** Returns 은 or 는 for {@code word}. */
  public static String topic(String word) {
    return choose(word, "은", "는");
  }

  /** Returns 이 or 가 for {@code word}. */
  public static String subject(String word) {
    return choose(word, "이", "가");
  }

  /** Returns 을 or 를 for {@code word}. */
  public static String object(String word) {
    return choose(word, "을", "를");
  }

  /** Returns 으로 or 로 for {@code word}; a final ㄹ takes 로. */
  public static String direction(String word) {
    return choose(word, "으로", "로");
  }

  /**
   * Returns the form that follows {@code word}: {@code closed} after a final consonant, {@code
   * open} after a vowel, both when the sound is not known.
   */
  static String choose(String word, String closed, String open) {
    return switch (ending(word)) {
      case CONSONANT -> closed;
      case RIEUL -> closed.equals("으" + open) ? open : closed;
      case VOWEL -> open;
      case UNKNOWN -> closed.equals("으" + open) ? "(으)" + open : closed + "(" + open + ")";
    };
  }

  private static Ending ending(String word) {
    int at = word.length() - 1;
    while (at >= 0 && !Character.isLetterOrDigit(word.charAt(at))) {
      at--;
    }
    if (at < 0) {
      return Ending.UNKNOWN;
    }
    char last = word.charAt(at);
    if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) {
      int ending = (last - FIRST_SYLLABLE) % FINALS;
      return ending == 0 ? Ending.VOWEL : ending == FINAL_RIEUL ? Ending.RIEUL : Ending.CONSONANT;
    }
    if (last >= '0' && last <= '9') {
      return switch (DIGITS.charAt(last - '0')) {
        case 'c' -> Ending.CONSONANT;
        case 'l' -> Ending.RIEUL;
        default -> Ending.VOWEL;
      };
    }
    if (last >= 'A' && last <= 'Z') {
      return switch (last) {
        case 'L', 'R' -> Ending.RIEUL;
        case 'M', 'N' -> Ending.CONSONANT;
        default -> Ending.VOWEL;
      };
    }
    return Ending.UNKNOWN;
  }

  private enum Ending {
    CONSONANT,
    RIEUL,
    VOWEL,
    UNKNOWN
  }
}
