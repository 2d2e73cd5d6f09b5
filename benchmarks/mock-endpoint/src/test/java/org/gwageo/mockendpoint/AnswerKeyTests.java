package org.gwageo.mockendpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AnswerKeyTests {

  private static final AnswerPlan PLAN = new AnswerPlan(1, 0.5, List.of(AnswerStyle.HASH));

  private static List<KeyItem> items(int count) {
    List<KeyItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(KeyItem.number("q" + i, "How much is " + i + " plus " + i + "?", "" + 2 * i));
    }
    return items;
  }

  @Test
  void findsEachItemInALongPromptWhereverItStands() {
    AnswerKey key = AnswerKey.of(items(300), PLAN);
    var random = new Random(3);
    for (int i = 0; i < 300; i++) {
      String before = "x ".repeat(random.nextInt(50));
      String after = " y".repeat(random.nextInt(50));
      AnswerKey.Answered found = key.find(before + "How much is " + i + " plus " + i + "?" + after);
      assertThat(found).isNotNull();
      assertThat(found == null ? "" : found.item().id()).isEqualTo("q" + i);
    }
  }

  @Test
  void findsTheLastOfSeveralQuestions() {
    AnswerKey key = AnswerKey.of(items(9), PLAN);
    AnswerKey.Answered found = key.find("How much is 3 plus 3? 6. How much is 4 plus 4?");
    assertThat(found == null ? "" : found.item().id()).isEqualTo("q4");
  }

  @Test
  void prefersTheLongerOfTwoQuestionsThatBeginAlike() {
    AnswerKey key =
        AnswerKey.of(
            List.of(
                KeyItem.number("short", "one two three", "1"),
                KeyItem.number("long", "one two three four", "2")),
            PLAN);
    AnswerKey.Answered found = key.find("one two three four");
    assertThat(found == null ? "" : found.item().id()).isEqualTo("long");
  }

  @Test
  void findsNothingInAnEmptyOrAForeignPrompt() {
    AnswerKey key = AnswerKey.of(items(9), PLAN);
    assertThat(key.find("")).isNull();
    assertThat(key.find("Who wrote the Hunminjeongeum?")).isNull();
  }

  @Test
  void knowsItsScoreInAdvanceAndWithoutSomeItems() {
    AnswerKey key = AnswerKey.of(items(1000), PLAN);
    AnswerKey.Expected all = key.expected();
    assertThat(all.items()).isEqualTo(1000);
    assertThat(all.right()).isBetween(440, 560);
    int first = key.isRight(0) ? 1 : 0;
    assertThat(key.expected(Set.of("q0")).right()).isEqualTo(all.right() - first);
  }

  @Test
  void answersDependOnTheSeedAndNothingElse() {
    AnswerKey key = AnswerKey.of(items(100), PLAN);
    AnswerKey reversed = AnswerKey.of(items(100).reversed(), PLAN);
    AnswerKey other = AnswerKey.of(items(100), new AnswerPlan(2, 0.5, PLAN.styles()));
    boolean differs = false;
    for (int i = 0; i < 100; i++) {
      assertThat(reversed.isRight(99 - i)).isEqualTo(key.isRight(i));
      differs |= other.isRight(i) != key.isRight(i);
    }
    assertThat(differs).isTrue();
  }

  @Test
  void wrongAnswersAreNeverTheRightOne() {
    List<KeyItem> items = new ArrayList<>(items(50));
    items.add(KeyItem.choice("c", "Which letter?", "B", List.of("A", "B", "C", "D")));
    items.add(KeyItem.number("w", "Which word?", "서울"));
    AnswerKey key = AnswerKey.of(items, new AnswerPlan(1, 0, PLAN.styles()));
    for (KeyItem item : items) {
      AnswerKey.Answered found = key.find(item.match());
      assertThat(found == null ? item.gold() : found.answer()).isNotEqualTo(item.gold());
    }
  }

  @Test
  void refusesTwoItemsThatCannotBeToldApart() {
    List<KeyItem> items =
        List.of(KeyItem.number("1", "same?", "1"), KeyItem.number("2", "same?", "2"));
    assertThatThrownBy(() -> AnswerKey.of(items, PLAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("item 2");
  }
}
