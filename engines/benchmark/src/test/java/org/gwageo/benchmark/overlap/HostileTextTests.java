package org.gwageo.benchmark.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A megabyte of anything is scored within a bounded time. */
@Timeout(300)
class HostileTextTests {

  private static final String GOLD =
      "과거는 관리를 뽑는 시험이다. The examination chose 1,000 officials (in stages). ".repeat(10);

  static List<String> replies() {
    Random random = new Random(5);
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 500_000; i++) {
      noise.append((char) (random.nextInt(40) == 0 ? ' ' : 0xAC00 + random.nextInt(11172)));
    }
    return List.of(
        "a ".repeat(500_000),
        "\"[1]\" ".repeat(150_000),
        "가나다라".repeat(250_000),
        "\n".repeat(1_000_000),
        "\uD800".repeat(1_000_000),
        GOLD.repeat(1_000),
        noise.toString());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void everyMeasureEnds(String reply) {
    for (String name : List.of("bleu", "bleu-char", "chrf", "chrf++", "ter", "wer", "cer", "jer")) {
      CorpusMetric metric = CorpusMetric.named(name).orElseThrow();
      assertThat(metric.single(reply, List.of(GOLD))).as(name).isFinite().isNotNegative();
    }
    for (String name :
        List.of(
            "squad-f1",
            "korquad-f1",
            "anls",
            "vqa",
            "rouge2",
            "rougeL",
            "rougeLsum",
            "rougeL-char",
            "rougeLsum-nori")) {
      ReplyMetric metric = ReplyMetric.named(name).orElseThrow();
      assertThat(metric.score(reply, List.of(GOLD))).as(name).isBetween(0.0, 1.0);
    }
    assertThat(DropAnswer.of(List.of(reply), List.of(List.of(GOLD))).f1()).isBetween(0.0, 1.0);
    assertThat(Citations.of(reply, Map.of(1, GOLD)).missing()).isEmpty();
  }
}
