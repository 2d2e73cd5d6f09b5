package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds canaries in text of any length, in one pass and with memory that depends on the number of
 * canaries only.
 *
 * <p>A GUID is found in upper or lower case, in full-width digits, with its hyphens, with others or
 * without, and with white space or zero-width characters inside, as page layouts and tokenizers
 * leave it. Instances hold no state of a search and can be used by several threads.
 */
public final class CanaryDetector {

  private static final int DIGITS = 32;

  private final Map<UUID, Canary> canaries = new HashMap<>();

  /** Makes a detector for {@code canaries}. */
  public CanaryDetector(Collection<Canary> canaries) {
    for (Canary canary : canaries) {
      this.canaries.put(canary.guid(), canary);
    }
  }

  /**
   * A canary and where it was found.
   *
   * @param canary the canary
   * @param end how many characters of the text came before the end of the find
   */
  public record Find(Canary canary, long end) {}

  /** Returns all finds in {@code text}, at most 10,000. */
  public List<Find> in(String text) {
    var search = new Search();
    for (int i = 0; i < text.length(); i++) {
      search.see(text.charAt(i));
    }
    return List.copyOf(search.finds);
  }

  /** Returns all finds in the text that {@code reader} delivers, at most 10,000. */
  public List<Find> in(Reader reader) throws IOException {
    var search = new Search();
    char[] block = new char[1 << 16];
    for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
      for (int i = 0; i < read; i++) {
        search.see(block[i]);
      }
    }
    return List.copyOf(search.finds);
  }

  private final class Search {

    private static final int MOST_FINDS = 10_000;

    private final List<Find> finds = new ArrayList<>();
    private long high;
    private long low;
    private int digits;
    private long seen;

    void see(char c) {
      seen++;
      int digit = digit(c);
      if (digit >= 0) {
        high = high << 4 | low >>> 60;
        low = low << 4 | digit;
        if (++digits >= DIGITS && finds.size() < MOST_FINDS) {
          Canary canary = canaries.get(new UUID(high, low));
          if (canary != null) {
            finds.add(new Find(canary, seen));
          }
        }
      } else if (!isSkipped(c)) {
        digits = 0;
      }
    }
  }

  /**
   * Returns the first {@code most} characters of a text without what may stand inside a GUID, in
   * lower case, with a full stop for each character that may not.
   */
  static String hexadecimal(String text, int most) {
    var digits = new StringBuilder();
    for (int i = 0; i < text.length() && digits.length() < most; i++) {
      int digit = digit(text.charAt(i));
      if (digit >= 0) {
        digits.append(Character.forDigit(digit, 16));
      } else if (!isSkipped(text.charAt(i))) {
        digits.append('.');
      }
    }
    return digits.toString();
  }

  /** Character.digit reads full-width digits and letters too, and digits of other scripts. */
  private static int digit(char c) {
    return Character.digit(c, 16);
  }

  private static boolean isSkipped(char c) {
    return Character.isWhitespace(c)
        || switch (Character.getType(c)) {
          case Character.DASH_PUNCTUATION,
              Character.CONNECTOR_PUNCTUATION,
              Character.FORMAT,
              Character.SPACE_SEPARATOR ->
              true;
          default -> c == '\u2212' || c == '*' || c == '`' || c == '"';
        };
  }
}
