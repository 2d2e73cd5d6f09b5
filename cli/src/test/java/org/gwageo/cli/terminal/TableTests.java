package org.gwageo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTests {

  private static String printed(Table table) {
    var out = new ByteArrayOutputStream();
    table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void koreanAndLatinCellsLineUp() {
    var table = new Table().number("순위").text("팀").number("total");
    table.row(List.of("1", "혼천", "9.5"));
    table.row(List.of("10", "ang-bu", "10"));
    assertThat(printed(table))
        .isEqualTo(
            """
            순위  팀      total
               1  혼천      9.5
              10  ang-bu     10
            """);
  }

  @Test
  void decomposedHangulTakesTheWidthOfItsSyllables() {
    String decomposed = Normalizer.normalize("한국어", Normalizer.Form.NFD);
    assertThat(DisplayWidth.of(decomposed)).isEqualTo(DisplayWidth.of("한국어")).isEqualTo(6);
    assertThat(DisplayWidth.of("±é🙂ｱ")).isEqualTo(5);
  }

  @Test
  void dataCannotMoveTheCursor() {
    var table = new Table().text("name");
    table.row(List.of("a\u001b[2Jb\r\nc"));
    assertThat(printed(table)).isEqualTo("name\na [2Jb c\n");
  }

  @Test
  void aRowHasACellForEachColumn() {
    var table = new Table().text("a").text("b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.row(List.of("1")))
        .withMessage("a row of this table has 2 cells, not 1");
  }
}
