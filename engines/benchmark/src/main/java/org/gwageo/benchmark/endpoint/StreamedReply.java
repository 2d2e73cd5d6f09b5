package org.gwageo.benchmark.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A reply that comes as server-sent events, with the time of each piece.
 *
 * <p>A piece that comes twice is told from a token that is repeated by the endpoint's own count of
 * tokens: only where more pieces came than tokens were written, and exactly as many pieces repeat
 * the one before byte by byte, the repetitions are taken out.
 */
final class StreamedReply implements EventLines.Events {

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final ReplyParts parts = new ReplyParts();
  private final EventLines lines = new EventLines(this);
  private final List<int[]> repeated = new ArrayList<>(0);
  private byte[] last = new byte[512];
  private int lastLength;
  private String lastId = "";
  private int pieces;
  private int repeatedElsewhere;
  private long firstPiece;
  private long lastPiece;
  private long longestGap;
  private boolean done;
  private byte @Nullable [] error;
  private @Nullable String damage;

  void feed(byte[] block, int offset, int length, long readAt) {
    lines.feed(block, offset, length, readAt);
  }

  void end(long readAt) {
    lines.end(readAt);
  }

  @Override
  public boolean event(byte[] data, int offset, int length, String id, long readAt) {
    if (Arrays.equals(data, offset, offset + length, DONE, 0, DONE.length)) {
      done = true;
      return false;
    }
    boolean again =
        length == lastLength && Arrays.equals(data, offset, offset + length, last, 0, lastLength);
    if (again && !id.isEmpty() && id.equals(lastId)) {
      return true;
    }
    int before = parts.textLength();
    boolean hadError = parts.hasError();
    try {
      if (parts.add(data, offset, length)) {
        piece(readAt);
        if (again) {
          repeat(before);
        }
      }
    } catch (JacksonException e) {
      damage = "an event of the stream is not JSON: " + Excerpt.of(data, offset, length);
      return false;
    }
    if (parts.hasError() && !hadError) {
      error = Arrays.copyOfRange(data, offset, offset + length);
      return false;
    }
    remember(data, offset, length, id);
    return true;
  }

  private void piece(long readAt) {
    if (pieces == 0) {
      firstPiece = readAt;
    } else {
      longestGap = Math.max(longestGap, readAt - lastPiece);
    }
    lastPiece = readAt;
    pieces++;
  }

  private void repeat(int before) {
    if (parts.textLength() > before) {
      repeated.add(new int[] {before, parts.textLength()});
    } else {
      repeatedElsewhere++;
    }
  }

  private void remember(byte[] data, int offset, int length, String id) {
    if (length > last.length) {
      last = new byte[2 * length];
    }
    System.arraycopy(data, offset, last, 0, length);
    lastLength = length;
    lastId = id;
  }

  /** Takes repeated pieces out; returns why the reply cannot be used, or null. */
  @Nullable String settle() {
    if (damage != null) {
      return damage;
    }
    Long told = parts.usage().completion();
    int again = repeated.size() + repeatedElsewhere;
    long surplus = told == null ? 0 : pieces - told;
    if (surplus <= 0 || again < surplus) {
      return null;
    }
    if (again > surplus || repeatedElsewhere > 0) {
      return "the stream repeats pieces, and which ones cannot be told";
    }
    for (int i = repeated.size() - 1; i >= 0; i--) {
      parts.removeText(repeated.get(i)[0], repeated.get(i)[1]);
    }
    repeated.clear();
    return null;
  }

  ReplyParts parts() {
    return parts;
  }

  /** Returns whether the stream told its end: a finish reason or {@code [DONE]}. */
  boolean isComplete() {
    return done || !parts.finish().isEmpty();
  }

  /** Returns the event that holds an error; null if none does. */
  byte @Nullable [] error() {
    return error;
  }

  /** Returns how many events brought something that was written. */
  int pieces() {
    return pieces;
  }

  /** Returns when the first piece was read; meaningful with at least one. */
  long firstPiece() {
    return firstPiece;
  }

  /** Returns the mean nanoseconds between pieces; meaningful with at least two. */
  long meanGap() {
    return (lastPiece - firstPiece) / Math.max(1, pieces - 1);
  }

  /** Returns the most nanoseconds between two pieces; meaningful with at least two. */
  long longestGap() {
    return longestGap;
  }
}
