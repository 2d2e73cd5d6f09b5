package org.gwageo.nano.training.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.tokenizer.ByteAlphabet;
import org.gwageo.nano.tokenizer.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * A learnt byte-pair vocabulary.
 *
 * <p>Ids: the special tokens in their order, then the 256 bytes, then one id a merge.
 *
 * @param specials the names of the special tokens
 * @param merges the merges, first learnt first, written in the {@link ByteAlphabet}
 */
public record BytePairs(List<String> specials, List<Merge> merges) {

  /** Two neighbouring tokens that become one. */
  public record Merge(String left, String right) {}

  /** Copies the lists. */
  public BytePairs {
    specials = List.copyOf(specials);
    merges = List.copyOf(merges);
  }

  /**
   * Learns merges from {@code texts} until the vocabulary has {@code size} tokens or no pair occurs
   * twice. Among equally frequent pairs the alphabetically first is merged.
   *
   * @throws IllegalArgumentException if {@code size} leaves no room for the bytes and specials
   */
  public static BytePairs learn(Iterable<String> texts, List<String> specials, int size) {
    int room = size - specials.size() - 256;
    if (room < 0) {
      throw new IllegalArgumentException(
          "vocabulary size is %d, the least is %d".formatted(size, specials.size() + 256));
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      for (String piece : Pieces.of(text)) {
        counts.merge(piece, 1, Integer::sum);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    counts.forEach((piece, count) -> pieces.add(new Piece(piece, count)));
    List<Merge> merges = new ArrayList<>();
    Set<String> made = new HashSet<>();
    while (made.size() < room) {
      Merge best = mostFrequent(pieces);
      if (best == null) {
        break;
      }
      for (Piece piece : pieces) {
        piece.merge(best);
      }
      merges.add(best);
      made.add(best.left() + best.right());
    }
    return new BytePairs(specials, merges);
  }

  private static @Nullable Merge mostFrequent(List<Piece> pieces) {
    Map<Merge, Integer> counts = new HashMap<>();
    for (Piece piece : pieces) {
      for (int i = 0; i + 1 < piece.tokens.size(); i++) {
        counts.merge(
            new Merge(piece.tokens.get(i), piece.tokens.get(i + 1)), piece.count, Integer::sum);
      }
    }
    Merge best = null;
    int most = 1;
    for (Map.Entry<Merge, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      if (count > most || (count == most && best != null && before(entry.getKey(), best))) {
        most = count;
        best = entry.getKey();
      }
    }
    return best;
  }

  private static boolean before(Merge one, Merge other) {
    int order = one.left().compareTo(other.left());
    return order < 0 || (order == 0 && one.right().compareTo(other.right()) < 0);
  }

  /** Returns the number of token ids. */
  public int size() {
    return specials.size()
        + 256
        + (int) merges.stream().map(merge -> merge.left() + merge.right()).distinct().count();
  }

  /** Returns the bytes of {@code tokenizer.json}. */
  public byte[] json() {
    List<Object> added = new ArrayList<>();
    Map<String, Object> vocabulary = new LinkedHashMap<>();
    for (String special : specials) {
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("id", vocabulary.size());
      token.put("content", special);
      token.put("single_word", false);
      token.put("lstrip", false);
      token.put("rstrip", false);
      token.put("normalized", false);
      token.put("special", true);
      added.add(token);
      vocabulary.put(special, vocabulary.size());
    }
    for (int value = 0; value < 256; value++) {
      vocabulary.put(String.valueOf(ByteAlphabet.character(value)), vocabulary.size());
    }
    List<Object> pairs = new ArrayList<>();
    for (Merge merge : merges) {
      pairs.add(List.of(merge.left(), merge.right()));
      vocabulary.putIfAbsent(merge.left() + merge.right(), vocabulary.size());
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("dropout", null);
    model.put("unk_token", null);
    model.put("continuing_subword_prefix", null);
    model.put("end_of_word_suffix", null);
    model.put("fuse_unk", false);
    model.put("byte_fallback", false);
    model.put("ignore_merges", false);
    model.put("vocab", vocabulary);
    model.put("merges", pairs);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", "1.0");
    file.put("truncation", null);
    file.put("padding", null);
    file.put("added_tokens", added);
    file.put("normalizer", null);
    file.put("pre_tokenizer", preTokenizer());
    file.put("post_processor", null);
    file.put("decoder", byteLevel());
    file.put("model", model);
    return CanonicalJson.bytes(file);
  }

  private static Map<String, Object> preTokenizer() {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("type", "Split");
    split.put("pattern", Map.of("Regex", Pieces.DIGIT));
    split.put("behavior", "Isolated");
    split.put("invert", false);
    return Map.of("type", "Sequence", "pretokenizers", List.of(split, byteLevel()));
  }

  private static Map<String, Object> byteLevel() {
    return Map.of(
        "type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
  }

  private static final class Piece {
    private final List<String> tokens = new ArrayList<>();
    private final int count;

    Piece(String text, int count) {
      this.count = count;
      for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
        tokens.add(String.valueOf(ByteAlphabet.character(value)));
      }
    }

    void merge(Merge pair) {
      for (int i = 0; i + 1 < tokens.size(); i++) {
        if (tokens.get(i).equals(pair.left()) && tokens.get(i + 1).equals(pair.right())) {
          tokens.set(i, pair.left() + pair.right());
          tokens.remove(i + 1);
        }
      }
    }
  }
}
