package org.gwageo.benchmark.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguagesTests {

  @Test
  void tellsShortSentencesApart() {
    Map<String, String> sentences =
        Map.ofEntries(
            Map.entry("en", "This is a short answer to your question."),
            Map.entry("de", "Das ist eine kurze Antwort auf Ihre Frage."),
            Map.entry("fr", "Ceci est une courte réponse à votre question."),
            Map.entry("es", "Esta es una respuesta corta a su pregunta."),
            Map.entry("pt", "Esta é uma resposta curta para a sua pergunta."),
            Map.entry("it", "Questa è una breve risposta alla tua domanda."),
            Map.entry("nl", "Dit is een kort antwoord op je vraag."),
            Map.entry("sv", "Det här är ett kort svar på din fråga och inte mer."),
            Map.entry("fi", "Tämä on lyhyt vastaus kysymykseen, ja se on hyvä."),
            Map.entry("pl", "To jest krótka odpowiedź na twoje pytanie."),
            Map.entry("vi", "Đây là một câu trả lời ngắn cho câu hỏi của bạn."),
            Map.entry("sw", "Hili ni jibu fupi kwa swali lako, asante sana."),
            Map.entry("tr", "Bu, sorunuza kısa bir cevap ve çok iyi."),
            Map.entry("ru", "Это короткий ответ на ваш вопрос."),
            Map.entry("uk", "Це коротка відповідь на ваше запитання."),
            Map.entry("bg", "Това е кратък отговор на вашия въпрос."),
            Map.entry("hi", "यह आपके प्रश्न का एक छोटा उत्तर है।"),
            Map.entry("mr", "हे तुमच्या प्रश्नाचे एक छोटे उत्तर आहे."),
            Map.entry("ne", "यो तपाईंको प्रश्नको छोटो उत्तर हो, धेरै राम्रो छ।"),
            Map.entry("ar", "هذه إجابة قصيرة على سؤالك."),
            Map.entry("fa", "این یک پاسخ کوتاه به پرسش شما است."),
            Map.entry("ur", "یہ آپ کے سوال کا مختصر جواب ہے۔"),
            Map.entry("ja", "これは短い答えです。"),
            Map.entry("zh", "这是对你的问题的简短回答。"),
            Map.entry("ko", "짧은 대답입니다. OpenAI API와 GPU를 씁니다."));
    sentences.forEach(
        (language, sentence) ->
            assertThat(Languages.detect(sentence)).as(sentence).contains(language));
  }

  @Test
  void readsCapitalsLikeSmallLetters() {
    assertThat(Languages.detect("THIS IS THE ANSWER TO YOUR QUESTION")).contains("en");
    assertThat(Languages.detect("DAS IST DIE ANTWORT AUF IHRE FRAGE")).contains("de");
  }

  @Test
  void findsNothingWithoutLetters() {
    assertThat(Languages.detect("1234 !? 😀")).isEmpty();
    assertThat(Languages.detect("")).isEmpty();
  }
}
