package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one split, read anew from their file each time, as the harness sees them.
 *
 * <p>Numbers are Long and Double, a column has one type, a column that a row lacks is null: what
 * the harness's data library does to a file. A table's columns of numbers and truths are typed;
 * empty cells of such columns are null. A process function changes or drops documents last.
 */
final class Split {

  private final String file;
  private final Items rows;
  private final RowLayout layout;
  private final Map<String, ColumnType> types;
  private final Port.@Nullable OfDocuments process;
  private final Set<String> columns;
  private final int rowCount;
  private final @Nullable List<Item> held;

  private Split(
      String file,
      Items rows,
      RowLayout layout,
      Map<String, ColumnType> types,
      Port.@Nullable OfDocuments process,
      Set<String> columns,
      int rowCount,
      @Nullable List<Item> held) {
    this.file = file;
    this.rows = rows;
    this.layout = layout;
    this.types = types;
    this.process = process;
    this.columns = columns;
    this.rowCount = rowCount;
    this.held = held;
  }

  /** What a column holds. */
  private enum ColumnType {
    AS_IS,
    WHOLE,
    FLOATING,
    TRUTH
  }

  /**
   * Learns the columns of a file in one pass.
   *
   * @param hold whether the rows are held for {@link #all}, so that the file is read once
   * @throws TaskException if a row is no row or cannot be processed
   */
  static Split of(
      Items rows, RowLayout layout, boolean table, Port.@Nullable OfDocuments process, boolean hold)
      throws IOException, TaskException {
    String file = rows.file();
    Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
    @Nullable List<Item> held = hold ? new ArrayList<>() : null;
    int count = 0;
    try (ItemReader reader = rows.open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        count++;
        if (held != null) {
          held.add(item);
        }
        for (Map.Entry<String, @Nullable Object> field :
            layout.document(item.fields()).entrySet()) {
          guesses.computeIfAbsent(field.getKey(), key -> new ColumnGuess()).see(field.getValue());
        }
      }
    }
    Map<String, ColumnType> types = new LinkedHashMap<>();
    guesses.forEach((column, guess) -> types.put(column, guess.type(table)));
    var raw = new Split(file, rows, layout, types, process, types.keySet(), count, held);
    if (process == null) {
      return raw;
    }
    try (Cursor cursor = raw.open()) {
      Map<String, @Nullable Object> first = cursor.next();
      Set<String> columns = first == null ? types.keySet() : first.keySet();
      return new Split(
          file, rows, layout, types, process, new LinkedHashSet<>(columns), count, held);
    }
  }

  /** What has been seen of a column. */
  private static final class ColumnGuess {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern TRUTH = Pattern.compile("True|TRUE|true|False|FALSE|false");

    private boolean wholes;
    private boolean floats;
    private boolean others;
    private boolean wholeTexts = true;
    private boolean numberTexts = true;
    private boolean truthTexts = true;
    private boolean texts;

    void see(@Nullable Object value) {
      switch (value) {
        case null -> {}
        case Integer number -> wholes = true;
        case Long number -> wholes = true;
        case BigInteger number -> wholes = true;
        case BigDecimal number -> {
          floats |= number.scale() > 0;
          wholes |= number.scale() <= 0;
        }
        case Double number -> floats = true;
        case String text -> {
          if (!text.isEmpty()) {
            texts = true;
            wholeTexts = wholeTexts && WHOLE.matcher(text).matches();
            numberTexts = numberTexts && NUMBER.matcher(text).matches();
            truthTexts = truthTexts && TRUTH.matcher(text).matches();
          }
        }
        default -> others = true;
      }
    }

    ColumnType type(boolean table) {
      if (texts && table && !wholes && !floats && !others) {
        return wholeTexts
            ? ColumnType.WHOLE
            : numberTexts ? ColumnType.FLOATING : truthTexts ? ColumnType.TRUTH : ColumnType.AS_IS;
      }
      return floats && !texts && !others ? ColumnType.FLOATING : ColumnType.AS_IS;
    }
  }

  String file() {
    return file;
  }

  Set<String> columns() {
    return columns;
  }

  Digest digest() {
    return rows.digest();
  }

  /** Returns how many documents there are where no function drops any; else -1. */
  int size() {
    return process == null ? rowCount : -1;
  }

  /** Reads documents one after the other. */
  interface Cursor extends AutoCloseable {

    @Nullable Map<String, @Nullable Object> next() throws IOException, TaskException;

    @Override
    void close() throws IOException;
  }

  Cursor open() throws IOException, TaskException {
    ItemReader reader = rows.open();
    return new Cursor() {
      @Override
      public @Nullable Map<String, @Nullable Object> next() throws IOException, TaskException {
        for (Item item = reader.next(); item != null; item = reader.next()) {
          Map<String, @Nullable Object> document = document(item);
          if (document != null) {
            return document;
          }
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  /** Returns all documents. */
  List<Map<String, @Nullable Object>> all() throws IOException, TaskException {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    if (held != null) {
      for (Item item : held) {
        Map<String, @Nullable Object> document = document(item);
        if (document != null) {
          documents.add(document);
        }
      }
      return documents;
    }
    try (Cursor cursor = open()) {
      for (Map<String, @Nullable Object> document = cursor.next();
          document != null;
          document = cursor.next()) {
        documents.add(document);
      }
    }
    return documents;
  }

  private @Nullable Map<String, @Nullable Object> document(Item item) throws TaskException {
    Map<String, @Nullable Object> fields = layout.document(item.fields());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    for (Map.Entry<String, ColumnType> column : types.entrySet()) {
      document.put(column.getKey(), typed(fields.get(column.getKey()), column.getValue()));
    }
    Map<String, @Nullable Object> whole = Collections.unmodifiableMap(document);
    if (process == null) {
      return whole;
    }
    try {
      return process.apply(whole);
    } catch (PortException e) {
      throw new TaskException(file, item.line(), String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object typed(@Nullable Object value, ColumnType type) {
    if (value instanceof String text && type != ColumnType.AS_IS) {
      return text.isEmpty()
          ? null
          : switch (type) {
            case WHOLE -> (Object) Long.valueOf(text.startsWith("+") ? text.substring(1) : text);
            case FLOATING -> Double.valueOf(text);
            default -> text.equalsIgnoreCase("true");
          };
    }
    Object plain = plain(value);
    return type == ColumnType.FLOATING && plain instanceof Long number ? (double) number : plain;
  }

  /** Turns what readers of files give into the values that Python would have. */
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case BigInteger number -> number.bitLength() < 64 ? (Object) number.longValueExact() : number;
      case BigDecimal number ->
          number.scale() <= 0 && number.precision() - number.scale() < 19
              ? (Object) number.longValueExact()
              : number.doubleValue();
      case Float number -> number.doubleValue();
      case List<?> list -> {
        List<@Nullable Object> out = new ArrayList<>(list.size());
        for (Object element : list) {
          out.add(plain(element));
        }
        yield Collections.unmodifiableList(out);
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        map.forEach((key, element) -> out.put(String.valueOf(key), plain(element)));
        yield Collections.unmodifiableMap(out);
      }
      case null, default -> value;
    };
  }
}
