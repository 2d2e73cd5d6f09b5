package org.gwageo.lineage.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.generators.Philox;
import org.junit.jupiter.api.Test;

class DrawRuleTests {

  private static final DrawRule RULE =
      new DrawRule(
          "s",
          List.of(new DrawRule.Tensors("*norm*", 1, 0), new DrawRule.Tensors("a*.weight", 0, 0.5)));

  /** The known answers of the Random123 distribution, file kat_vectors. */
  @Test
  void philoxGivesTheKnownAnswers() {
    assertThat(Philox.words(new int[4], 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.words(new int[] {-1, -1, -1, -1}, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(
            Philox.words(
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void anyPartOfATensorIsDrawnAlone() {
    float[] whole = RULE.draw("a.weight", 0, 1_000);
    for (int from : new int[] {1, 2, 3, 4, 501, 998}) {
      int count = Math.min(7, 1_000 - from);
      assertThat(RULE.draw("a.weight", from, count))
          .isEqualTo(Arrays.copyOfRange(whole, from, from + count));
    }
    assertThat(RULE.draw("ab.weight", 0, 10)).isNotEqualTo(Arrays.copyOf(whole, 10));
    assertThat(RULE.draw("a.norm", 0, 3)).containsExactly(1, 1, 1);
  }

  @Test
  void drawsHaveTheSpread() {
    float[] drawn = RULE.draw("a.weight", 1L << 40, 100_000);
    double mean = 0;
    double squares = 0;
    for (float x : drawn) {
      mean += x / 100_000.0;
      squares += x * x / 100_000.0;
    }
    assertThat(mean).isCloseTo(0, within(0.008));
    assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(0.006));
  }

  @Test
  void tensorsThatTheRuleDoesNotNameAreRefused() {
    assertThat(RULE.of("b.weight")).isEmpty();
    assertThatThrownBy(() -> RULE.draw("b.weight", 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rule does not say how to draw b.weight");
    assertThatThrownBy(() -> new DrawRule.Tensors("*", 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DrawRule.Tensors("*a*b*c*d*", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void schedulesHaveTheirShapes() {
    var wsd = new RateSchedule(RateSchedule.Kind.WSD, 1, 10, 100, 20, 0);
    assertThat(wsd.rate(4)).isEqualTo(0.5);
    assertThat(wsd.rate(79)).isEqualTo(1);
    assertThat(wsd.rate(90)).isEqualTo(0.5);
    assertThat(wsd.rate(100)).isZero();
    var linear = new RateSchedule(RateSchedule.Kind.LINEAR, 1, 0, 100, 0, 0.2);
    assertThat(linear.rate(50)).isCloseTo(0.6, within(1e-12));
    assertThat(linear.sum(0, 100)).isCloseTo(60.4, within(1e-9));
    assertThatThrownBy(() -> new RateSchedule(RateSchedule.Kind.WSD, 1, 90, 100, 20, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a schedule of 100 steps cannot decay for 20");
  }
}
