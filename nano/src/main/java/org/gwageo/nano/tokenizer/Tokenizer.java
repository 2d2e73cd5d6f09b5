package org.gwageo.nano.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gwageo.nano.files.BadModelException;

/** A byte-level byte-pair encoder and decoder; immutable and safe for use by many threads. */
public final class Tokenizer {
  private static final int NO_MERGE = Integer.MAX_VALUE;

  private final byte[][] bytes;
  private final boolean[] special;
  private final Map<String, Integer> specials;
  private final int[] byteIds;
  private final Map<Long, Merge> merges;

  private record Merge(int rank, int id) {}

  Tokenizer(TokenizerFile file) throws BadModelException {
    int size = file.size();
    this.bytes = new byte[size][];
    this.special = new boolean[size];
    this.specials = Map.copyOf(file.specials());
    this.byteIds = new int[256];
    Map<String, Integer> vocabulary = file.vocabulary();
    for (Map.Entry<String, Integer> entry : vocabulary.entrySet()) {
      bytes[entry.getValue()] = bytesOf(entry.getKey(), specials.containsKey(entry.getKey()));
    }
    for (Map.Entry<String, Integer> entry : specials.entrySet()) {
      bytes[entry.getValue()] = entry.getKey().getBytes(StandardCharsets.UTF_8);
      special[entry.getValue()] = true;
    }
    for (int value = 0; value < 256; value++) {
      byteIds[value] = idOf(vocabulary, String.valueOf(ByteAlphabet.character(value)));
    }
    this.merges = mergesOf(vocabulary, file.merges());
  }

  /**
   * Reads {@code tokenizer.json}.
   *
   * @throws IOException if the file cannot be read
   * @throws BadModelException if it is not a byte-level byte-pair tokenizer with digits kept apart
   */
  public static Tokenizer read(Path file) throws IOException, BadModelException {
    return new Tokenizer(TokenizerFile.parse(file.toString(), Files.readAllBytes(file)));
  }

  /** Returns the number of token ids, special ones included. */
  public int size() {
    return bytes.length;
  }

  /** Returns the id of the special token {@code text}, such as {@code <|end|>}. */
  public OptionalInt special(String text) {
    Integer id = specials.get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Returns whether {@code id} is a special token, which decoding leaves out. */
  public boolean isSpecial(int id) {
    return special[id];
  }

  /** Returns a copy of the bytes that {@code id} stands for; a special token's are its name's. */
  public byte[] bytes(int id) {
    return bytes[id].clone();
  }

  /** Returns the ids of {@code text}; the names of special tokens in it are ordinary text. */
  public int[] encode(String text) {
    int[] ids = new int[Math.max(16, text.length())];
    int count = 0;
    for (String piece : Pieces.of(text)) {
      int[] part = piece(piece.getBytes(StandardCharsets.UTF_8));
      if (count + part.length > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(2 * ids.length, count + part.length));
      }
      System.arraycopy(part, 0, ids, count, part.length);
      count += part.length;
    }
    return Arrays.copyOf(ids, count);
  }

  /** Returns the text of {@code ids} without special tokens; broken UTF-8 becomes U+FFFD. */
  public String decode(int[] ids) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int id : ids) {
      if (!special[id]) {
        out.writeBytes(bytes[id]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private int[] piece(byte[] piece) {
    int[] ids = new int[piece.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = byteIds[piece[i] & 0xFF];
    }
    int count = ids.length;
    while (count > 1) {
      int best = NO_MERGE;
      int at = -1;
      int merged = -1;
      for (int i = 0; i + 1 < count; i++) {
        Merge merge = merges.get(pair(ids[i], ids[i + 1]));
        if (merge != null && merge.rank() < best) {
          best = merge.rank();
          at = i;
          merged = merge.id();
        }
      }
      if (at < 0) {
        break;
      }
      ids[at] = merged;
      System.arraycopy(ids, at + 2, ids, at + 1, count - at - 2);
      count--;
    }
    return Arrays.copyOf(ids, count);
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  private static Map<Long, Merge> mergesOf(
      Map<String, Integer> vocabulary, List<TokenizerFile.Pair> pairs) throws BadModelException {
    Map<Long, Merge> merges = new HashMap<>();
    for (int rank = 0; rank < pairs.size(); rank++) {
      TokenizerFile.Pair pair = pairs.get(rank);
      int left = idOf(vocabulary, pair.left());
      int right = idOf(vocabulary, pair.right());
      merges.putIfAbsent(
          pair(left, right), new Merge(rank, idOf(vocabulary, pair.left() + pair.right())));
    }
    return merges;
  }

  private static int idOf(Map<String, Integer> vocabulary, String token) throws BadModelException {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new BadModelException("the vocabulary has no token '%s'".formatted(token));
    }
    return id;
  }

  private static byte[] bytesOf(String token, boolean special) throws BadModelException {
    if (special) {
      return token.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return ByteAlphabet.bytes(token);
    } catch (IllegalArgumentException e) {
      throw new BadModelException(String.valueOf(e.getMessage()), e);
    }
  }
}
