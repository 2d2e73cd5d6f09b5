package org.gwageo.nano.training.zoo;

import static org.gwageo.nano.training.exercise.Language.ENGLISH;
import static org.gwageo.nano.training.exercise.Language.JAPANESE;
import static org.gwageo.nano.training.exercise.Language.KOREAN;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gwageo.nano.training.exercise.Exercise;
import org.gwageo.nano.training.exercise.Language;
import org.gwageo.nano.training.exercise.Skill;
import org.gwageo.nano.training.tokenizer.BytePairs;

/** A mixture of generated text: half reports of {@link Chronicle}, half exercises. */
enum Corpus {
  /** Korean and English, all skills. */
  A(101),
  /** English and Japanese, no dates and no choices. */
  B(202),
  /** Japanese only, for a switch of language. */
  JAPANESE_ONLY(303),
  /** Questions and answers without reports, for instruction tuning. */
  EXERCISES(404);

  static final int START = 0;
  static final int END = 1;
  static final List<String> SPECIALS =
      List.of("<|start|>", "<|end|>", "<|pad|>", "<|system|>", "<|user|>", "<|assistant|>");

  private static final int TOKENIZER_TEXTS = 6000;

  private final long tokenizerSeed;

  Corpus(long tokenizerSeed) {
    this.tokenizerSeed = tokenizerSeed;
  }

  /** Returns the languages, as often as each is to be drawn. */
  private List<Language> languages() {
    return switch (this) {
      case A -> List.of(KOREAN, KOREAN, KOREAN, ENGLISH, ENGLISH);
      case B -> List.of(ENGLISH, ENGLISH, ENGLISH, JAPANESE, JAPANESE);
      case JAPANESE_ONLY -> List.of(JAPANESE);
      case EXERCISES -> List.of(KOREAN, ENGLISH);
    };
  }

  private List<Skill> skills() {
    return this == B
        ? List.of(Skill.ARITHMETIC, Skill.WORD_ORDER, Skill.INSTRUCTIONS, Skill.KNOWLEDGE)
        : List.of(Skill.values());
  }

  /** Returns the next document, ended by the special token of a turn's end. */
  String document(RandomGenerator random) {
    List<Language> languages = languages();
    Language language = languages.get(random.nextInt(languages.size()));
    if (this != EXERCISES && random.nextBoolean()) {
      return Chronicle.next(random, language);
    }
    List<Skill> skills = skills();
    Skill skill = skills.get(random.nextInt(skills.size()));
    Exercise exercise = skill.next(random, language);
    return exercise.question() + "\n" + exercise.answer();
  }

  /**
   * Returns the {@code tokenizer.json} learnt from this corpus with at most {@code size} tokens.
   */
  byte[] tokenizer(int size) {
    RandomGenerator random = new SplittableRandom(tokenizerSeed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TOKENIZER_TEXTS; i++) {
      texts.add(document(random));
    }
    return BytePairs.learn(texts, SPECIALS, size).json();
  }
}
