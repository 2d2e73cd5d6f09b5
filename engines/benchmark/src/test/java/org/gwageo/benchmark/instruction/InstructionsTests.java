package org.gwageo.benchmark.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class InstructionsTests {

  /** Arguments with which every instruction can be made. */
  private static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("keywords", List.of("tea")),
          Map.entry("keyword", "tea"),
          Map.entry("frequency", 2),
          Map.entry("relation", "at least"),
          Map.entry("forbidden_words", List.of("tea")),
          Map.entry("letter", "a"),
          Map.entry("let_frequency", 2),
          Map.entry("let_relation", "at least"),
          Map.entry("language", "en"),
          Map.entry("num_sentences", 2),
          Map.entry("num_paragraphs", 2),
          Map.entry("num_words", 2),
          Map.entry("nth_paragraph", 1),
          Map.entry("first_word", "tea"),
          Map.entry("num_placeholders", 2),
          Map.entry("postscript_marker", "P.S."),
          Map.entry("num_bullets", 2),
          Map.entry("num_highlights", 2),
          Map.entry("section_spliter", "Section"),
          Map.entry("num_sections", 2),
          Map.entry("prompt_to_repeat", "tea"),
          Map.entry("end_phrase", "tea"),
          Map.entry("capital_frequency", 2),
          Map.entry("capital_relation", "at least"),
          Map.entry("number", 2),
          Map.entry("syllable", "가"),
          Map.entry("consonants", "ㄱㄴ"),
          Map.entry("text", "가나"),
          Map.entry("phrase", "차"),
          Map.entry("nth", 1),
          Map.entry("word", "차"));

  @Test
  void knowsTheTwentyFiveOfIfevalAndMoreThanEighteenKoreanOnes() {
    assertThat(Instructions.ids().stream().filter(id -> !id.startsWith("ko:"))).hasSize(25);
    assertThat(Instructions.ids().stream().filter(id -> id.startsWith("ko:")))
        .hasSizeGreaterThanOrEqualTo(18);
  }

  @Test
  void judgesEachInstructionAndAllTogether() throws InstructionException {
    InstructionReport report =
        Instructions.check(
            List.of(
                "punctuation:no_comma", "length_constraints:number_words", "startend:quotation"),
            List.of(Map.of(), Map.of("relation", "at least", "num_words", 3), Map.of()),
            "One two three.");
    assertThat(report.strict()).isFalse();
    assertThat(report.strictCount()).isEqualTo(2);
    assertThat(report.results().get(1).reason()).isEqualTo("3 words, asked for at least 3");
    assertThat(report.results().get(2).reason()).contains("quotation mark");
  }

  @Test
  void countsAFirstLineAndAsterisksOutWhenLoose() throws InstructionException {
    InstructionReport report =
        Instructions.check(
            List.of("startend:quotation"), List.of(Map.of()), "Sure, here it is:\n*\"Done.\"*");
    assertThat(report.strict()).isFalse();
    assertThat(report.loose()).isTrue();
    assertThat(Instructions.variants("a\nb*\nc"))
        .containsExactly("a\nb*\nc", "a\nb\nc", "b*\nc", "a\nb*", "b*", "b\nc", "a\nb", "b");
    assertThat(Instructions.variants("one line"))
        .containsExactly("one line", "one line", "", "", "", "", "", "");
  }

  @Test
  void followsNothingWithAnEmptyReply() throws InstructionException {
    for (String reply : List.of("", "  \n\t")) {
      InstructionReport report =
          Instructions.check(List.of("punctuation:no_comma"), List.of(Map.of()), reply);
      assertThat(report.strict()).isFalse();
      assertThat(report.loose()).isFalse();
    }
  }

  @Test
  void keepsAnArgumentOfZero() throws InstructionException {
    Map<String, Object> none = Map.of("keyword", "tea", "frequency", 0, "relation", "exactly");
    assertThat(Instructions.check(List.of("keywords:frequency"), List.of(none), "coffee").strict())
        .isTrue();
  }

  @Test
  void namesWhatIsWrongWithAnInstruction() {
    assertThatThrownBy(() -> Instructions.validate("no:such", Map.of()))
        .isInstanceOf(InstructionException.class)
        .hasMessageContaining("no:such");
    assertThatThrownBy(
            () ->
                Instructions.validate(
                    "length_constraints:number_words",
                    Map.of("num_words", -1, "relation", "at least")))
        .hasMessage(
            "length_constraints:number_words: num_words is -1, allowed is a whole number of 0 to"
                + " 1000000");
    assertThatThrownBy(
            () ->
                Instructions.validate("ko:eojeol_count", Map.of("number", 3, "relation", "about")))
        .hasMessageContaining("at least");
    assertThatThrownBy(() -> Instructions.check(List.of("punctuation:no_comma"), List.of(), "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesKeywordsLiterally() throws InstructionException {
    Map<String, Object> keywords = Map.of("keywords", List.of("C++", "a.b"));
    assertThat(
            Instructions.check(List.of("keywords:existence"), List.of(keywords), "c++ and a.b")
                .strict())
        .isTrue();
    assertThat(
            Instructions.check(List.of("keywords:existence"), List.of(keywords), "c++ and axb")
                .strict())
        .isFalse();
  }

  @Test
  void takesLinearTimeOnRowsOfAnything() {
    List<String> ids = new ArrayList<>(Instructions.ids());
    List<Map<String, Object>> kwargs = new ArrayList<>();
    ids.forEach(id -> kwargs.add(EVERYTHING));
    for (String piece :
        List.of(
            "*",
            "[",
            "<<",
            "\n",
            " ",
            ".",
            ".\"",
            "{",
            "- \n",
            "가",
            "1. ",
            "tea ",
            "Section 1",
            "*a",
            "\uD800",
            "a@",
            "P.",
            "「",
            "https://")) {
      String reply = piece.repeat(200_000 / piece.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> assertThat(Instructions.check(ids, kwargs, reply).results()).hasSize(ids.size()),
          () -> piece);
    }
  }
}
