package org.gwageo.benchmark.endpoint.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status and the header fields of a response.
 *
 * <p>Fields are looked for in the head as it came, because of a score of them a client wants three.
 */
public final class ResponseHead {

  private final String text;
  private final int status;
  private final boolean persistent;

  private ResponseHead(String text, int status, boolean persistent) {
    this.text = text;
    this.status = status;
    this.persistent = persistent;
  }

  /**
   * Reads a head, from the status line to the line end of the last field.
   *
   * @throws HttpFailure if it is none
   */
  static ResponseHead of(String text) throws HttpFailure {
    // HTTP/1.x SP 3DIGIT [SP reason] (RFC 9112, section 4)
    if (text.length() < 12 || !text.startsWith("HTTP/1.") || text.charAt(8) != ' ') {
      throw new HttpFailure(
          HttpFailure.Kind.MALFORMED, "the response does not begin with HTTP/1.1: " + begin(text));
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new HttpFailure(
            HttpFailure.Kind.MALFORMED, "a status has three digits: " + begin(text));
      }
      status = 10 * status + digit;
    }
    return new ResponseHead(text, status, text.charAt(7) >= '1');
  }

  /**
   * Reads a head as it stands in a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ResponseHead parse(String text) {
    try {
      return of(text);
    } catch (HttpFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static String begin(String text) {
    int end = text.indexOf('\n');
    return text.substring(0, Math.min(end < 0 ? text.length() : end, 80)).strip();
  }

  /** Returns the status, 100 to 999. */
  public int status() {
    return status;
  }

  /**
   * Returns the value of the first field {@code name}, whatever its case; null if there is none.
   */
  public @Nullable String field(String name) {
    int line = nextLine(0);
    while (line < text.length()) {
      int next = nextLine(line);
      String value = valueIn(line, next, name);
      if (value != null) {
        return value;
      }
      line = next;
    }
    return null;
  }

  /** Returns the values of all fields {@code name}, in order. */
  public List<String> fields(String name) {
    List<String> values = new ArrayList<>(1);
    int line = nextLine(0);
    while (line < text.length()) {
      int next = nextLine(line);
      String value = valueIn(line, next, name);
      if (value != null) {
        values.add(value);
      }
      line = next;
    }
    return values;
  }

  /** Returns whether a field {@code name}, a list of words, holds {@code word}. */
  boolean says(String name, String word) {
    for (String value : fields(name)) {
      for (String part : value.split(",", -1)) {
        if (part.strip().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether the connection may carry another exchange (RFC 9112, section 9.3). */
  boolean keepsConnection() {
    return persistent ? !says("Connection", "close") : says("Connection", "keep-alive");
  }

  private int nextLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }

  private @Nullable String valueIn(int line, int next, String name) {
    int colon = line + name.length();
    if (colon < next
        && text.charAt(colon) == ':'
        && text.regionMatches(true, line, name, 0, name.length())) {
      return text.substring(colon + 1, next).strip();
    }
    return null;
  }

  /** Returns the head as it came. */
  @Override
  public String toString() {
    return text;
  }
}
