package org.gwageo.mockendpoint;

import java.util.Locale;

/** How a reply states its answer. */
public enum AnswerStyle {
  /** The answer alone. */
  BARE("%s", false),
  /** Reasoning, then {@code #### 5}, the form of GSM8K's solutions. */
  HASH("%s%n#### %s", true),
  /** Reasoning, then a line {@code ANSWER: 5}. */
  ANSWER("%s%n%nANSWER: %s", true),
  /** Reasoning, then {@code The answer is 5.} */
  PLAIN_SENTENCE("%s The answer is %s.", true),
  /** A Korean sentence: {@code 정답은 5입니다.} */
  KOREAN("%s 정답은 %s입니다.", true),
  /** Reasoning, then a LaTeX box. */
  BOXED("%s%n$\\boxed{%s}$", true),
  /** Reasoning, then a line in bold. */
  MARKDOWN("%s%n%n**Answer: %s**", true),
  /** A line of JSON. */
  JSON("{\"answer\": \"%s\"}", false),
  /** No answer at all, whatever the key says. */
  NO_ANSWER("%s", true);

  private final String form;
  private final boolean reasons;

  AnswerStyle(String form, boolean reasons) {
    this.form = form.replace("%n", "\n");
    this.reasons = reasons;
  }

  /** Returns the name used on the command line and in keys. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the style with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AnswerStyle parse(String word) {
    for (AnswerStyle style : values()) {
      if (style.word().equals(word)) {
        return style;
      }
    }
    throw new IllegalArgumentException("there is no answer style called " + word);
  }

  /** Returns whether the style states an answer. */
  public boolean states() {
    return this != NO_ANSWER;
  }

  /**
   * Returns a reply.
   *
   * @param reasoning text that holds no digit and no letter that stands alone
   */
  String render(String reasoning, String answer) {
    if (this == NO_ANSWER) {
      return reasoning;
    }
    return reasons ? form.formatted(reasoning, answer) : form.formatted(answer);
  }
}
