package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceOrderTests {

  private static final ChoiceOrder.Key CHOICES = ChoiceOrder.Key.of(Sealed.KEY, "t");
  private static final ChoiceOrder.Fields LIST =
      new ChoiceOrder.Fields(List.of("choices"), "answer", 0);
  private static final ChoiceOrder.Fields COLUMNS =
      new ChoiceOrder.Fields(List.of("A", "B", "C", "D", "E"), "answer", 1);

  @Test
  void drawsEachOrderEquallyOften() {
    int draws = 48_000;
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      List<String> order =
          ChoiceOrder.of(CHOICES, "entrant", "item " + i, 4).applied(List.of("a", "b", "c", "d"));
      counts.merge(order, 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    double expected = draws / 24.0;
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(chiSquare).as("0.001 and 0.999 quantiles for 23 degrees").isBetween(7.53, 49.73);
  }

  @Test
  void differsBetweenEntrantsAsIfDrawnApart() {
    int same = 0;
    for (int i = 0; i < 6000; i++) {
      ChoiceOrder one = ChoiceOrder.of(CHOICES, "하나", "item " + i, 3);
      ChoiceOrder other = ChoiceOrder.of(CHOICES, "둘", "item " + i, 3);
      if (one.original(0) == other.original(0)) {
        same++;
      }
    }
    assertThat(same).isBetween(1850, 2150);
  }

  @Test
  void isTheSameEachTimeAndPairsPlacesWithChoices() {
    ChoiceOrder order = ChoiceOrder.of(CHOICES, "e", "i", 10);
    for (int i = 0; i < 10; i++) {
      assertThat(order.position(order.original(i))).isEqualTo(i);
      assertThat(ChoiceOrder.of(CHOICES, "e", "i", 10).original(i)).isEqualTo(order.original(i));
    }
    assertThatThrownBy(() -> ChoiceOrder.of(CHOICES, "e", "i", 0))
        .hasMessage("an item has 1 to 1000 choices, not 0: i");
    assertThatThrownBy(() -> order.position(10)).hasMessage("choice 10 is none of the item's 10");
  }

  @Test
  void letsTheRightAnswerFollowItsChoice() throws Exception {
    for (int i = 0; i < 50; i++) {
      Item letter = item(i, Map.of("choices", List.of("w", "x", "RIGHT", "z"), "answer", "C"));
      Item asked = ChoiceOrder.applied(CHOICES, "e", letter, LIST);
      assertThat(asked.fields().get("choices"))
          .asInstanceOf(InstanceOfAssertFactories.list(String.class))
          .containsExactlyInAnyOrder("w", "x", "RIGHT", "z")
          .element(asked.text("answer").charAt(0) - 'A')
          .isEqualTo("RIGHT");

      Item number =
          item(i, Map.of("A", "w", "B", "RIGHT", "C", "y", "D", "z", "E", "v", "answer", 2));
      asked = ChoiceOrder.applied(CHOICES, "e", number, COLUMNS);
      int place = Integer.parseInt(asked.text("answer")) - 1;
      assertThat(asked.text("ABCDE".substring(place, place + 1))).isEqualTo("RIGHT");
    }
  }

  @Test
  void refusesAnItemThatItCannotOrder() {
    assertThatThrownBy(() -> applied(item(0, Map.of("choices", List.of("a", "b"), "answer", "C"))))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "items.jsonl line 1: item i0 has C for its right choice, which is none of its 2");
    assertThatThrownBy(() -> applied(item(0, Map.of("choices", List.of("a", "b"), "answer", "둘"))))
        .hasMessageContaining("has \"둘\" for its right choice, neither letter nor number");
    assertThatThrownBy(() -> applied(item(0, Map.of("answer", "A"))))
        .hasMessageContaining("item i0 has no choice in its field \"choices\"");
  }

  private static Item applied(Item item) throws TaskException {
    return ChoiceOrder.applied(CHOICES, "e", item, LIST);
  }

  private static Item item(int ordinal, Map<String, Object> fields) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
    return new Item("items.jsonl", ordinal + 1, ordinal, "i" + ordinal, all);
  }
}
