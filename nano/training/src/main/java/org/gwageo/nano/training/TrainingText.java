package org.gwageo.nano.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.training.exercise.Exercise;
import org.gwageo.nano.training.exercise.Language;
import org.gwageo.nano.training.exercise.Skill;

/** An endless seeded stream of training batches without a held-out exercise. */
final class TrainingText {
  private static final int POOL = 4000;
  private static final int ONE_IN_SECOND_TURN = 24;
  private static final int ONE_IN_SYSTEM = 40;
  private static final int ONE_IN_WHOLE = 40;

  private final Recipe recipe;
  private final Tokenizer tokenizer;
  private final RandomGenerator random;
  private final MessageDigest digest;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Batch> ready = new ArrayList<>();

  /** A conversation as ids; {@code learnt[i]} says whether the token at i is predicted. */
  @SuppressWarnings(
      "ArrayRecordComponent") // never compared, and boxed lists would double the memory
  record Sequence(int[] ids, boolean[] learnt) {}

  /**
   * Sequences of similar length.
   *
   * @param ids rows x length inputs, padded at the end
   * @param rows the positions, counted over all rows, whose next token is predicted
   * @param targets the tokens that follow those positions
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the tensor engine as they are
  record Batch(long[] ids, int count, int length, long[] rows, long[] targets) {}

  TrainingText(Recipe recipe, Tokenizer tokenizer) {
    this.recipe = recipe;
    this.tokenizer = tokenizer;
    this.random = new SplittableRandom(recipe.seed() + 2);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the platform has no SHA-256", e);
    }
  }

  /** Returns an exercise that is not held out, by the weights of {@code recipe}. */
  static Exercise draw(Recipe recipe, RandomGenerator random, Map<String, Integer> counts) {
    while (true) {
      Language language = weighted(random, recipe.languages());
      Skill skill = weighted(random, recipe.skills());
      Exercise exercise = skill.next(random, language);
      if (!exercise.heldOut()) {
        counts.merge(skill + "/" + language.tag(), 1, Integer::sum);
        return exercise;
      }
    }
  }

  private static <E extends Enum<E>> E weighted(RandomGenerator random, Map<E, Integer> weights) {
    int left = random.nextInt(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<E, Integer> entry : new TreeMap<>(weights).entrySet()) {
      left -= entry.getValue();
      if (left < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("the weights changed while they were summed");
  }

  /** Returns the next batch. */
  Batch next() {
    if (ready.isEmpty()) {
      fill();
    }
    return ready.removeLast();
  }

  /** Returns how many exercises of each skill and language were drawn. */
  Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Returns the SHA-256 of everything drawn so far; ends the stream. */
  String digest() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private void fill() {
    List<Sequence> pool = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      pool.add(conversation());
    }
    pool.sort(Comparator.comparingInt(sequence -> sequence.ids().length));
    int from = 0;
    while (from < pool.size()) {
      int to = from + 1;
      while (to < pool.size()
          && (to + 1 - from) * (pool.get(to).ids().length - 1) <= recipe.batchTokens()) {
        to++;
      }
      ready.add(batch(pool.subList(from, to)));
      from = to;
    }
    Collections.shuffle(ready, Random.from(random));
  }

  private Sequence conversation() {
    IdList ids = new IdList();
    boolean whole = random.nextInt(ONE_IN_WHOLE) == 0;
    ids.add(Chat.START, false);
    if (random.nextInt(ONE_IN_SYSTEM) == 0) {
      ids.add(Chat.SYSTEM, whole);
      ids.add(tokenizer.encode(random.nextBoolean() ? "짧게 답하세요." : "Answer briefly."), whole);
      ids.add(Chat.END, whole);
    }
    int turns = random.nextInt(ONE_IN_SECOND_TURN) == 0 ? 2 : 1;
    for (int turn = 0; turn < turns; turn++) {
      Exercise exercise = draw(recipe, random, counts);
      digest.update(
          (exercise.question() + "\0" + exercise.answer() + "\0").getBytes(StandardCharsets.UTF_8));
      ids.add(Chat.USER, whole);
      ids.add(tokenizer.encode(exercise.question()), whole);
      ids.add(Chat.END, whole);
      ids.add(Chat.ASSISTANT, whole);
      ids.add(tokenizer.encode(exercise.answer()), true);
      ids.add(Chat.END, true);
    }
    return ids.sequence();
  }

  private static Batch batch(List<Sequence> sequences) {
    int length = sequences.getLast().ids().length - 1;
    long[] ids = new long[sequences.size() * length];
    Arrays.fill(ids, Chat.PAD);
    List<Long> rows = new ArrayList<>();
    List<Long> targets = new ArrayList<>();
    for (int s = 0; s < sequences.size(); s++) {
      Sequence sequence = sequences.get(s);
      for (int i = 0; i + 1 < sequence.ids().length; i++) {
        ids[s * length + i] = sequence.ids()[i];
        if (sequence.learnt()[i + 1]) {
          rows.add((long) s * length + i);
          targets.add((long) sequence.ids()[i + 1]);
        }
      }
    }
    return new Batch(
        ids,
        sequences.size(),
        length,
        rows.stream().mapToLong(Long::longValue).toArray(),
        targets.stream().mapToLong(Long::longValue).toArray());
  }

  private static final class IdList {
    private final List<Integer> ids = new ArrayList<>();
    private final List<Boolean> learnt = new ArrayList<>();

    void add(int id, boolean learn) {
      ids.add(id);
      learnt.add(learn);
    }

    void add(int[] more, boolean learn) {
      for (int id : more) {
        add(id, learn);
      }
    }

    Sequence sequence() {
      boolean[] flags = new boolean[learnt.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = learnt.get(i);
      }
      return new Sequence(ids.stream().mapToInt(Integer::intValue).toArray(), flags);
    }
  }
}
