package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.gwageo.cluster.spark.Spans.Span;
import org.junit.jupiter.api.Test;

class SpansTests {

  @Test
  void rangesThatTouchBecomeOne() {
    var spans = new Spans();
    spans.add(10, 20);
    spans.add(30, 40);
    spans.add(20, 30);
    assertThat(spans.all()).containsExactly(new Span(10, 40));
    assertThat(spans.covers(10, 40)).isTrue();
    assertThat(spans.covers(9, 11)).isFalse();
    assertThat(spans.missing(0, 50)).containsExactly(new Span(0, 10), new Span(40, 50));
  }

  @Test
  void whatIsMissingIsWhatWasNotAdded() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      var spans = new Spans();
      var bytes = new BitSet();
      for (int i = 0; i < 12; i++) {
        int from = random.nextInt(100);
        int to = from + random.nextInt(15);
        spans.add(from, to);
        bytes.set(from, to);
      }
      int from = random.nextInt(100);
      int to = from + random.nextInt(30);
      var missing = new BitSet();
      spans.missing(from, to).forEach(span -> missing.set((int) span.from(), (int) span.to()));
      var expected = new BitSet();
      expected.set(from, to);
      expected.andNot(bytes);
      assertThat(missing).isEqualTo(expected);
      assertThat(spans.covers(from, to)).isEqualTo(expected.isEmpty());
    }
  }
}
