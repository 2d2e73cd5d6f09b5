package org.gwageo.nano.training.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The held-out items of the rehearsal's tasks. */
public final class Examination {
  private static final int ITEMS = 60;
  private static final long SEED = 20261122;

  private Examination() {}

  /**
   * One item of a task.
   *
   * @param exercise the question as models see it, with its answer
   * @param fields what stands in the file of items
   */
  public record Item(Exercise exercise, Map<String, Object> fields) {}

  /** Returns the items of all tasks by the name of the task; the same at every call. */
  public static SequencedMap<String, List<Item>> tasks() {
    SequencedMap<String, List<Item>> tasks = new LinkedHashMap<>();
    List<Language> both = List.of(Language.KOREAN, Language.ENGLISH);
    tasks.put(
        "ko-arithmetic", answered("ko-arithmetic", Skill.ARITHMETIC, List.of(Language.KOREAN)));
    tasks.put(
        "en-arithmetic", answered("en-arithmetic", Skill.ARITHMETIC, List.of(Language.ENGLISH)));
    tasks.put("dates", answered("dates", Skill.DATES, both));
    tasks.put("word-order", answered("word-order", Skill.WORD_ORDER, both));
    tasks.put("instructions", answered("instructions", Skill.INSTRUCTIONS, both));
    tasks.put("opposites-choice", chosen("opposites-choice", both));
    return tasks;
  }

  private static List<Item> answered(String task, Skill skill, List<Language> languages) {
    RandomGenerator random = new SplittableRandom(SEED + task.hashCode());
    Set<String> questions = new TreeSet<>();
    List<Item> items = new ArrayList<>();
    while (items.size() < ITEMS) {
      Language language = languages.get(items.size() % languages.size());
      Exercise exercise = skill.next(random, language);
      if (exercise.heldOut() && questions.add(exercise.question())) {
        Map<String, Object> fields = fields(task, items.size(), language, exercise.question());
        fields.put("answer", exercise.answer());
        items.add(new Item(exercise, fields));
      }
    }
    return items;
  }

  private static List<Item> chosen(String task, List<Language> languages) {
    RandomGenerator random = new SplittableRandom(SEED + task.hashCode());
    Set<String> questions = new TreeSet<>();
    List<Item> items = new ArrayList<>();
    while (items.size() < ITEMS) {
      Language language = languages.get(items.size() % languages.size());
      Choice choice = Opposites.next(random, language);
      Exercise exercise = choice.exercise();
      if (exercise.heldOut() && questions.add(choice.question())) {
        Map<String, Object> fields = fields(task, items.size(), language, choice.question());
        fields.put("choices", choice.choices());
        fields.put("answer", choice.answer());
        items.add(new Item(exercise, fields));
      }
    }
    return items;
  }

  private static Map<String, Object> fields(
      String task, int index, Language language, String question) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", "%s-%02d".formatted(task, index + 1));
    fields.put("lang", language.tag());
    fields.put("question", question);
    return fields;
  }
}
