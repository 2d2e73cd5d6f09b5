package org.gwageo.benchmark.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages between this process and the two of a test: a length in decimal, a line end, bytes. */
final class Frames {

  /** What the other side sent is no frame, or a longer one than it may send. */
  static final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean tooLong;

    FrameException(String message, boolean tooLong) {
      super(message);
      this.tooLong = tooLong;
    }

    boolean tooLong() {
      return tooLong;
    }
  }

  private static final int MOST_DIGITS = 10;

  private Frames() {}

  static void write(OutputStream stream, byte[] frame, int from) throws IOException {
    stream.write(((frame.length - from) + "\n").getBytes(StandardCharsets.US_ASCII));
    stream.write(frame, from, frame.length - from);
    stream.flush();
  }

  /** Returns the next frame, or nothing where the stream ended. */
  static byte @Nullable [] read(InputStream stream, long longest) throws IOException {
    long length = 0;
    int digits = 0;
    for (int c = stream.read(); c != '\n'; c = stream.read()) {
      if (c < 0) {
        return null;
      }
      if (c < '0' || c > '9' || ++digits > MOST_DIGITS) {
        throw new FrameException("an answer that no call asked for", false);
      }
      length = length * 10 + (c - '0');
    }
    if (length > longest) {
      throw new FrameException("an answer of " + length + " bytes, above " + longest, true);
    }
    if (length == 0) {
      throw new FrameException("an empty answer", false);
    }
    byte[] frame = stream.readNBytes((int) length);
    return frame.length == length ? frame : null;
  }

  /** Writes a list of texts and lists of texts in the form of {@code values.py}. */
  static byte[] list(List<?> items) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    append(items, bytes);
    return bytes.toByteArray();
  }

  /** Returns what a program answers that raised an exception. */
  static byte[] answer(String exception, String message) {
    byte[] texts = list(List.of(exception, message));
    byte[] answer = new byte[texts.length + 1];
    answer[0] = 'r';
    System.arraycopy(texts, 0, answer, 1, texts.length);
    return answer;
  }

  private static void append(Object value, ByteArrayOutputStream bytes) {
    if (value instanceof List<?> items) {
      bytes.writeBytes(("l" + items.size() + ":").getBytes(StandardCharsets.US_ASCII));
      for (Object item : items) {
        append(item, bytes);
      }
    } else {
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(("s" + text.length + ":").getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(text);
    }
  }

  /** Returns the texts of a list of texts after the first byte of {@code frame}. */
  static List<String> texts(byte[] frame) throws FrameException {
    int[] at = {1};
    List<String> texts = new ArrayList<>();
    int count = number(frame, at, 'l');
    for (int i = 0; i < count; i++) {
      int length = number(frame, at, 's');
      if (length > frame.length - at[0]) {
        throw new FrameException("a text is cut", false);
      }
      texts.add(text(frame, at[0], length));
      at[0] += length;
    }
    return texts;
  }

  private static String text(byte[] frame, int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(frame, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("replacing never fails", e);
    }
  }

  private static int number(byte[] frame, int[] at, char mark) throws FrameException {
    if (at[0] >= frame.length || frame[at[0]] != mark) {
      throw new FrameException("an answer that cannot be read", false);
    }
    int value = 0;
    for (int i = at[0] + 1; i < frame.length && i < at[0] + MOST_DIGITS; i++) {
      if (frame[i] == ':') {
        at[0] = i + 1;
        return value;
      }
      if (frame[i] < '0' || frame[i] > '9') {
        break;
      }
      value = value * 10 + (frame[i] - '0');
    }
    throw new FrameException("an answer that cannot be read", false);
  }
}
