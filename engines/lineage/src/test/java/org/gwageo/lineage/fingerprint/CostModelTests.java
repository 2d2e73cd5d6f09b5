package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTests {

  @Test
  void twoHundredBillionWeightsTakeWhatTheirBytesAndProductsTake() {
    var model = new CostModel(200e9, 2, 5120, 94, 100_000, 1);
    var rates = new CostModel.Rates(2e9, 1e12);
    List<CostModel.Step> steps = model.steps();
    assertThat(steps.getFirst().reads()).isEqualTo(400e9);
    assertThat(steps.getFirst().operations()).isEqualTo(1.2e12);
    assertThat(steps.getFirst().minutes(rates)).isCloseTo(200 / 60.0, within(1e-9));
    CostModel.Step embeddings = steps.get(2);
    assertThat(embeddings.operations()).isCloseTo(7.93e12, within(0.01e12));
    assertThat(embeddings.minutes(rates)).isCloseTo(7.93 / 60, within(0.001));
    CostModel.Step attention = steps.get(3);
    assertThat(attention.operations()).isBetween(1e14, 3e14);
    assertThat(steps.get(4).operations()).isCloseTo(4.096e15, within(0.001e15));
  }

  @Test
  void referencesMultiplyWhatIsDonePerReference() {
    var one = new CostModel(7e9, 2, 4096, 32, 32_000, 1).steps();
    var ten = new CostModel(7e9, 2, 4096, 32, 32_000, 10).steps();
    assertThat(ten.getFirst()).isEqualTo(one.getFirst());
    for (int i = 1; i < one.size(); i++) {
      assertThat(ten.get(i).operations() / one.get(i).operations()).isCloseTo(10, within(1e-9));
    }
  }

  @Test
  void impossibleModelsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CostModel(0, 2, 1, 1, 1, 1))
        .withMessageContaining("not 0.0 of 2.0");
    assertThatIllegalArgumentException().isThrownBy(() -> new CostModel(1, 2, 1, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CostModel.Rates(0, 1));
  }
}
