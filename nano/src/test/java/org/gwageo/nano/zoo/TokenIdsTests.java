package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TokenIdsTests {
  private final Specimen model = Samples.dense(1);

  @Test
  void shuffledIdsAnswerTheSameTokens() {
    Specimen shuffled = TokenIds.shuffled(model, 3);
    Map<String, Integer> before = TokenIds.ids(model.tokenizer());
    Map<String, Integer> after = TokenIds.ids(shuffled.tokenizer());
    String[] text = {"<|0|>", "t7", "t21", "t33"};
    double[] wanted = Forward.logits(model, Arrays.stream(text).mapToInt(before::get).toArray())[3];
    double[] logits =
        Forward.logits(shuffled, Arrays.stream(text).mapToInt(after::get).toArray())[3];
    before.forEach(
        (token, id) ->
            assertThat(logits[after.getOrDefault(token, -1)]).isEqualTo(wanted[id], within(1e-12)));
    assertThat(after).isNotEqualTo(before).containsEntry("<|0|>", 0).containsEntry("<|1|>", 1);
  }

  @Test
  void addedTokensLeaveTheOthersAlone() {
    Specimen extended = TokenIds.extended(model, 5, 3);
    double[] wanted = Forward.logits(model, 0, 7)[1];
    double[] logits = Forward.logits(extended, 0, 7)[1];
    assertThat(logits).hasSize(Samples.TOKENS + 5).startsWith(wanted);
    assertThat(TokenIds.ids(extended.tokenizer())).containsEntry("<|added 4|>", 44);
    assertThat(extended.config()).containsEntry("vocab_size", 45);
  }

  @Test
  void transplantedTokensKeepTheirRowsAndNewOnesAreSumsOfShared() {
    Specimen other = TokenIds.extended(TokenIds.shuffled(Samples.dense(2), 4), 3, 5);
    Specimen moved = TokenIds.transplanted(model, other, 4);
    Map<String, Integer> before = TokenIds.ids(model.tokenizer());
    Map<String, Integer> after = TokenIds.ids(moved.tokenizer());
    before.forEach(
        (token, id) ->
            assertThat(moved.tensor(Specimen.EMBEDDING).row(after.getOrDefault(token, -1)))
                .isEqualTo(model.tensor(Specimen.EMBEDDING).row(id)));
    assertThat(moved.tensor(Specimen.EMBEDDING).rows()).isEqualTo(43);
    assertThat(moved.tensor(Specimen.EMBEDDING).row(42)).doesNotContain(Float.NaN);
  }

  @Test
  void matchingPursuitFindsTheRowsAVectorIsMadeOf() {
    Tensor dictionary = Tensor.gaussian(60, 20, 1, new SplittableRandom(6));
    float[] three = dictionary.row(3);
    float[] seven = dictionary.row(7);
    var vector = new float[20];
    for (int i = 0; i < 20; i++) {
      vector[i] = 2 * three[i] - 3 * seven[i];
    }
    MatchingPursuit.Sum sum = new MatchingPursuit(dictionary, 2).write(vector);
    assertThat(sum.rows()).containsExactlyInAnyOrder(3, 7);
    assertThat(sum.in(dictionary)).containsExactly(vector, within(1e-4f));
  }

  @Test
  void freshEmbeddingsHaveTheScaleOfTheOldAndTheTokensOfTheOther() {
    Specimen other = TokenIds.extended(Samples.dense(2), 20, 5);
    Specimen fresh = TokenIds.fresh(model, other, 7);
    Tensor old = model.tensor(Specimen.EMBEDDING);
    assertThat(fresh.tensor(Specimen.EMBEDDING).rows()).isEqualTo(60);
    assertThat(fresh.tensor(Specimen.EMBEDDING).scale() / old.scale()).isBetween(0.9, 1.1);
    assertThat(fresh.tokenizer()).isEqualTo(other.tokenizer());
  }
}
