package org.gwageo.platform.web.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Charts against the drawings under {@code src/test/resources/charts}, byte by byte. */
class ChartTests {

  private static final Path GOLDEN = Path.of("src/test/resources/charts");

  @Test
  void drawsStackedBarsToTheSameBytes() throws Exception {
    Chart chart = bars().draw();
    matches("bars-wide.svg", chart.wide());
    matches("bars-narrow.svg", chart.narrow());
    assertThat(bars().draw()).isEqualTo(chart);
  }

  @Test
  void drawsIntervalsToTheSameBytes() throws Exception {
    Chart chart = dots().draw();
    matches("dots-wide.svg", chart.wide());
    matches("dots-narrow.svg", chart.narrow());
  }

  @Test
  void drawsASparklineToTheSameBytes() throws Exception {
    matches("spark.svg", line().draw().wide());
  }

  @Test
  void theTableHasTheSameFigures() {
    assertThat(bars().draw().table().rows())
        .containsExactly(
            List.of("가온", "33.6", "31.6", "25.0", "90.2"),
            List.of("A <b> & team with a long name", "30.1", "–", "0.4", "30.5"));
    assertThat(dots().draw().table().rows())
        .containsExactly(List.of("가온", "90.2", "88.1 – 91.9"), List.of("나래", "79.5", "–"));
  }

  @Test
  void everyDrawingIsWellFormedNamedAndWithoutStyles() throws Exception {
    for (Chart chart : List.of(bars().draw(), dots().draw(), line().draw())) {
      for (String svg : List.of(chart.wide(), chart.narrow())) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
        assertThat(svg)
            .contains("role=\"img\" aria-labelledby=\"", "<title id=", "<desc id=")
            .doesNotContain("style=", "fill=", "<script");
      }
    }
  }

  @Test
  void barsOfEqualValuesHaveEqualLength() {
    assertThat(bars().draw().wide()).contains("width=\"241.92\"");
  }

  @Test
  void refusesMorePartsThanCanBeToldApart() {
    List<String> six = List.of("a", "b", "c", "d", "e", "f");
    assertThatThrownBy(
            () -> new StackedBars("x", "t", "d", "r", "s", BigDecimal.TEN, six, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chart x has 6 parts; 1 to 5 can be told apart");
  }

  @Test
  void roundsCoordinatesToAHundredth() {
    assertThat(Svg.at(1.0 / 3)).isEqualTo("0.33");
    assertThat(Svg.at(2.5)).isEqualTo("2.5");
    assertThat(Svg.at(7)).isEqualTo("7");
    assertThat(Svg.at(-0.054)).isEqualTo("-0.05");
    assertThat(Svg.at(12.004)).isEqualTo("12");
  }

  @Test
  void measuresHangulWiderThanLatin() {
    assertThat(Type.width("한국", 10)).isEqualTo(17.28);
    assertThat(Type.width("il", 10)).isEqualTo(4.9);
    assertThat(Type.lines("one two three", 10, 40)).containsExactly("one two", "three");
  }

  private static StackedBars bars() {
    return new StackedBars(
        "points",
        "팀별 점수",
        "가온이 가장 높습니다.",
        "팀",
        "합계",
        new BigDecimal("100"),
        List.of("벤치마크", "전문가", "사용자"),
        List.of(
            new StackedBars.Bar("가온", numbers("33.6", "31.6", "25.0"), "90.2"),
            new StackedBars.Bar(
                "A <b> & team with a long name",
                Arrays.asList(new BigDecimal("30.1"), null, new BigDecimal("0.4")),
                "30.5")));
  }

  private static IntervalDots dots() {
    return new IntervalDots(
        "intervals",
        "합계와 구간",
        "축은 60점에서 시작합니다.",
        new IntervalDots.Headings("팀", "합계", "95% 구간"),
        new IntervalDots.Axis(
            new BigDecimal("60"), new BigDecimal("100"), numbers("60", "80", "100")),
        List.of(
            new IntervalDots.Dot(
                "가온", new BigDecimal("90.2"), new BigDecimal("88.1"), new BigDecimal("91.9")),
            new IntervalDots.Dot("나래", new BigDecimal("79.5"), null, null)),
        new IntervalDots.Cut(new BigDecimal("78"), "진출선"));
  }

  private static Sparkline line() {
    return new Sparkline(
        "use",
        "GPU 사용",
        "늘었습니다.",
        "달",
        "GPU",
        List.of(
            new Sparkline.Point("1월", new BigDecimal("512")),
            new Sparkline.Point("2월", new BigDecimal("768")),
            new Sparkline.Point("3월", new BigDecimal("1000"))));
  }

  private static List<BigDecimal> numbers(String... numbers) {
    return Stream.of(numbers).map(BigDecimal::new).toList();
  }

  /** Compares with the kept drawing; {@code -Dcharts.write=true} writes it anew. */
  private static void matches(String name, String svg) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("charts.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, svg);
    }
    assertThat(svg.getBytes(StandardCharsets.UTF_8)).isEqualTo(Files.readAllBytes(file));
  }
}
