package org.gwageo.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetItemsTests {

  @TempDir private Path folder;

  @Test
  void readsRowsAsJsonWouldHoldThem() throws Exception {
    Path file =
        parquet(
            "select 'a' id, '수도는?' question, ['서울', '부산'] choices, 0 answer, 1.5::double weight,"
                + " {'text': ['가'], 'label': ['A']} nested, null::varchar as missing, true as"
                + " flag");

    List<Item> items = all(file);

    assertThat(items).hasSize(1);
    assertThat(items.getFirst().id()).isEqualTo("a");
    assertThat(items.getFirst().fields())
        .containsEntry("question", "수도는?")
        .containsEntry("choices", List.of("서울", "부산"))
        .containsEntry("answer", new BigDecimal(0))
        .containsEntry("weight", new BigDecimal("1.5"))
        .containsEntry("nested", java.util.Map.of("text", List.of("가"), "label", List.of("A")))
        .containsEntry("flag", true)
        .containsEntry("missing", null);
  }

  @Test
  void keepsTheOrderOfManyRows() throws Exception {
    Path file = parquet("select i as n, 'q' || i as question from range(30000) t(i)");

    List<Item> items = all(file);

    assertThat(items).hasSize(30000);
    for (int i = 0; i < items.size(); i += 997) {
      assertThat(items.get(i).text("n")).isEqualTo(String.valueOf(i));
      assertThat(items.get(i).ordinal()).isEqualTo(i);
    }
  }

  @Test
  void namesAFileThatIsNoParquet() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.parquet"), "PAR1 not really");

    assertThatThrownBy(() -> all(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.parquet cannot be read as Parquet");
  }

  private static List<Item> all(Path file) throws IOException, TaskException {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = Items.of(file).open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  private Path parquet(String select) throws Exception {
    Path file = folder.resolve("items.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("copy (" + select + ") to '" + file + "' (format parquet)");
    }
    return file;
  }
}
