package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The order in which one entrant sees the choices of one item.
 *
 * <p>The order follows from the task's choice key, the item and the entrant: nobody without the key
 * can tell it beforehand, and entrants cannot tell each other letters. The key follows from the
 * season key; its digest is part of the commitment before the season and the key itself of what is
 * revealed after it, so that everybody can check the orders. It is a Fisher-Yates shuffle over a
 * stream of 32-bit numbers HMAC-SHA256(key, entrant, item, block); numbers that would favour some
 * orders are passed over, so that each order is equally probable.
 */
public final class ChoiceOrder {

  private static final int MOST = 1000;

  private final int[] originals;

  private ChoiceOrder(int[] originals) {
    this.originals = originals;
  }

  /**
   * The key of all orders of one task: 32 bytes.
   *
   * @param hex the bytes, as 64 lower-case hexadecimal digits
   */
  public record Key(String hex) {

    /** Checks the digits. */
    public Key {
      if (!hex.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "a choice key has 64 lower-case hexadecimal digits, not " + hex.length());
      }
    }

    /** Returns the key of a task in a season. */
    public static Key of(SeasonKey key, String task) {
      return new Key(HexFormat.of().formatHex(key.derive("choices", 32, task)));
    }

    /** Returns the digest of the 32 bytes, which commits to the key. */
    public Digest digest() {
      return Digest.of(bytes());
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    /** Returns the key's digest, never the key. */
    @Override
    public String toString() {
      return "choice key " + digest().shortHex();
    }
  }

  /**
   * Where an item keeps its choices.
   *
   * @param choices one field that holds the list of choices, or several that hold one each
   * @param gold the field with the right choice: a letter from A, or a number
   * @param indexFrom the number of the first choice where numbers are used: 0 or 1
   */
  public record Fields(List<String> choices, String gold, int indexFrom) {

    /** Returns where a task with lettered choices has them. */
    public static Fields of(AnswerRule.Choice choice) {
      return new Fields(choice.choices(), choice.gold(), choice.indexFrom());
    }

    /** Copies the list. */
    public Fields {
      choices = List.copyOf(choices);
      if (choices.isEmpty() || indexFrom < 0 || indexFrom > 1) {
        throw new IllegalArgumentException(
            "choices are in at least 1 field and counted from 0 or 1, not in "
                + choices
                + " from "
                + indexFrom);
      }
    }
  }

  /** Returns items with the choices of each in the order for {@code entrant}, digest unchanged. */
  static Items itemsFor(Items items, Key key, String entrant, Fields where) {
    return Items.of(
        items.file(),
        items.digest(),
        () -> {
          ItemReader all = items.open();
          return new ItemReader() {
            @Override
            public @Nullable Item next() throws IOException, TaskException {
              Item item = all.next();
              return item == null ? null : applied(key, entrant, item, where);
            }

            @Override
            public void close() throws IOException {
              all.close();
            }
          };
        });
  }

  /**
   * Returns the order for an item with {@code choices} choices.
   *
   * @throws IllegalArgumentException unless there are 1 to 1,000 choices
   */
  public static ChoiceOrder of(Key key, String entrant, String item, int choices) {
    if (choices < 1 || choices > MOST) {
      throw new IllegalArgumentException(
          "an item has 1 to " + MOST + " choices, not " + choices + ": " + item);
    }
    var draws = new Draws(key.bytes(), entrant, item);
    int[] order = new int[choices];
    for (int i = 0; i < choices; i++) {
      order[i] = i;
    }
    for (int i = choices - 1; i > 0; i--) {
      int other = draws.below(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return new ChoiceOrder(order);
  }

  /** Returns how many choices there are. */
  public int size() {
    return originals.length;
  }

  /** Returns which of the item's choices, from 0, stands at {@code position}, from 0. */
  public int original(int position) {
    return originals[position];
  }

  /** Returns at which position, from 0, the item's choice {@code original}, from 0, stands. */
  public int position(int original) {
    for (int i = 0; i < originals.length; i++) {
      if (originals[i] == original) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "choice " + original + " is none of the item's " + originals.length);
  }

  /** Returns {@code choices} in this order. */
  public <T> List<T> applied(List<T> choices) {
    if (choices.size() != originals.length) {
      throw new IllegalArgumentException(
          "an order of " + originals.length + " is for as many choices, not " + choices.size());
    }
    var ordered = new ArrayList<T>(choices.size());
    for (int original : originals) {
      ordered.add(choices.get(original));
    }
    return List.copyOf(ordered);
  }

  /**
   * Returns an item with its choices in the order for {@code entrant} and with the right answer
   * following its choice.
   *
   * @throws TaskException if the item lacks a field or its right choice is none of its choices
   */
  public static Item applied(Key key, String entrant, Item item, Fields where)
      throws TaskException {
    List<String> choices = where.choices();
    List<Object> values = values(item, choices);
    ChoiceOrder order = of(key, entrant, item.id(), values.size());
    List<Object> ordered = order.applied(values);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(item.fields());
    if (choices.size() == 1) {
      fields.put(choices.getFirst(), ordered);
    } else {
      for (int i = 0; i < choices.size(); i++) {
        fields.put(choices.get(i), ordered.get(i));
      }
    }
    fields.put(where.gold(), order.followed(item, where.gold(), where.indexFrom()));
    return new Item(item.file(), item.line(), item.ordinal(), item.id(), fields);
  }

  private static List<Object> values(Item item, List<String> choices) throws TaskException {
    List<Object> values = new ArrayList<>();
    for (String field : choices) {
      Object value = item.fields().get(field);
      if (value instanceof List<?> list && choices.size() == 1) {
        for (Object element : list) {
          if (element == null) {
            throw wrong(item, "has null among its choices in \"" + field + "\"");
          }
          values.add(element);
        }
      } else if (value != null && !(value instanceof List<?>)) {
        values.add(value);
      } else {
        throw wrong(item, "has no choice in its field \"" + field + "\"");
      }
    }
    if (values.isEmpty() || values.size() > MOST) {
      throw wrong(item, "has 1 to " + MOST + " choices, not " + values.size());
    }
    return values;
  }

  private Object followed(Item item, String gold, int indexFrom) throws TaskException {
    String text = item.text(gold).strip();
    boolean letter = text.length() == 1 && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
    if (!letter && !text.matches("\\d{1,4}")) {
      throw wrong(item, "has \"" + text + "\" for its right choice, neither letter nor number");
    }
    int original = letter ? text.charAt(0) - 'A' : Integer.parseInt(text) - indexFrom;
    if (original < 0 || original >= originals.length) {
      throw wrong(
          item, "has " + text + " for its right choice, which is none of its " + originals.length);
    }
    int position = position(original);
    if (letter) {
      return String.valueOf((char) ('A' + position));
    }
    Object before = item.fields().get(gold);
    int number = position + indexFrom;
    return before instanceof String ? String.valueOf(number) : BigDecimal.valueOf(number);
  }

  private static TaskException wrong(Item item, String reason) {
    return new TaskException(item.file(), item.line(), "item " + item.id() + " " + reason);
  }

  /** Numbers below a bound, each equally probable. */
  private static final class Draws {

    private final byte[] key;
    private final String entrant;
    private final String item;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int blocks;

    Draws(byte[] key, String entrant, String item) {
      this.key = key;
      this.entrant = entrant;
      this.item = item;
    }

    int below(int bound) {
      long fair = (1L << 32) / bound * bound;
      long drawn = next();
      while (drawn >= fair) {
        drawn = next();
      }
      return (int) (drawn % bound);
    }

    private long next() {
      if (!block.hasRemaining()) {
        block =
            ByteBuffer.wrap(
                SeasonKey.hmac(key, "choices", entrant, item, String.valueOf(blocks++)));
      }
      return Integer.toUnsignedLong(block.getInt());
    }
  }
}
