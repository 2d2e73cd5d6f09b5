package org.gwageo.benchmark.endpoint;

import java.util.Arrays;

/**
 * Cuts a stream of server-sent events into the data of each event (HTML Standard, section 9.2.6).
 *
 * <p>Lines end with CR, LF or both. The data of an event's lines are joined by line feeds; comments
 * and the fields {@code event} and {@code retry} are passed over. An event that is not ended by a
 * blank line counts when the stream ends.
 */
final class EventLines {

  /** Takes events. */
  interface Events {

    /**
     * Takes the data of one event; returns whether more events are wanted.
     *
     * @param id the event's {@code id} field; empty if it has none
     */
    boolean event(byte[] data, int offset, int length, String id, long readAt);
  }

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] ID = {'i', 'd'};

  private final Events events;
  private byte[] line = new byte[512];
  private int lineLength;
  private byte[] data = new byte[0];
  private int dataLength;
  private boolean hasData;
  private String id = "";
  private boolean afterReturn;
  private boolean ended;

  EventLines(Events events) {
    this.events = events;
  }

  void feed(byte[] block, int offset, int length, long readAt) {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end && !ended; i++) {
      byte b = block[i];
      if (b != '\n' && b != '\r') {
        afterReturn = false;
        continue;
      }
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        start = i + 1;
        continue;
      }
      afterReturn = b == '\r';
      if (lineLength == 0) {
        line(block, start, i - start, readAt);
      } else {
        keep(block, start, i - start);
        int whole = lineLength;
        lineLength = 0;
        line(line, 0, whole, readAt);
      }
      start = i + 1;
    }
    if (!ended) {
      keep(block, start, end - start);
    }
  }

  /** Ends the stream: what has come of an event counts. */
  void end(long readAt) {
    if (lineLength > 0 && !ended) {
      int whole = lineLength;
      lineLength = 0;
      line(line, 0, whole, readAt);
    }
    if (!ended) {
      dispatch(readAt);
    }
  }

  private void keep(byte[] block, int offset, int length) {
    line = appended(line, lineLength, block, offset, length);
    lineLength += length;
  }

  private static byte[] appended(byte[] to, int used, byte[] block, int offset, int length) {
    byte[] room =
        used + length > to.length ? Arrays.copyOf(to, Math.max(2 * to.length, used + length)) : to;
    System.arraycopy(block, offset, room, used, length);
    return room;
  }

  private void line(byte[] bytes, int offset, int length, long readAt) {
    if (length == 0) {
      dispatch(readAt);
    } else if (isField(bytes, offset, length, DATA)) {
      int from = value(bytes, offset, length, DATA.length);
      if (hasData) {
        data = appended(data, dataLength++, new byte[] {'\n'}, 0, 1);
      }
      data = appended(data, dataLength, bytes, from, offset + length - from);
      dataLength += offset + length - from;
      hasData = true;
    } else if (isField(bytes, offset, length, ID)) {
      int from = value(bytes, offset, length, ID.length);
      id = new String(bytes, from, offset + length - from, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static boolean isField(byte[] bytes, int offset, int length, byte[] name) {
    return length >= name.length
        && Arrays.equals(bytes, offset, offset + name.length, name, 0, name.length)
        && (length == name.length || bytes[offset + name.length] == ':');
  }

  private static int value(byte[] bytes, int offset, int length, int name) {
    int from = Math.min(offset + name + 1, offset + length);
    return from < offset + length && bytes[from] == ' ' ? from + 1 : from;
  }

  private void dispatch(long readAt) {
    if (hasData && dataLength > 0) {
      ended = !events.event(data, 0, dataLength, id, readAt);
    }
    hasData = false;
    dataLength = 0;
    id = "";
  }
}
