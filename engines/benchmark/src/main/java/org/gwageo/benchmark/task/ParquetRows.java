package org.gwageo.benchmark.task;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file, read in portions through an embedded DuckDB. */
final class ParquetRows implements ItemReader {

  private final String file;
  private final Connection connection;
  private final PreparedStatement select;
  private final ResultSet rows;
  private final List<String> columns;
  private int ordinal;

  private ParquetRows(String file, Connection connection, PreparedStatement select, ResultSet rows)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    this.select = select;
    this.rows = rows;
    this.columns = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      columns.add(rows.getMetaData().getColumnName(i));
    }
  }

  static ParquetRows open(Path path) throws IOException {
    String file = String.valueOf(path.getFileName());
    var properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("threads", "1");
    properties.setProperty("memory_limit", "256MB");
    // A database that reads files of strangers loads no extension and no other file.
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      PreparedStatement select =
          connection.prepareStatement("select * from read_parquet(?, file_row_number = false)");
      select.setString(1, path.toAbsolutePath().toString());
      return new ParquetRows(file, connection, select, select.executeQuery());
    } catch (SQLException e) {
      if (connection != null) {
        try {
          connection.close();
        } catch (SQLException suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      throw new IOException(file + " cannot be read as Parquet: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable Item next() throws IOException, TaskException {
    try {
      if (!rows.next()) {
        return null;
      }
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        fields.put(columns.get(i), value(rows.getObject(i + 1)));
      }
      ordinal++;
      return Items.item(file, ordinal, ordinal - 1, fields);
    } catch (SQLException e) {
      throw new IOException(file + " row " + (ordinal + 1) + ": " + e.getMessage(), e);
    }
  }

  /** Turns what the database gives into what JSON would hold. */
  private @Nullable Object value(@Nullable Object value) throws SQLException, TaskException {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case BigDecimal number -> number;
      case Double number -> finite(number);
      case Float number -> finite(number);
      case BigInteger number -> new BigDecimal(number);
      case Number number -> new BigDecimal(number.longValue());
      case Array array -> list(array);
      case Struct struct -> fields(struct);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (var entry : map.entrySet()) {
          fields.put(String.valueOf(entry.getKey()), value(entry.getValue()));
        }
        yield fields;
      }
      default -> value.toString();
    };
  }

  private static @Nullable Object finite(Number number) {
    return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
  }

  private List<@Nullable Object> list(Array array) throws SQLException, TaskException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object element : (Object[]) array.getArray()) {
      values.add(value(element));
    }
    return values;
  }

  private Map<String, @Nullable Object> fields(Struct struct) throws SQLException, TaskException {
    if (!(struct instanceof org.duckdb.DuckDBStruct known)) {
      throw new TaskException(file, ordinal + 1, "a nested value is of no known kind");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (var entry : known.getMap().entrySet()) {
      fields.put(entry.getKey(), value(entry.getValue()));
    }
    return fields;
  }

  @Override
  public void close() throws IOException {
    try (connection;
        select) {
      rows.close();
    } catch (SQLException e) {
      throw new IOException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
