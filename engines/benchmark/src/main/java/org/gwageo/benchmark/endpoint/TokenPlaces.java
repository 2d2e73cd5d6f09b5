package org.gwageo.benchmark.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where the tokens of a prompt lie in it.
 *
 * <p>Tokens that are a part of a character come as U+FFFD or as {@code bytes:\xEB\x8B}. The former
 * are placed as a group, between the readable tokens around them; the latter exactly.
 */
final class TokenPlaces {

  /** Stands for a token whose text the endpoint does not tell. */
  static final String UNKNOWN = "\uFFFD";

  /** Most places that are tried for the second token if the first is unknown. */
  private static final int MOST_TRIES = 64;

  private final List<String> tokens;
  private final String prompt;
  private final int[] starts;
  private final int[] ends;

  private TokenPlaces(List<String> tokens, String prompt) {
    this.tokens = tokens;
    this.prompt = prompt;
    this.starts = new int[tokens.size()];
    this.ends = new int[tokens.size()];
  }

  /**
   * Lays {@code tokens} along {@code prompt}; those after its end are placed at the end.
   *
   * @throws TokenScores.Unusable if they do not spell it
   */
  static TokenPlaces of(List<String> tokens, String prompt) throws TokenScores.Unusable {
    var places = new TokenPlaces(tokens, prompt);
    int failedAt = places.lay(0, 0);
    if (failedAt < 0) {
      return places;
    }
    // A first token that is no part of the prompt marks the beginning of a text.
    if (tokens.size() > 1 && places.lay(1, 0) < 0) {
      return places;
    }
    if (tokens.size() > 1 && tokens.getFirst().equals(UNKNOWN)) {
      int at = prompt.indexOf(tokens.get(1), 1);
      for (int i = 0; i < MOST_TRIES && at > 0; i++) {
        if (places.lay(1, at) < 0) {
          places.ends[0] = at;
          return places;
        }
        at = prompt.indexOf(tokens.get(1), at + 1);
      }
    }
    throw places.misplaced(places.lay(0, 0));
  }

  private TokenScores.Unusable misplaced(int token) {
    if (token >= tokens.size()) {
      return new TokenScores.Unusable(
          "the %d tokens of the reply end before the prompt of %d characters does"
              .formatted(tokens.size(), prompt.length()));
    }
    int at = Math.min(Math.max(0, starts[token]), prompt.length());
    return new TokenScores.Unusable(
        "the token \"%s\" does not continue the prompt at character %d, where \"%s\" stands"
            .formatted(
                tokens.get(token), at, prompt.substring(at, Math.min(prompt.length(), at + 10))));
  }

  /** Returns the character at which a token begins. */
  int start(int token) {
    return starts[token];
  }

  /** Returns the character before which a token ends. */
  int end(int token) {
    return ends[token];
  }

  /** Places all from {@code first} on; returns -1, or the first token that does not fit. */
  private int lay(int first, int from) {
    Arrays.fill(starts, 0, first, 0);
    Arrays.fill(ends, 0, first, 0);
    int at = from;
    int i = first;
    while (i < tokens.size()) {
      String token = tokens.get(i);
      starts[i] = at;
      ends[i] = at;
      if (at >= prompt.length()) {
        i++;
      } else if (prompt.startsWith(token, at)) {
        at += token.length();
        ends[i++] = at;
      } else if (isPart(token)) {
        int group = i + 1;
        while (group < tokens.size() && isPart(tokens.get(group))) {
          group++;
        }
        at = parts(at, i, group);
        if (at < 0) {
          return i;
        }
        i = group;
      } else {
        return i;
      }
    }
    return at < prompt.length() ? tokens.size() : -1;
  }

  private static boolean isPart(String token) {
    return token.indexOf('\uFFFD') >= 0 || token.startsWith("bytes:");
  }

  /** Places a group of parts; returns where it ends, or -1 if it does not fit. */
  private int parts(int at, int from, int to) {
    var known = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      byte[] bytes = escaped(tokens.get(i));
      if (bytes.length == 0) {
        return group(at, from, to);
      }
      known.writeBytes(bytes);
    }
    byte[] part = known.toByteArray();
    // A character has at most three bytes for each UTF-16 unit, and a part ends within one.
    int reach = Math.min(prompt.length(), at + part.length + 1);
    byte[] there = prompt.substring(at, reach).getBytes(StandardCharsets.UTF_8);
    if (part.length > there.length || !Arrays.equals(part, 0, part.length, there, 0, part.length)) {
      return -1;
    }
    int passed = 0;
    for (int i = from; i < to; i++) {
      starts[i] = at + complete(there, passed);
      passed += escaped(tokens.get(i)).length;
      ends[i] = at + begun(there, passed);
    }
    return at + complete(there, passed);
  }

  private int group(int at, int from, int to) {
    int end = prompt.length();
    if (to < tokens.size() && !tokens.get(to).isEmpty()) {
      int next = prompt.indexOf(tokens.get(to), at + 1);
      end = next < 0 ? end : next;
    }
    Arrays.fill(starts, from, to, at);
    Arrays.fill(ends, from, to, end);
    return end;
  }

  /** Returns the UTF-16 units whose characters end within the first {@code bytes} of UTF-8. */
  private static int complete(byte[] utf8, int bytes) {
    int units = 0;
    for (int i = 0; i < bytes; ) {
      int length = length(utf8[i]);
      units += i + length <= bytes ? units(length) : 0;
      i += length;
    }
    return units;
  }

  /** Returns the UTF-16 units whose characters begin within the first {@code bytes} of UTF-8. */
  private static int begun(byte[] utf8, int bytes) {
    int units = 0;
    for (int i = 0; i < bytes; i += length(utf8[i])) {
      units += units(length(utf8[i]));
    }
    return units;
  }

  private static int units(int length) {
    return length == 4 ? 2 : 1;
  }

  private static int length(byte lead) {
    int b = lead & 0xFF;
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }

  /** Reads {@code bytes:\xEB\x8B}; returns nothing for anything else. */
  private static byte[] escaped(String token) {
    if (token.length() > 100 || !token.matches("bytes:(\\\\x[0-9a-fA-F]{2})+")) {
      return new byte[0];
    }
    byte[] bytes = new byte[(token.length() - 6) / 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(token.substring(8 + 4 * i, 10 + 4 * i), 16);
    }
    return bytes;
  }
}
