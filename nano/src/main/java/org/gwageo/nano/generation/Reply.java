package org.gwageo.nano.generation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text that grows by the bytes of tokens and ends at a stop text.
 *
 * <p>Characters whose bytes are still missing and a tail that could become a stop text are kept
 * back until they are decided. Not safe for several threads.
 */
final class Reply {
  private final List<String> stops;
  private final StringBuilder text = new StringBuilder();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private int told;
  private boolean stopped;

  Reply(List<String> stops) {
    this.stops = stops;
  }

  /** Appends the bytes of a token. */
  void append(byte[] bytes) {
    ByteBuffer input = ByteBuffer.allocate(pending.remaining() + bytes.length);
    input.put(pending).put(bytes).flip();
    decode(input, false);
    pending = input;
    cut();
  }

  /** Ends the text; bytes that form no character become U+FFFD. */
  void end() {
    if (!stopped) {
      decode(pending, true);
      cut();
    }
  }

  /** Returns whether a stop text appeared. */
  boolean stopped() {
    return stopped;
  }

  /** Returns the text so far that is decided and was not returned before. */
  String news(boolean ended) {
    int decided = ended || stopped ? text.length() : text.length() - undecided();
    if (!ended && decided > told && Character.isHighSurrogate(text.charAt(decided - 1))) {
      decided--;
    }
    if (decided <= told) {
      return "";
    }
    String news = text.substring(told, decided);
    told = decided;
    return news;
  }

  /** Returns the whole text. */
  String text() {
    return text.toString();
  }

  private void decode(ByteBuffer input, boolean last) {
    CharBuffer characters = CharBuffer.allocate(input.remaining() + 4);
    decoder.decode(input, characters, last);
    if (last) {
      decoder.flush(characters);
    }
    text.append(characters.flip());
  }

  private void cut() {
    int first = -1;
    for (String stop : stops) {
      int at = text.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    if (first >= 0) {
      text.setLength(first);
      stopped = true;
    }
  }

  private int undecided() {
    int longest = 0;
    for (String stop : stops) {
      for (int size = Math.min(stop.length() - 1, text.length()); size > longest; size--) {
        if (text.substring(text.length() - size).equals(stop.substring(0, size))) {
          longest = size;
        }
      }
    }
    return longest;
  }
}
