package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The 25 instructions of IFEval. */
final class EnglishInstructions {

  private static final int UNICODE =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Pattern DIVIDER =
      Pattern.compile("\\s?\\*\\*\\*\\s?", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PPS =
      Pattern.compile("p\\.\\s?p\\.\\s?s", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PS =
      Pattern.compile("p\\.\\s?s\\.", Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> OPTIONS =
      List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");
  private static final List<String> FENCES = List.of("```json", "```Json", "```JSON", "```");

  /** Python's reader also takes NaN and Infinity. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EnglishInstructions() {}

  static Map<String, Checker.Maker> makers() {
    Map<String, Checker.Maker> makers = new HashMap<>();
    makers.put("keywords:existence", EnglishInstructions::keywords);
    makers.put("keywords:frequency", EnglishInstructions::keywordFrequency);
    makers.put("keywords:forbidden_words", EnglishInstructions::forbiddenWords);
    makers.put("keywords:letter_frequency", EnglishInstructions::letterFrequency);
    makers.put("language:response_language", EnglishInstructions::language);
    makers.put("length_constraints:number_sentences", EnglishInstructions::sentences);
    makers.put("length_constraints:number_paragraphs", EnglishInstructions::paragraphs);
    makers.put("length_constraints:number_words", EnglishInstructions::words);
    makers.put("length_constraints:nth_paragraph_first_word", EnglishInstructions::firstWord);
    makers.put("detectable_content:number_placeholders", EnglishInstructions::placeholders);
    makers.put("detectable_content:postscript", EnglishInstructions::postscript);
    makers.put("detectable_format:number_bullet_lists", EnglishInstructions::bullets);
    makers.put("detectable_format:constrained_response", arguments -> EnglishInstructions::option);
    makers.put("detectable_format:number_highlighted_sections", EnglishInstructions::highlights);
    makers.put("detectable_format:multiple_sections", EnglishInstructions::sections);
    makers.put("detectable_format:json_format", arguments -> EnglishInstructions::json);
    makers.put(
        "detectable_format:title",
        arguments ->
            text ->
                MarkdownCounts.hasTitle(text)
                    ? Finding.of(true, "there is a title")
                    : Finding.of(false, "there is no <<title>>"));
    makers.put("combination:two_responses", arguments -> EnglishInstructions::twoResponses);
    makers.put("combination:repeat_prompt", EnglishInstructions::repeatedPrompt);
    makers.put("startend:end_checker", EnglishInstructions::end);
    makers.put("startend:quotation", arguments -> EnglishInstructions::quotation);
    makers.put("change_case:capital_word_frequency", EnglishInstructions::capitalWords);
    makers.put(
        "change_case:english_capital",
        arguments -> text -> english(text, Blank.isUpper(text), "capital"));
    makers.put(
        "change_case:english_lowercase",
        arguments -> text -> english(text, Blank.isLower(text), "lowercase"));
    makers.put(
        "punctuation:no_comma",
        arguments ->
            text ->
                Relation.EXACTLY.finding(text.chars().filter(c -> c == ',').count(), 0, "commas"));
    return makers;
  }

  private static Checker keywords(Arguments arguments) throws InstructionException {
    List<String> keywords = arguments.texts("keywords");
    List<Pattern> patterns = new ArrayList<>();
    keywords.forEach(keyword -> patterns.add(Pattern.compile(Pattern.quote(keyword), UNICODE)));
    return text -> {
      for (int i = 0; i < patterns.size(); i++) {
        if (!patterns.get(i).matcher(text).find()) {
          return Finding.of(false, "'" + keywords.get(i) + "' is missing");
        }
      }
      return Finding.of(true, "all " + keywords.size() + " keywords are there");
    };
  }

  private static Checker keywordFrequency(Arguments arguments) throws InstructionException {
    String keyword = Blank.strip(arguments.text("keyword"));
    int frequency = arguments.count("frequency");
    Relation relation = arguments.relation("relation");
    Pattern pattern = Pattern.compile(Pattern.quote(keyword), UNICODE);
    return text ->
        relation.finding(matches(pattern, text), frequency, "occurrences of '" + keyword + "'");
  }

  static int matches(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static Checker forbiddenWords(Arguments arguments) throws InstructionException {
    List<String> words = arguments.texts("forbidden_words");
    List<Pattern> patterns = new ArrayList<>();
    words.forEach(
        word -> patterns.add(Pattern.compile("\\b" + Pattern.quote(word) + "\\b", UNICODE)));
    return text -> {
      for (int i = 0; i < patterns.size(); i++) {
        if (patterns.get(i).matcher(text).find()) {
          return Finding.of(false, "the forbidden '" + words.get(i) + "' occurs");
        }
      }
      return Finding.of(true, "no forbidden word occurs");
    };
  }

  private static Checker letterFrequency(Arguments arguments) throws InstructionException {
    String letter = Blank.strip(arguments.text("letter")).toLowerCase(Locale.ROOT);
    if (letter.length() != 1) {
      throw arguments.wrong("letter", letter, "one letter");
    }
    int frequency = arguments.count("let_frequency");
    Relation relation = arguments.relation("let_relation");
    return text ->
        relation.finding(
            text.toLowerCase(Locale.ROOT).chars().filter(c -> c == letter.charAt(0)).count(),
            frequency,
            "letters '" + letter + "'");
  }

  private static Checker language(Arguments arguments) throws InstructionException {
    String language = arguments.text("language");
    return text -> {
      Optional<String> found = Languages.detect(text);
      return found.isEmpty()
          ? Finding.of(true, "no letters to tell the language by, which counts as followed")
          : Finding.of(
              found.get().equals(language),
              "the language is " + found.get() + ", asked for " + language);
    };
  }

  private static Checker sentences(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_sentences");
    Relation relation = arguments.relation("relation");
    return text -> relation.finding(EnglishSentences.split(text).size(), number, "sentences");
  }

  private static Checker words(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_words");
    Relation relation = arguments.relation("relation");
    return text -> relation.finding(Blank.words(text), number, "words");
  }

  private static Checker paragraphs(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_paragraphs");
    return text -> {
      String[] paragraphs = DIVIDER.split(text, -1);
      int count = paragraphs.length;
      for (int i = 0; i < paragraphs.length; i++) {
        if (Blank.isBlank(paragraphs[i])) {
          if (i > 0 && i < paragraphs.length - 1) {
            return Finding.of(false, "nothing stands between two dividers");
          }
          count--;
        }
      }
      return Relation.EXACTLY.finding(count, number, "paragraphs");
    };
  }

  private static Checker firstWord(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_paragraphs");
    int nth = arguments.count("nth_paragraph");
    String word = arguments.text("first_word").toLowerCase(Locale.ROOT);
    if (nth < 1 || nth > number) {
      throw arguments.wrong("nth_paragraph", nth, "1 to " + number);
    }
    return text -> {
      String[] paragraphs = text.split("\n\n", -1);
      int count = 0;
      for (String paragraph : paragraphs) {
        count += Blank.isBlank(paragraph) ? 0 : 1;
      }
      if (nth > count || Blank.isBlank(paragraphs[nth - 1])) {
        return Finding.of(false, "there is no paragraph " + nth);
      }
      String first = bareFirstWord(paragraphs[nth - 1]);
      return count == number
          ? Finding.of(first.equals(word), "paragraph " + nth + " begins with '" + first + "'")
          : Relation.EXACTLY.finding(count, number, "paragraphs");
    };
  }

  private static String bareFirstWord(String paragraph) {
    String word = Blank.pieces(paragraph).getFirst();
    word = word.substring(leading(word, '\''));
    word = word.substring(leading(word, '"'));
    int end = 0;
    while (end < word.length() && ".,?!'\"".indexOf(word.charAt(end)) < 0) {
      end++;
    }
    return word.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static int leading(String word, char c) {
    int count = 0;
    while (count < word.length() && word.charAt(count) == c) {
      count++;
    }
    return count;
  }

  private static Checker placeholders(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_placeholders");
    return text ->
        Relation.AT_LEAST.finding(MarkdownCounts.placeholders(text), number, "placeholders");
  }

  private static Checker postscript(Arguments arguments) throws InstructionException {
    String marker = Blank.strip(arguments.text("postscript_marker"));
    Pattern pattern =
        marker.equals("P.P.S")
            ? PPS
            : marker.equals("P.S.")
                ? PS
                : Pattern.compile(Pattern.quote(marker.toLowerCase(Locale.ROOT)));
    return text -> {
      boolean found = pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
      return Finding.of(found, marker + (found ? " occurs" : " is missing"));
    };
  }

  private static Checker bullets(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_bullets");
    return text -> Relation.EXACTLY.finding(MarkdownCounts.bullets(text), number, "bullet points");
  }

  private static Finding option(String text) {
    for (String option : OPTIONS) {
      if (text.contains(option)) {
        return Finding.of(true, "it says '" + option + "'");
      }
    }
    return Finding.of(false, "none of the allowed answers occurs");
  }

  private static Checker highlights(Arguments arguments) throws InstructionException {
    int number = arguments.count("num_highlights");
    return text ->
        Relation.AT_LEAST.finding(MarkdownCounts.highlights(text), number, "highlighted parts");
  }

  private static Checker sections(Arguments arguments) throws InstructionException {
    String splitter = Blank.strip(arguments.text("section_spliter"));
    int number = arguments.count("num_sections");
    Pattern pattern =
        Pattern.compile(
            "\\s?" + Pattern.quote(splitter) + "\\s?\\d++\\s?", Pattern.UNICODE_CHARACTER_CLASS);
    return text -> Relation.AT_LEAST.finding(matches(pattern, text), number, "sections");
  }

  private static Finding json(String text) {
    String value = Blank.strip(text);
    for (String fence : FENCES) {
      value = value.startsWith(fence) ? value.substring(fence.length()) : value;
    }
    value = value.endsWith("```") ? value.substring(0, value.length() - 3) : value;
    value = Blank.strip(value);
    if (value.isEmpty()) {
      return Finding.of(false, "there is no JSON");
    }
    try {
      JSON.readTree(value);
      return Finding.of(true, "the reply is JSON");
    } catch (JacksonException e) {
      return Finding.of(false, "the reply is no JSON");
    }
  }

  private static Finding twoResponses(String text) {
    String[] parts = text.split("\\*\\*\\*\\*\\*\\*", -1);
    List<String> responses = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (!Blank.isBlank(parts[i])) {
        responses.add(Blank.strip(parts[i]));
      } else if (i > 0 && i < parts.length - 1) {
        return Finding.of(false, "nothing stands between two separators");
      }
    }
    boolean two = responses.size() == 2;
    boolean different = two && !responses.get(0).equals(responses.get(1));
    return Finding.of(
        different,
        two && !different ? "both responses are the same" : responses.size() + " responses");
  }

  private static Checker repeatedPrompt(Arguments arguments) throws InstructionException {
    String prompt = Blank.strip(arguments.text("prompt_to_repeat")).toLowerCase(Locale.ROOT);
    return text -> {
      boolean repeated = Blank.strip(text).toLowerCase(Locale.ROOT).startsWith(prompt);
      return Finding.of(repeated, repeated ? "it repeats the request" : "it begins otherwise");
    };
  }

  private static Checker end(Arguments arguments) throws InstructionException {
    String phrase = Blank.strip(arguments.text("end_phrase")).toLowerCase(Locale.ROOT);
    return text -> {
      String end = Blank.strip(Blank.strip(text), '"').toLowerCase(Locale.ROOT);
      boolean ends = end.endsWith(phrase);
      return Finding.of(ends, ends ? "it ends with the phrase" : "it ends otherwise");
    };
  }

  private static Finding quotation(String text) {
    String value = Blank.strip(text);
    boolean wrapped = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return Finding.of(
        wrapped, wrapped ? "it is in quotation marks" : "a quotation mark is missing");
  }

  private static Checker capitalWords(Arguments arguments) throws InstructionException {
    int number = arguments.count("capital_frequency");
    Relation relation = arguments.relation("capital_relation");
    return text ->
        relation.finding(
            EnglishTokens.of(text).stream().filter(Blank::isUpper).count(),
            number,
            "words in capitals");
  }

  private static Finding english(String text, boolean cased, String form) {
    if (!cased) {
      return Finding.of(false, "not all letters are " + form);
    }
    String language = Languages.detect(text).orElse("en");
    return Finding.of(
        language.equals("en"), "all letters are " + form + " and the language is " + language);
  }
}
