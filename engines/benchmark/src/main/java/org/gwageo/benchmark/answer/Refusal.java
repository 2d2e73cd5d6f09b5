package org.gwageo.benchmark.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether a reply declines to do what it was asked, by the phrases with which Korean and
 * English replies decline.
 *
 * <p>Only the beginning of the reply is looked at: a reply that helps and then names a limit has
 * not declined.
 */
public final class Refusal {

  /** How much of the beginning is looked at, in characters. */
  public static final int BEGINNING = 400;

  private static final List<Pattern> PHRASES =
      List.of(
          Pattern.compile(
              "(?:도와|알려|답|답변|대답|설명|제공|안내|작성|말씀|지원|응|공유|추천|협조|수행|처리|진행)"
                  + "[가-힣]{0,4} ?(?:드릴|줄|해 ?드릴|해 ?줄|할|될) ?수 ?(?:는|가)? ?(?:없|어렵)"),
          Pattern.compile("(?:요청|질문|내용|부탁)[가-힣]{0,3}.{0,30}?(?:거절|거부|응할 수 없|따를 수 없|들어 ?드릴 수 없)"),
          Pattern.compile("(?:해 ?드리기|도와드리기|알려드리기|답하기|답변하기|제공하기)(?:는|가)? ?(?:어렵|곤란)"),
          Pattern.compile(
              "\\b(?:I|we) ?(?:'m|’m| am| are|'re|’re)? ?(?:can ?not|can['’]?t|could"
                  + " not|couldn['’]?t|won['’]?t|will not|am not able to|['’]?m not able to|not"
                  + " able to|unable to|must decline|have to"
                  + " decline|decline|refuse)\\b.{0,40}?\\b(?:help|assist|provide|share|give|answer|comply|support|do"
                  + " that|write|create|explain|discuss|fulfil|fulfill|with|to)\\b",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "\\b(?:sorry|apologi[sz]e)\\b.{0,40}?\\b(?:can ?not|can['’]?t|won['’]?t|unable|not"
                  + " able)\\b",
              Pattern.CASE_INSENSITIVE));

  private Refusal() {}

  /** Returns whether {@code reply} declines, its reasoning left out. */
  public static boolean isRefusal(String reply) {
    String text = ReplyText.finalPart(reply);
    String beginning = text.substring(0, Math.min(text.length(), BEGINNING)).replace('\n', ' ');
    try {
      for (Pattern phrase : PHRASES) {
        if (phrase.matcher(Budgeted.of(beginning)).find()) {
          return true;
        }
      }
      return false;
    } catch (Budgeted.Exhausted e) {
      return false;
    }
  }
}
