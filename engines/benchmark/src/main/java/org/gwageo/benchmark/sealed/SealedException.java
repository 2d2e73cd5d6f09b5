package org.gwageo.benchmark.sealed;

import org.jspecify.annotations.Nullable;

/** A key, a sealed file, a commitment or something revealed is not what it has to be. */
public final class SealedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String source;
  private final int line;
  private final @Nullable String item;
  private final @Nullable String field;

  private SealedException(
      String source, int line, @Nullable String item, @Nullable String field, String reason) {
    super(
        source
            + (line > 0 ? " line " + line : "")
            + (item == null ? "" : ", item " + item)
            + (field == null ? "" : ", field " + field)
            + ": "
            + reason);
    this.reason =
        (item == null ? "" : "item " + item + (field == null ? ": " : ", "))
            + (field == null ? "" : "field " + field + ": ")
            + reason;
    this.source = source;
    this.line = line;
    this.item = item;
    this.field = field;
  }

  static SealedException of(String source, String reason) {
    return new SealedException(source, 0, null, null, reason);
  }

  static SealedException at(String source, int line, String reason) {
    return new SealedException(source, line, null, null, reason);
  }

  static SealedException inField(String source, int line, String field, String reason) {
    return new SealedException(source, line, null, field, reason);
  }

  static SealedException inItem(
      String source, int line, String item, @Nullable String field, String reason) {
    return new SealedException(source, line, item, field, reason);
  }

  /** Returns the message without file and line. */
  String reason() {
    return reason;
  }

  /** Returns the name of the file or document. */
  public String source() {
    return source;
  }

  /** Returns the line, from 1, or 0 for the whole. */
  public int line() {
    return line;
  }

  /** Returns the id of the item, or null if it is about no single item. */
  public @Nullable String item() {
    return item;
  }

  /** Returns the name of the field, or null if it is about no single field. */
  public @Nullable String field() {
    return field;
  }
}
