package org.gwageo.lineage.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * The tokens of a tokenizer by the bytes they stand for, in the orders that it keeps them in.
 *
 * <p>A token is written with one character per byte, U+0000 to U+00FF, whatever alphabet its file
 * uses: a word's leading space is a space. Added tokens and byte fallbacks are left out.
 */
public final class Tokenizer {

  /** A list that a tokenizer is ordered by. */
  public enum Order {
    /** The order in which pairs were merged; the first merge that forms a token counts. */
    MERGES("merges"),
    /** Falling score, as unigram tokenizers have it. */
    SCORES("scores"),
    /** The ids. */
    IDS("ids");

    private final String id;

    Order(String id) {
      this.id = id;
    }

    /** Returns the order's name in files. */
    public String id() {
      return id;
    }
  }

  private final String kind;
  private final Map<Order, Map<String, Integer>> orders;
  private final Map<String, Integer> bytes;
  private final SequencedMap<String, String> traits;
  private final Set<String> added;
  private final Digest digest;

  private Tokenizer(Builder builder, Digest digest) {
    this.kind = builder.kind;
    this.traits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(builder.traits));
    this.added = Set.copyOf(builder.added);
    this.digest = digest;
    var words = new HashMap<String, Integer>();
    var single = new HashMap<String, Integer>();
    builder.ids.forEach((token, id) -> (token.length() == 1 ? single : words).put(token, id));
    bytes = Map.copyOf(single);
    orders = new HashMap<>();
    orders.put(Order.IDS, Map.copyOf(words));
    if (!builder.merges.isEmpty()) {
      orders.put(Order.MERGES, Map.copyOf(builder.merges));
    }
    if (!builder.scores.isEmpty()) {
      var byScore = new ArrayList<>(builder.scores.keySet());
      byScore.sort(
          (a, b) -> {
            int falling =
                Double.compare(
                    builder.scores.getOrDefault(b, 0.0), builder.scores.getOrDefault(a, 0.0));
            return falling != 0
                ? falling
                : Integer.compare(words.getOrDefault(a, 0), words.getOrDefault(b, 0));
          });
      var ranks = new HashMap<String, Integer>();
      byScore.forEach(token -> ranks.put(token, ranks.size()));
      orders.put(Order.SCORES, Map.copyOf(ranks));
    }
  }

  /**
   * Reads a {@code tokenizer.json}, a {@code vocab.json} with its {@code merges.txt}, a {@code
   * vocab.txt}, a {@code .tiktoken} list of base64 tokens and ranks, a SentencePiece {@code
   * .model}, or a folder with one of them.
   *
   * @throws CheckpointException if it is larger than 128 MiB or no tokenizer
   */
  public static Tokenizer read(Path path) throws CheckpointException {
    return TokenizerFiles.read(path);
  }

  /**
   * Returns a tokenizer whose tokens stand in a list, as GGUF files keep them.
   *
   * @param tokens the tokens by id
   * @param merges the merges in order, two tokens with a space between; may be empty
   * @param byteLevel whether the tokens are written in the alphabet of byte-level tokenizers;
   *     otherwise {@code ▁} stands for a space
   */
  public static Tokenizer ofList(List<String> tokens, List<String> merges, boolean byteLevel) {
    var builder = new Builder(byteLevel ? Alphabet.BYTES : Alphabet.SPACES);
    builder.kind = merges.isEmpty() ? "list" : "bpe";
    for (int id = 0; id < tokens.size(); id++) {
      builder.token(tokens.get(id), id);
    }
    for (String merge : merges) {
      int space = merge.indexOf(' ', 1);
      if (space > 0) {
        builder.merge(merge.substring(0, space) + merge.substring(space + 1));
      }
    }
    return builder.build(Digest.ofJson(List.of(tokens, merges)));
  }

  /** Returns what kind of tokenizer it is: bpe, unigram, wordpiece or list. */
  public String kind() {
    return kind;
  }

  /** Returns the digest of the file, or of the list. */
  public Digest digest() {
    return digest;
  }

  /** Returns the ranks by one order; none if the tokenizer does not keep it. */
  public Map<String, Integer> ranks(Order order) {
    return orders.getOrDefault(order, Map.of());
  }

  /**
   * Returns the order that tells in which sequence the tokens were learned, as far as it is kept.
   */
  public Order learned() {
    if (orders.containsKey(Order.MERGES)) {
      return Order.MERGES;
    }
    return orders.containsKey(Order.SCORES) ? Order.SCORES : Order.IDS;
  }

  /** Returns the ids of the tokens that are a single byte. */
  Map<String, Integer> singleBytes() {
    return bytes;
  }

  /** Returns what surrounds the tokens, such as the normaliser, as text. */
  SequencedMap<String, String> traits() {
    return traits;
  }

  /** Returns the added tokens. */
  Set<String> added() {
    return added;
  }

  /** Returns how many characters a token has without its spaces; 0 if its bytes are no UTF-8. */
  static int characters(String token) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      String text =
          decoder
              .decode(ByteBuffer.wrap(token.getBytes(StandardCharsets.ISO_8859_1)))
              .toString()
              .strip();
      return text.codePointCount(0, text.length());
    } catch (CharacterCodingException e) {
      return 0;
    }
  }

  /** How a file writes tokens. */
  enum Alphabet {
    /** One printable character per byte. */
    BYTES,
    /** Text with {@code ▁} for a space. */
    SPACES,
    /** Text; pieces inside a word begin with {@code ##}, the others follow a space. */
    PIECES,
    /** One character per byte already. */
    RAW
  }

  /** Collects what a file says. */
  static final class Builder {

    private static final int MOST_TOKENS = 5_000_000;

    private final Alphabet alphabet;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> merges = new HashMap<>();
    private final Map<String, Double> scores = new HashMap<>();
    private final Set<String> added = new HashSet<>();
    private final SequencedMap<String, String> traits = new LinkedHashMap<>();
    private int mergesRead;
    String kind = "list";

    Builder(Alphabet alphabet) {
      this.alphabet = alphabet;
    }

    void added(String token) {
      added.add(token);
    }

    void trait(String name, String value) {
      traits.put(name, value);
    }

    void token(String token, int id) {
      if (id < 0 || added.contains(token) || fallback(token) || ids.size() >= MOST_TOKENS) {
        return;
      }
      String normal = normal(token);
      if (!normal.isEmpty()) {
        ids.putIfAbsent(normal, id);
      }
    }

    void token(String token, int id, double score) {
      token(token, id);
      String normal = normal(token);
      if (normal.length() > 1 && ids.containsKey(normal) && !Double.isNaN(score)) {
        scores.putIfAbsent(normal, score);
      }
    }

    void merge(String formed) {
      String normal = normal(formed);
      int order = mergesRead++;
      if (normal.length() > 1 && merges.size() < MOST_TOKENS) {
        merges.putIfAbsent(normal, order);
      }
    }

    Tokenizer build(Digest digest) {
      return new Tokenizer(this, digest);
    }

    private static boolean fallback(String token) {
      return token.length() == 6 && token.startsWith("<0x") && token.endsWith(">");
    }

    private String normal(String token) {
      return switch (alphabet) {
        case BYTES -> ByteAlphabet.decoded(token);
        case RAW -> token;
        case SPACES -> latin(token.replace('▁', ' '));
        case PIECES -> latin(token.startsWith("##") ? token.substring(2) : " " + token);
      };
    }

    private static String latin(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
  }
}
