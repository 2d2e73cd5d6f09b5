package org.gwageo.nano.training.exercise;

/** What an exercise practises. */
public enum Skill {
  /** Addition, subtraction and the multiplication table. */
  ARITHMETIC(Arithmetic::next),
  /** Weekdays and dates some days away. */
  DATES(Dates::next),
  /** Reversing, copying and sorting words and numbers. */
  WORD_ORDER(WordOrder::next),
  /** Capitals, repetition, first and last word, counting. */
  INSTRUCTIONS(Instructions::next),
  /** Opposites as a choice of four. */
  OPPOSITES_CHOICE((random, language) -> Opposites.next(random, language).exercise()),
  /** Opposites, capital cities and colours in free form. */
  KNOWLEDGE(Knowledge::next),
  /** Greetings and small talk. */
  DIALOGUE(Dialogue::next);

  private final Source source;

  Skill(Source source) {
    this.source = source;
  }

  /** Returns the source of exercises of this skill. */
  public Source source() {
    return source;
  }
}
