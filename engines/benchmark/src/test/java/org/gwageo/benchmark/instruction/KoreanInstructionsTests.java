package org.gwageo.benchmark.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KoreanInstructionsTests {

  @Test
  void countsEojeolSentencesAndCharacters() throws InstructionException {
    String reply = "오늘은 날씨가 좋다. 3.5킬로미터를 걸었다! 정말?";
    assertFollowed("ko:eojeol_count", Map.of("number", 6, "relation", "정확히"), reply);
    assertFollowed("ko:sentence_count", Map.of("number", 3, "relation", "exactly"), reply);
    assertFollowed("ko:sentence_count", Map.of("number", 2, "relation", "정확히"), "먹었다.그리고 잤다.");
    assertFollowed(
        "ko:sentence_count", Map.of("number", 2, "relation", "정확히"), "1. 사과를 먹는다.\n2. 배를 먹는다.");
    assertFollowed(
        "ko:character_count", Map.of("number", 5, "relation", "정확히", "spaces", "제외"), "가 나 다 라 마");
    assertFollowed("ko:character_count", Map.of("number", 9, "relation", "정확히"), "가 나 다 라 마");
    assertBroken("ko:character_count", Map.of("number", 9, "relation", "미만"), "가 나 다 라 마");
    assertFollowed("ko:paragraph_count", Map.of("number", 2, "relation", "정확히"), "첫째\n계속\n\n\n둘째");
    assertFollowed("ko:line_count", Map.of("number", 3, "relation", "정확히"), "첫째\n계속\n\n\n둘째");
  }

  @Test
  void countsDecomposedHangulTheSame() throws InstructionException {
    String decomposed = Normalizer.normalize("한글 세 글자", Normalizer.Form.NFD);
    assertFollowed(
        "ko:character_count", Map.of("number", 5, "relation", "정확히", "spaces", "제외"), decomposed);
    assertFollowed("ko:keywords", Map.of("keywords", List.of("한글")), decomposed);
  }

  @Test
  void findsKeywordsWithParticles() throws InstructionException {
    assertFollowed("ko:keywords", Map.of("keywords", List.of("사과", "배")), "사과를 먹고 배도 먹었다");
    assertBroken("ko:keywords", Map.of("keywords", List.of("포도")), "사과를 먹었다");
    assertFollowed(
        "ko:keyword_frequency",
        Map.of("keyword", "사과", "number", 2, "relation", "정확히"),
        "사과와 사과나무");
  }

  @Test
  void forbidsAWordButNotWordsThatHoldIt() throws InstructionException {
    Map<String, Object> noApple = Map.of("forbidden_words", List.of("사과"));
    assertBroken("ko:forbidden_words", noApple, "나는 사과를 먹었다");
    assertBroken("ko:forbidden_words", noApple, "이것은 '사과'입니다.");
    assertBroken("ko:forbidden_words", noApple, "빨간 사과에서부터");
    assertFollowed("ko:forbidden_words", noApple, "사과나무 아래에서 풋사과를 보았다");
    assertFollowed("ko:forbidden_words", noApple, "사과하였다");
  }

  @Test
  void judgesTheStyleOfSpeechBySentenceEnds() throws InstructionException {
    Map<String, Object> hapsyo = Map.of("style", "합쇼체");
    assertFollowed("ko:speech_style", hapsyo, "안녕하십니까? 저는 학생입니다. 함께 갑시다. 오십시오!");
    assertBroken("ko:speech_style", hapsyo, "저는 학생입니다. 반가워요.");
    assertFollowed("ko:speech_style", Map.of("style", "해요체"), "반가워요. 그렇죠? 그건 제 책이에요 :)");
    assertBroken("ko:speech_style", Map.of("style", "해요체"), "물이 필요.");
    assertFollowed("ko:speech_style", Map.of("style", "해라체"), "나는 학생이다. 이것이 정답인가? 함께 공부하자.");
    assertBroken("ko:speech_style", Map.of("style", "해라체"), "나는 학생입니다.");
    assertFollowed("ko:speech_style", Map.of("style", "존댓말"), "# 제목\n반갑습니다. 잘 지내죠?");
    assertBroken("ko:speech_style", Map.of("style", "존댓말"), "반갑습니다. 잘 지내니?");
    assertBroken("ko:speech_style", hapsyo, "제목만 있음");
  }

  @Test
  void forbidsMarksAndScripts() throws InstructionException {
    assertBroken("ko:no_comma", Map.of(), "사과、배");
    assertBroken("ko:no_comma", Map.of(), "사과，배");
    assertFollowed("ko:no_comma", Map.of(), "사과와 배.");
    assertBroken("ko:no_digits", Map.of(), "세 개 중 2개");
    assertFollowed("ko:no_digits", Map.of(), "세 개 중 두 개");
    assertBroken("ko:hangul_only", Map.of(), "서울(Seoul)");
    assertBroken("ko:hangul_only", Map.of(), "大韓民國");
    assertFollowed("ko:hangul_only", Map.of(), "서울은 1번, 부산은 2번!");
    assertFollowed("ko:no_latin", Map.of(), "大韓民國");
    assertFollowed("ko:no_final_consonants", Map.of(), "나비가 와서 노래해요");
    assertBroken("ko:no_final_consonants", Map.of(), "나비들이");
  }

  @Test
  void readsFirstLetters() throws InstructionException {
    assertFollowed("ko:initial_consonants", Map.of("consonants", "ㄱㄴㄷ"), "가을 노을 달빛");
    assertBroken("ko:initial_consonants", Map.of("consonants", "ㄱㄴㄷ"), "가을 달빛 노을");
    assertFollowed(
        "ko:initial_consonants", Map.of("consonants", "ㄱㄴ", "unit", "줄"), "**가**을이 온다\n\n노을이 진다");
    assertFollowed("ko:acrostic", Map.of("text", "과거"), "과: 과연 누가\n거: 거기 있나");
    assertBroken("ko:acrostic", Map.of("text", "과거"), "과연 누가\n저기 있나");
  }

  @Test
  void readsListsAndSections() throws InstructionException {
    Map<String, Object> three = Map.of("number", 3, "style", "가나다");
    assertFollowed("ko:numbered_list", three, "가. 하나\n나. 둘\n다) 셋");
    assertBroken("ko:numbered_list", three, "가. 하나\n나. 둘");
    assertBroken("ko:numbered_list", three, "가을\n나비\n다리");
    assertFollowed("ko:numbered_list", Map.of("number", 2), "1. 하나\n2. 둘");
    assertBroken("ko:numbered_list", Map.of("number", 2), "1. 하나\n3. 둘");
    assertFollowed("ko:numbered_list", Map.of("number", 2, "style", "①②③"), "① 하나\n② 둘");
    assertFollowed("ko:numbered_list", Map.of("number", 2, "style", "ㄱㄴㄷ"), "ㄱ. 하나\nㄴ. 둘");
    assertFollowed("ko:bullet_count", Map.of("number", 3, "relation", "정확히"), "- 하나\n• 둘\n· 셋");
    assertFollowed("ko:sections", Map.of("number", 2, "unit", "장"), "## 제1장 시작\n글\n제 2 장. 끝");
    assertBroken("ko:sections", Map.of("number", 2, "unit", "장"), "1장짜리 글\n2장");
    assertFollowed("ko:placeholder_count", Map.of("number", 2, "relation", "이상"), "[이름] 님께 [날짜]에");
  }

  @Test
  void readsTitlesQuotesAndEdges() throws InstructionException {
    assertFollowed("ko:title", Map.of(), "『가을의 노래』\n본문");
    assertBroken("ko:title", Map.of(), "가을의 노래\n본문");
    assertFollowed("ko:postscript", Map.of(), "본문\n\n추신: 또 봐요");
    assertFollowed("ko:postscript", Map.of(), "본문\n**덧붙임.** 또 봐요");
    assertBroken("ko:postscript", Map.of(), "본문만 있고 덧붙인 말은 없다");
    assertBroken("ko:postscript", Map.of(), "추신수는 야구 선수다");
    assertFollowed("ko:quotation", Map.of(), "“모두 안에”");
    assertBroken("ko:quotation", Map.of(), "“반만 안에");
    assertFollowed("ko:start_phrase", Map.of("phrase", "제 생각에는"), "제 생각에는 그렇습니다.");
    assertFollowed("ko:end_phrase", Map.of("phrase", "감사합니다."), "여기까지입니다. 감사합니다!");
    assertBroken("ko:end_phrase", Map.of("phrase", "감사합니다."), "감사합니다. 끝");
    assertFollowed("ko:paragraph_start", Map.of("nth", 2, "word", "가을"), "여름은\n\n가을이 오면");
    assertFollowed("ko:longest_eojeol", Map.of("number", 3), "짧은 말만 씁니다");
    assertBroken("ko:longest_eojeol", Map.of("number", 3), "기나긴어절");
    assertFollowed(
        "ko:syllable_frequency", Map.of("syllable", "가", "number", 3, "relation", "이상"), "가가 가다");
  }

  private static void assertFollowed(String id, Map<String, Object> kwargs, String reply)
      throws InstructionException {
    assertThat(result(id, kwargs, reply).strict()).as("%s", result(id, kwargs, reply)).isTrue();
  }

  private static void assertBroken(String id, Map<String, Object> kwargs, String reply)
      throws InstructionException {
    assertThat(result(id, kwargs, reply).strict()).as("%s", result(id, kwargs, reply)).isFalse();
  }

  private static InstructionResult result(String id, Map<String, Object> kwargs, String reply)
      throws InstructionException {
    return Instructions.check(List.of(id), List.of(kwargs), reply).results().getFirst();
  }
}
