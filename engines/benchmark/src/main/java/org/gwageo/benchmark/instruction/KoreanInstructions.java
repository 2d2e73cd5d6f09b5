package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Instructions for Korean replies, with ids that begin with {@code ko:}.
 *
 * <p>All texts are compared in Unicode form NFC, so that decomposed Hangul counts the same.
 */
final class KoreanInstructions {

  private static final Map<String, String> MARKERS =
      Map.of(
          "가나다", "가나다라마바사아자차카타파하",
          "ㄱㄴㄷ", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
          "①②③", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");
  private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,3})[.)]\\s");
  private static final Pattern BULLET = Pattern.compile("^[-*•·◦‣▪○●]\\s?[^\\s*-]");
  private static final Pattern TITLE =
      Pattern.compile(
          "『[^』\\n]{1,200}』|「[^」\\n]{1,200}」|《[^》\\n]{1,200}》|〈[^〉\\n]{1,200}〉|<<[^>\\n]{1,200}>>");
  private static final Pattern POSTSCRIPT =
      Pattern.compile("(?m)^[\\s*_]{0,20}(?:추신|덧붙임|P\\.?\\s?S\\.?)(?![가-힣A-Za-z])");
  private static final Map<Character, Character> QUOTES =
      Map.of('"', '"', '“', '”', '「', '」', '『', '』', '‘', '’', '\'', '\'');

  private KoreanInstructions() {}

  static Map<String, Checker.Maker> makers() {
    Map<String, Checker.Maker> makers = new HashMap<>();
    makers.put("ko:eojeol_count", count("eojeol", text -> KoreanText.eojeol(text).size()));
    makers.put("ko:sentence_count", count("sentences", text -> KoreanText.sentences(text).size()));
    makers.put("ko:paragraph_count", count("paragraphs", text -> paragraphs(text).size()));
    makers.put("ko:line_count", count("lines", text -> lines(text).size()));
    makers.put("ko:character_count", KoreanInstructions::characters);
    makers.put("ko:bullet_count", count("bullet points", text -> starts(text, BULLET)));
    makers.put("ko:placeholder_count", count("placeholders", MarkdownCounts::placeholders));
    makers.put("ko:keywords", KoreanInstructions::keywords);
    makers.put("ko:keyword_frequency", KoreanInstructions::keywordFrequency);
    makers.put("ko:forbidden_words", KoreanInstructions::forbiddenWords);
    makers.put("ko:syllable_frequency", KoreanInstructions::syllableFrequency);
    makers.put("ko:no_comma", none("commas", c -> ",，、､﹐﹑".indexOf(c) >= 0));
    makers.put("ko:no_digits", none("digits", Character::isDigit));
    makers.put("ko:no_latin", none("Latin letters", KoreanInstructions::isLatin));
    makers.put("ko:hangul_only", none("letters outside Hangul", KoreanInstructions::isForeign));
    makers.put(
        "ko:no_final_consonants",
        none("syllables with a final consonant", c -> KoreanText.hasFinal((char) (int) c)));
    makers.put("ko:speech_style", KoreanInstructions::speechStyle);
    makers.put("ko:initial_consonants", KoreanInstructions::initialConsonants);
    makers.put("ko:acrostic", KoreanInstructions::acrostic);
    makers.put("ko:numbered_list", KoreanInstructions::numberedList);
    makers.put("ko:sections", KoreanInstructions::sections);
    makers.put(
        "ko:title", arguments -> text -> found(TITLE, text, "a title in 「」, 『』, 《》, 〈〉 or << >>"));
    makers.put(
        "ko:postscript",
        arguments -> text -> found(POSTSCRIPT, KoreanText.composed(text), "a postscript"));
    makers.put("ko:quotation", arguments -> KoreanInstructions::quotation);
    makers.put("ko:start_phrase", arguments -> edge(arguments, true));
    makers.put("ko:end_phrase", arguments -> edge(arguments, false));
    makers.put("ko:paragraph_start", KoreanInstructions::paragraphStart);
    makers.put("ko:longest_eojeol", KoreanInstructions::longestEojeol);
    return makers;
  }

  private static Checker.Maker count(String things, ToLongFunction<String> counter) {
    return arguments -> {
      int number = arguments.count("number");
      Relation relation = arguments.relation("relation");
      return text ->
          relation.finding(counter.applyAsLong(KoreanText.composed(text)), number, things);
    };
  }

  private static Checker.Maker none(String things, Predicate<Integer> excluded) {
    return arguments ->
        text ->
            Relation.EXACTLY.finding(
                KoreanText.composed(text).codePoints().filter(c -> excluded.test(c)).count(),
                0,
                things);
  }

  private static boolean isLatin(int c) {
    return Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
  }

  private static boolean isForeign(int c) {
    return Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.HANGUL;
  }

  private static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String line : (text + "\n\n").split("\n", -1)) {
      if (!Blank.isBlank(line)) {
        current.append(line).append('\n');
      } else if (!current.isEmpty()) {
        paragraphs.add(Blank.strip(current.toString()));
        current.setLength(0);
      }
    }
    return paragraphs;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : KoreanText.composed(text).split("\n", -1)) {
      if (!Blank.isBlank(line)) {
        lines.add(Blank.strip(line));
      }
    }
    return lines;
  }

  private static long starts(String text, Pattern pattern) {
    return lines(text).stream().filter(line -> pattern.matcher(line).find()).count();
  }

  private static Checker characters(Arguments arguments) throws InstructionException {
    int number = arguments.count("number");
    Relation relation = arguments.relation("relation");
    boolean spaces = arguments.oneOf("spaces", List.of("포함", "제외")).equals("포함");
    return text -> {
      String plain = Blank.strip(KoreanText.composed(text));
      long count = plain.codePoints().filter(c -> spaces || !Blank.isSpace(c)).count();
      return relation.finding(count, number, "characters");
    };
  }

  private static Checker keywords(Arguments arguments) throws InstructionException {
    List<String> keywords = arguments.texts("keywords");
    return text -> {
      String composed = folded(text);
      for (String keyword : keywords) {
        if (!composed.contains(folded(keyword))) {
          return Finding.of(false, "'" + keyword + "' is missing");
        }
      }
      return Finding.of(true, "all " + keywords.size() + " keywords are there");
    };
  }

  private static String folded(String text) {
    return KoreanText.composed(text).toLowerCase(Locale.ROOT);
  }

  private static Checker keywordFrequency(Arguments arguments) throws InstructionException {
    String keyword = folded(Blank.strip(arguments.text("keyword")));
    int number = arguments.count("number");
    Relation relation = arguments.relation("relation");
    Pattern pattern = Pattern.compile(Pattern.quote(keyword));
    return text ->
        relation.finding(
            EnglishInstructions.matches(pattern, folded(text)),
            number,
            "occurrences of '" + keyword + "'");
  }

  /** A forbidden word is found as a word, with its particles, and not inside another word. */
  private static Checker forbiddenWords(Arguments arguments) throws InstructionException {
    List<String> words = arguments.texts("forbidden_words");
    return text -> {
      for (String eojeol : Blank.pieces(folded(text))) {
        for (String word : words) {
          if (KoreanText.isWordIn(folded(Blank.strip(word)), eojeol)) {
            return Finding.of(
                false, "the forbidden '" + word + "' occurs in '" + clipped(eojeol) + "'");
          }
        }
      }
      return Finding.of(true, "no forbidden word occurs");
    };
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(40, text.length()));
  }

  private static Checker syllableFrequency(Arguments arguments) throws InstructionException {
    String syllable = KoreanText.composed(Blank.strip(arguments.text("syllable")));
    int number = arguments.count("number");
    Relation relation = arguments.relation("relation");
    if (syllable.codePointCount(0, syllable.length()) != 1) {
      throw arguments.wrong("syllable", syllable, "one syllable");
    }
    return text ->
        relation.finding(
            KoreanText.composed(text)
                .codePoints()
                .filter(c -> c == syllable.codePointAt(0))
                .count(),
            number,
            "syllables '" + syllable + "'");
  }

  private static Checker speechStyle(Arguments arguments) throws InstructionException {
    String style = arguments.oneOf("style", List.of("합쇼체", "해요체", "해라체", "존댓말"));
    Predicate<String> fits =
        switch (style) {
          case "합쇼체" -> KoreanText::isHapsyo;
          case "해요체" -> KoreanText::isHaeyo;
          case "해라체" -> KoreanText::isHaera;
          default -> bare -> KoreanText.isHapsyo(bare) || KoreanText.isHaeyo(bare);
        };
    return text -> {
      int full = 0;
      int fitting = 0;
      for (String sentence : KoreanText.sentences(KoreanText.composed(text))) {
        if (KoreanText.isFullSentence(sentence)) {
          full++;
          fitting += fits.test(KoreanText.bareEnd(sentence)) ? 1 : 0;
        }
      }
      return Finding.of(
          full > 0 && fitting == full, fitting + " of " + full + " sentences is in " + style);
    };
  }

  private static Checker initialConsonants(Arguments arguments) throws InstructionException {
    String consonants = Blank.strip(arguments.text("consonants"));
    boolean lines = arguments.oneOf("unit", List.of("어절", "줄")).equals("줄");
    if (!consonants.chars().allMatch(c -> KoreanText.isConsonant((char) c))) {
      throw arguments.wrong("consonants", consonants, "initial consonants such as ㄱㄴㄷ");
    }
    return text -> {
      String composed = KoreanText.composed(text);
      return firstLetters(lines ? lines(composed) : KoreanText.eojeol(composed), consonants, true);
    };
  }

  private static Checker acrostic(Arguments arguments) throws InstructionException {
    String syllables = KoreanText.composed(Blank.strip(arguments.text("text")));
    return text -> firstLetters(lines(text), syllables, false);
  }

  private static Finding firstLetters(List<String> pieces, String expected, boolean initials) {
    StringBuilder found = new StringBuilder();
    for (String piece : pieces) {
      int at = 0;
      while (at < piece.length() && !Character.isLetter(piece.charAt(at))) {
        at++;
      }
      if (at < piece.length() && found.length() <= expected.length()) {
        found.append(initials ? KoreanText.initial(piece.charAt(at)) : piece.charAt(at));
      }
    }
    return Finding.of(
        found.toString().equals(expected),
        "the first letters are " + clipped(found.toString()) + ", asked for " + clipped(expected));
  }

  private static Checker numberedList(Arguments arguments) throws InstructionException {
    int number = arguments.count("number");
    String style = arguments.oneOf("style", List.of("123", "가나다", "ㄱㄴㄷ", "①②③"));
    return text -> {
      int next = 0;
      for (String line : lines(text)) {
        String bare = line.replace("*", "");
        next += bare.startsWith(marker(style, next)) && isMarked(bare, style, next) ? 1 : 0;
      }
      return Relation.EXACTLY.finding(next, number, "items numbered " + style);
    };
  }

  private static String marker(String style, int index) {
    String markers = MARKERS.getOrDefault(style, "");
    if (markers.isEmpty()) {
      return Integer.toString(index + 1);
    }
    return index < markers.length() ? markers.substring(index, index + 1) : "\uFFFF";
  }

  private static boolean isMarked(String line, String style, int index) {
    if (style.equals("123")) {
      return NUMBERED.matcher(line).find();
    }
    if (style.equals("①②③")) {
      return true;
    }
    int after = marker(style, index).length();
    return line.length() > after && ".)".indexOf(line.charAt(after)) >= 0;
  }

  private static Checker sections(Arguments arguments) throws InstructionException {
    int number = arguments.count("number");
    String unit = Blank.strip(arguments.text("unit", "장"));
    Pattern pattern =
        Pattern.compile(
            "^[\\s#*_<\\[【〈]{0,10}제?\\s?\\d{1,3}\\s?" + Pattern.quote(unit) + "(?![가-힣])");
    return text ->
        Relation.EXACTLY.finding(starts(text, pattern), number, "sections '제n" + unit + "'");
  }

  private static Finding found(Pattern pattern, String text, String thing) {
    boolean found = pattern.matcher(text).find();
    return Finding.of(found, (found ? "there is " : "there is no ") + thing);
  }

  private static Finding quotation(String text) {
    String value = Blank.strip(text);
    Character close = value.length() > 1 ? QUOTES.get(value.charAt(0)) : null;
    boolean wrapped = close != null && value.charAt(value.length() - 1) == close;
    return Finding.of(
        wrapped, wrapped ? "it is in quotation marks" : "a quotation mark is missing");
  }

  /** Final marks and quotes are left out of the comparison of an end. */
  private static Checker edge(Arguments arguments, boolean start) throws InstructionException {
    String phrase = folded(Blank.strip(arguments.text("phrase")));
    String bare = start ? phrase : KoreanText.bareEnd(phrase);
    return text -> {
      String value = folded(Blank.strip(text));
      boolean there = start ? value.startsWith(bare) : KoreanText.bareEnd(value).endsWith(bare);
      return Finding.of(
          there, (there ? "it " : "it does not ") + (start ? "begin" : "end") + " with the phrase");
    };
  }

  private static Checker paragraphStart(Arguments arguments) throws InstructionException {
    int nth = arguments.count("nth");
    String word = folded(Blank.strip(arguments.text("word")));
    if (nth < 1) {
      throw arguments.wrong("nth", nth, "1 or more");
    }
    return text -> {
      List<String> paragraphs = paragraphs(folded(text));
      if (nth > paragraphs.size()) {
        return Finding.of(false, "there is no paragraph " + nth);
      }
      String first = Blank.pieces(paragraphs.get(nth - 1)).getFirst();
      return Finding.of(
          KoreanText.isWordIn(word, first),
          "paragraph " + nth + " begins with '" + clipped(first) + "'");
    };
  }

  private static Checker longestEojeol(Arguments arguments) throws InstructionException {
    int number = arguments.count("number");
    return text -> {
      long longest = 0;
      for (String eojeol : KoreanText.eojeol(KoreanText.composed(text))) {
        longest = Math.max(longest, eojeol.codePoints().filter(Character::isLetterOrDigit).count());
      }
      return Relation.AT_MOST.finding(longest, number, "characters in the longest eojeol");
    };
  }
}
