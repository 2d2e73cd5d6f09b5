package org.gwageo.nano.training.exercise;

import java.util.random.RandomGenerator;

/** What an exercise practises. */
public enum Skill {
  /** Addition, subtraction and the multiplication table. */
  ARITHMETIC,
  /** Weekdays and dates some days away. */
  DATES,
  /** Reversing, copying and sorting words and numbers. */
  WORD_ORDER,
  /** Capitals, repetition, first and last word, counting. */
  INSTRUCTIONS,
  /** Opposites as a choice of four. */
  OPPOSITES_CHOICE,
  /** Opposites, capital cities and colours in free form. */
  KNOWLEDGE,
  /** Greetings and small talk. */
  DIALOGUE;

  /** Returns the next exercise of this skill; held-out ones are drawn too. */
  public Exercise next(RandomGenerator random, Language language) {
    return switch (this) {
      case ARITHMETIC -> Arithmetic.next(random, language);
      case DATES -> Dates.next(random, language);
      case WORD_ORDER -> WordOrder.next(random, language);
      case INSTRUCTIONS -> Instructions.next(random, language);
      case OPPOSITES_CHOICE -> Opposites.next(random, language).exercise();
      case KNOWLEDGE -> Knowledge.next(random, language);
      case DIALOGUE -> Dialogue.next(random, language);
    };
  }
}
