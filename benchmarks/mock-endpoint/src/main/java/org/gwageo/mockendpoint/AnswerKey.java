package org.gwageo.mockendpoint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The questions that the endpoint recognises and how each of them is answered.
 *
 * <p>An item is found by its text in the last message that the user sent, searched from the end:
 * the question asked stands after all examples. The search is one pass with a rolling hash over the
 * first characters of all items (Karp and Rabin 1987), so a key of a million items costs a request
 * no more than a key of ten.
 */
public final class AnswerKey {

  private static final int LONGEST_WINDOW = 24;
  private static final int BASE = 0x01000193;
  private static final int FILTER_BITS = 20;

  /**
   * What the endpoint does with an item.
   *
   * @param index position in the key
   * @param item the item
   * @param right whether it is answered rightly
   * @param answer the answer that is stated
   * @param style how it is stated
   * @param draw the item's draw
   */
  record Answered(
      int index, KeyItem item, boolean right, String answer, AnswerStyle style, Draw draw) {}

  /**
   * The score known in advance.
   *
   * @param items how many items the key has
   * @param right how many of them are answered rightly in a style that states answers
   * @param unstated how many replies state no answer
   */
  public record Expected(int items, int right, int unstated) {

    /** Returns the share of items that are answered rightly; 0 of no items. */
    public double share() {
      return items == 0 ? 0 : (double) right / items;
    }
  }

  private final List<Answered> items;
  private final Map<Integer, List<Answered>> byStart;
  private final long[] filter;
  private final int window;
  private final int leadingPower;

  private AnswerKey(List<Answered> items, int window) {
    this.items = List.copyOf(items);
    this.window = window;
    this.byStart = HashMap.newHashMap(items.size());
    this.filter = new long[1 << (FILTER_BITS - 6)];
    int power = 1;
    for (int i = 1; i < window; i++) {
      power *= BASE;
    }
    this.leadingPower = power;
    for (Answered answered : items) {
      int hash = hash(answered.item().match(), 0);
      byStart.computeIfAbsent(hash, start -> new ArrayList<>(1)).add(answered);
      filter[slot(hash) >>> 6] |= 1L << slot(hash);
    }
  }

  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException if two items have the same id or the same text
   */
  public static AnswerKey of(List<KeyItem> items, AnswerPlan plan) {
    List<Answered> answered = new ArrayList<>(items.size());
    Set<String> names = new HashSet<>();
    Set<String> matches = new HashSet<>();
    int window = LONGEST_WINDOW;
    for (KeyItem item : items) {
      if (!names.add(item.id())) {
        throw new IllegalArgumentException("two items of the key have the id " + item.id());
      }
      if (!matches.add(item.match())) {
        throw new IllegalArgumentException(
            "item " + item.id() + " of the key has the same text as another");
      }
      answered.add(answered(answered.size(), item, plan));
      window = Math.min(window, item.match().length());
    }
    return new AnswerKey(answered, window);
  }

  private static Answered answered(int index, KeyItem item, AnswerPlan plan) {
    Draw draw = Draw.of(plan.seed(), "item", item.id());
    double probability = item.right() == null ? plan.right() : item.right();
    boolean right = draw.uniform(Labels.RIGHT) < probability;
    AnswerStyle style =
        item.style() == null
            ? plan.styles().get(draw.below(plan.styles().size(), Labels.STYLE))
            : item.style();
    return new Answered(index, item, right, right ? item.gold() : wrong(item, draw), style, draw);
  }

  private static String wrong(KeyItem item, Draw draw) {
    if (!item.choices().isEmpty()) {
      int gold = item.choices().indexOf(item.gold());
      int others = item.choices().size() - 1;
      return item.choices().get((gold + 1 + draw.below(others, Labels.WRONG)) % (others + 1));
    }
    try {
      return new BigDecimal(item.gold().replace(",", ""))
          .add(BigDecimal.valueOf(1 + draw.below(9, Labels.WRONG)))
          .toPlainString();
    } catch (NumberFormatException e) {
      return "not-" + Long.toHexString(draw.bits(Labels.WRONG) >>> 40);
    }
  }

  /** Returns the number of items. */
  public int size() {
    return items.size();
  }

  /** Returns the score that a harness must report when it loses, doubles and misreads nothing. */
  public Expected expected() {
    return expected(Set.of());
  }

  /** Returns the score when the items with these ids get no answer and count as wrong. */
  public Expected expected(Set<String> unanswered) {
    int right = 0;
    int unstated = 0;
    for (Answered answered : items) {
      boolean given = !unanswered.contains(answered.item().id());
      right += given && answered.right() && answered.style().states() ? 1 : 0;
      unstated += given && !answered.style().states() ? 1 : 0;
    }
    return new Expected(items.size(), right, unstated);
  }

  /** Returns the ids of the items that a fault at a position of the schedule meets by its share. */
  public Set<String> met(Fault fault, int index) {
    Set<String> met = new HashSet<>();
    for (Answered answered : items) {
      String id = answered.item().id();
      if (fault.meets(index, answered.draw(), id, 1, fault.after() + 1)) {
        met.add(id);
      }
    }
    return met;
  }

  /** Returns whether an item is answered rightly. */
  public boolean isRight(int index) {
    return items.get(index).right() && items.get(index).style().states();
  }

  /** Returns the item whose text stands last in a prompt, the longest of several; null if none. */
  @Nullable Answered find(String prompt) {
    int last = prompt.length() - window;
    if (last < 0 || items.isEmpty()) {
      return null;
    }
    int hash = hash(prompt, last);
    for (int at = last; ; at--) {
      if ((filter[slot(hash) >>> 6] & 1L << slot(hash)) != 0) {
        Answered found = startingAt(prompt, at, byStart.getOrDefault(hash, List.of()));
        if (found != null) {
          return found;
        }
      }
      if (at == 0) {
        return null;
      }
      hash = (hash - prompt.charAt(at + window - 1) * leadingPower) * BASE + prompt.charAt(at - 1);
    }
  }

  private static @Nullable Answered startingAt(String prompt, int at, List<Answered> candidates) {
    Answered longest = null;
    for (Answered candidate : candidates) {
      String match = candidate.item().match();
      if (prompt.startsWith(match, at)
          && (longest == null || match.length() > longest.item().match().length())) {
        longest = candidate;
      }
    }
    return longest;
  }

  private int hash(String text, int at) {
    int hash = 0;
    for (int i = window - 1; i >= 0; i--) {
      hash = hash * BASE + text.charAt(at + i);
    }
    return hash;
  }

  private static int slot(int hash) {
    return (hash * 0x9E3779B9) >>> (32 - FILTER_BITS);
  }
}
