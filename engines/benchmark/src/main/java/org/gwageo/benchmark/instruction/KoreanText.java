package org.gwageo.benchmark.instruction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Korean words, sentences and syllables. */
final class KoreanText {

  private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final String ENDS = ".?!。？！…";
  private static final String CLOSERS = "\"')]}”’」』》〉*_~^ㅋㅎㅠㅜ";
  private static final int FINAL_BIEUP = 17;

  /** Nouns that end in 요 and carry no ending. */
  private static final Set<String> NOUNS_IN_YO =
      Set.of("필요", "중요", "수요", "개요", "주요", "동요", "가요", "민요", "소요", "불필요", "강요", "담요");

  /** Particles that may stand between a noun and a space, the longest first. */
  private static final List<String> PARTICLES =
      List.of(
          "에서부터", "으로부터", "에게서", "으로서", "으로써", "이라고", "이라는", "입니다", "이었다", "이에요", "까지", "부터", "에서",
          "에게", "한테", "으로", "이나", "이란", "처럼", "보다", "마다", "조차", "마저", "밖에", "이며", "이고", "이다", "예요",
          "라고", "라는", "들이", "들은", "들을", "들의", "들", "께서", "은", "는", "이", "가", "을", "를", "의", "에",
          "도", "만", "과", "와", "로", "나", "란", "요", "랑");

  private KoreanText() {}

  /** Returns the text in Unicode form NFC, in which a syllable is one character. */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  static boolean isSyllable(int c) {
    return c >= '가' && c <= '힣';
  }

  /** Returns the initial consonant of a syllable, or the character itself. */
  static char initial(char c) {
    return isSyllable(c) ? INITIALS.charAt((c - '가') / 588) : c;
  }

  static boolean isConsonant(char c) {
    return INITIALS.indexOf(c) >= 0;
  }

  static boolean hasFinal(char syllable) {
    return isSyllable(syllable) && (syllable - '가') % 28 != 0;
  }

  /** Returns the eojeol: pieces between white space that hold a letter or a digit. */
  static List<String> eojeol(String text) {
    List<String> eojeol = new ArrayList<>();
    for (String piece : Blank.pieces(text)) {
      if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
        eojeol.add(piece);
      }
    }
    return eojeol;
  }

  /**
   * Returns the sentences. A sentence ends at a mark before white space, a closing mark or a Hangul
   * syllable, and at the end of a line; a point inside a number or after a list's number ends none.
   */
  static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int start = 0;
      int i = 0;
      while (i < line.length()) {
        if (ENDS.indexOf(line.charAt(i)) < 0) {
          i++;
          continue;
        }
        int end = i + 1;
        while (end < line.length() && (ENDS + CLOSERS).indexOf(line.charAt(end)) >= 0) {
          end++;
        }
        if (isEnd(line, start, i, end)) {
          add(sentences, line.substring(start, end));
          start = end;
        }
        i = end;
      }
      add(sentences, line.substring(start));
    }
    return sentences;
  }

  private static boolean isEnd(String line, int start, int mark, int end) {
    boolean last = end == line.length();
    boolean apart = last || Blank.isSpace(line.charAt(end));
    boolean glued =
        !last && mark > 0 && isSyllable(line.charAt(mark - 1)) && isSyllable(line.charAt(end));
    if (!apart && !glued) {
      return false;
    }
    String before = Blank.strip(line.substring(start, mark));
    boolean listNumber =
        line.charAt(mark) == '.'
            && !last
            && before.length() <= 3
            && before
                .chars()
                .allMatch(c -> Character.isDigit(c) || (isSyllable(c) && before.length() == 1));
    return !listNumber;
  }

  private static void add(List<String> sentences, String sentence) {
    if (sentence.codePoints().anyMatch(Character::isLetter)) {
      sentences.add(Blank.strip(sentence));
    }
  }

  /** Returns the sentence without the marks and symbols at its end. */
  static String bareEnd(String sentence) {
    int to = sentence.length();
    while (to > 0 && isTail(sentence.charAt(to - 1))) {
      to--;
    }
    return sentence.substring(0, to);
  }

  /** Marks, symbols and written laughter carry no ending. */
  private static boolean isTail(char c) {
    return !Character.isLetterOrDigit(c) || "ㅋㅎㅠㅜ".indexOf(c) >= 0;
  }

  /** Returns whether the sentence ends with a mark or a verb form and not like a heading. */
  static boolean isFullSentence(String sentence) {
    String bare = bareEnd(sentence);
    boolean marked =
        sentence.length() > bare.length() && ENDS.indexOf(sentence.charAt(bare.length())) >= 0;
    return marked || isHapsyo(bare) || isHaeyo(bare);
  }

  /** Returns whether the sentence ends in 합쇼체: 합니다, 습니까, 십시오, 읍시다. */
  static boolean isHapsyo(String bare) {
    int length = bare.length();
    if (bare.endsWith("십시오") || bare.endsWith("십시요")) {
      return true;
    }
    boolean ending = bare.endsWith("니다") || bare.endsWith("니까") || bare.endsWith("시다");
    if (!ending || length < 3) {
      return false;
    }
    char before = bare.charAt(length - 3);
    return isSyllable(before) && (before - '가') % 28 == FINAL_BIEUP;
  }

  /** Returns whether the sentence ends in 해요체: in 요 or 죠. */
  static boolean isHaeyo(String bare) {
    if (bare.endsWith("죠")) {
      return true;
    }
    if (!bare.endsWith("요") || bare.endsWith("십시요")) {
      return false;
    }
    String last = bare.substring(bare.lastIndexOf(' ') + 1);
    return !NOUNS_IN_YO.contains(last);
  }

  /** Returns whether the sentence ends in 해라체: 한다, 이다, 는가, 느냐, 하자, 하라. */
  static boolean isHaera(String bare) {
    boolean plain = bare.endsWith("다") && !isHapsyo(bare);
    return plain
        || bare.endsWith("는가")
        || bare.endsWith("은가")
        || bare.endsWith("인가")
        || bare.endsWith("느냐")
        || bare.endsWith("하라")
        || bare.endsWith("하자")
        || bare.endsWith("어라")
        || bare.endsWith("아라");
  }

  /** Returns whether {@code word} stands in {@code eojeol} as a word, with particles or without. */
  static boolean isWordIn(String word, String eojeol) {
    int from = 0;
    int to = eojeol.length();
    while (from < to && !Character.isLetterOrDigit(eojeol.charAt(from))) {
      from++;
    }
    if (!eojeol.startsWith(word, from)) {
      return false;
    }
    String rest = eojeol.substring(from + word.length(), to);
    int end = 0;
    while (end < rest.length() && Character.isLetterOrDigit(rest.charAt(end))) {
      end++;
    }
    return isParticles(rest.substring(0, end), 0);
  }

  private static boolean isParticles(String text, int depth) {
    if (text.isEmpty()) {
      return true;
    }
    return depth < 3
        && PARTICLES.stream()
            .anyMatch(
                particle ->
                    text.startsWith(particle)
                        && isParticles(text.substring(particle.length()), depth + 1));
  }
}
