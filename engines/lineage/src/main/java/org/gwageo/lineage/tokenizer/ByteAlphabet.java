package org.gwageo.lineage.tokenizer;

import java.util.HashMap;
import java.util.Map;

/**
 * The printable characters that byte-level tokenizers write for the 256 bytes: printable Latin-1
 * stands for itself, and the other bytes in rising order are U+0100 and on.
 */
final class ByteAlphabet {

  private static final Map<Integer, Integer> BYTE_OF = new HashMap<>();

  static {
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      BYTE_OF.put(printable ? b : next++, b);
    }
  }

  private ByteAlphabet() {}

  /** Returns one character per byte; a character outside the alphabet becomes a question mark. */
  static String decoded(String token) {
    var text = new StringBuilder();
    token
        .codePoints()
        .forEach(c -> text.append((char) BYTE_OF.getOrDefault(c, (int) '?').intValue()));
    return text.toString();
  }
}
