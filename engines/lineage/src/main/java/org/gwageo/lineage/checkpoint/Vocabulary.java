package org.gwageo.lineage.checkpoint;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens of a tokenizer by the bytes they stand for, so that tokens of different tokenizers can
 * be matched. Undone are the byte alphabet of byte-level tokenizers, the {@code ▁} of SentencePiece
 * and the {@code ##} of WordPiece: a token that begins a word begins with a space, one that
 * continues a word does not. Left out are added, special and unused tokens, byte fallbacks and
 * single bytes.
 */
public final class Vocabulary {

  private static final long LIMIT = 128L << 20;
  private static final int NORMAL = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<Integer, Integer> BYTE_OF = byteAlphabet();

  /**
   * Two tokens that become one, spelled as the file does.
   *
   * @param left the first
   * @param right the second
   */
  public record Merge(String left, String right) {}

  /** How a tokenizer spells the bytes of its tokens. */
  private enum Spelling {
    BYTE_ALPHABET,
    SENTENCE_PIECE,
    WORD_PIECE
  }

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Merge> merges = new ArrayList<>();
  private final Spelling spelling;
  private final Set<String> added;

  private Vocabulary(Spelling spelling, Set<String> added) {
    this.spelling = spelling;
    this.added = added;
  }

  /**
   * Reads a tokenizer: a {@code tokenizer.json}, a WordPiece {@code vocab.txt}, a SentencePiece
   * {@code .model}, or a byte-level {@code vocab.json} with the {@code merges.txt} beside it.
   *
   * @throws CheckpointException if the file is larger than 128 MiB or no tokenizer
   */
  public static Vocabulary read(Path file) throws CheckpointException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    byte[] bytes = MappedFile.read(file, LIMIT);
    if (name.endsWith(".txt")) {
      return ofWordPieces(new String(bytes, StandardCharsets.UTF_8));
    }
    if (name.endsWith(".model")) {
      return ofSentencePieces(MappedFile.shown(file), bytes);
    }
    try {
      JsonNode tree = JSON.readTree(bytes);
      Path merges = file.resolveSibling("merges.txt");
      return name.equals("vocab.json") && !tree.has("model")
          ? ofByteLevel(tree, Files.isRegularFile(merges) ? MappedFile.read(merges, LIMIT) : null)
          : ofTokenizer(tree);
    } catch (JacksonException e) {
      throw new CheckpointException(
          "%s is not JSON: %s"
              .formatted(
                  MappedFile.shown(file), SafetensorsHeader.printable(e.getOriginalMessage())),
          e);
    }
  }

  /**
   * Returns the tokens of a GGUF file; none if it has no tokenizer.
   *
   * @throws CheckpointException if the lists of the tokenizer cannot be read
   */
  public static Vocabulary of(Gguf file) throws CheckpointException {
    boolean byteLevel = file.metadata().getOrDefault("tokenizer.ggml.model", "").equals("gpt2");
    var vocabulary =
        new Vocabulary(byteLevel ? Spelling.BYTE_ALPHABET : Spelling.SENTENCE_PIECE, Set.of());
    var types = file.tokenTypes();
    int id = 0;
    for (String token : file.tokens()) {
      if (id >= types.size() || types.get(id) == NORMAL) {
        vocabulary.put(token, id);
      }
      id++;
    }
    file.merges().forEach(vocabulary::addMerge);
    return vocabulary;
  }

  /**
   * Returns the tokenizer that belongs to weights: in a folder {@code tokenizer.json} or one of the
   * older files; beside a single file {@code x.onnx} first {@code x-tokenizer.json}.
   */
  public static Optional<Path> tokenizerBeside(Path weights) {
    var names = new ArrayList<String>();
    Path folder = weights;
    if (!Files.isDirectory(weights)) {
      Path parent = weights.toAbsolutePath().getParent();
      folder = parent == null ? weights.toAbsolutePath() : parent;
      String name = String.valueOf(weights.getFileName());
      int dot = name.lastIndexOf('.');
      String stem = dot > 0 ? name.substring(0, dot) : name;
      names.addAll(List.of(stem + "-tokenizer.json", stem + ".tokenizer.json"));
    }
    names.addAll(List.of("tokenizer.json", "tokenizer.model", "vocab.txt", "vocab.json"));
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Returns the ids by token; a key holds one character per byte, U+0000 to U+00FF. */
  public Map<String, Integer> ids() {
    return Collections.unmodifiableMap(ids);
  }

  /** Returns the merges in the order in which they are tried; none for other kinds of tokenizer. */
  public List<Merge> merges() {
    return Collections.unmodifiableList(merges);
  }

  private static Vocabulary ofTokenizer(JsonNode tree) {
    JsonNode model = tree.path("model");
    String kind = model.path("type").asString(tree.path("decoder").path("type").asString(""));
    boolean byteLevel =
        tree.path("pre_tokenizer").toString().contains("ByteLevel")
            || tree.path("decoder").toString().contains("ByteLevel");
    var spelling =
        kind.equals("WordPiece")
            ? Spelling.WORD_PIECE
            : byteLevel ? Spelling.BYTE_ALPHABET : Spelling.SENTENCE_PIECE;
    var added = new HashSet<String>();
    for (JsonNode token : tree.path("added_tokens")) {
      added.add(token.path("content").asString(""));
    }
    var vocabulary = new Vocabulary(spelling, added);
    vocabulary.addVocabulary(model.path("vocab"));
    for (JsonNode merge : model.path("merges")) {
      if (merge.isArray()) {
        vocabulary.merges.add(new Merge(merge.path(0).asString(""), merge.path(1).asString("")));
      } else {
        vocabulary.addMerge(merge.asString(""));
      }
    }
    return vocabulary;
  }

  private static Vocabulary ofByteLevel(JsonNode tree, byte @Nullable [] merges) {
    var vocabulary = new Vocabulary(Spelling.BYTE_ALPHABET, Set.of());
    vocabulary.addVocabulary(tree);
    if (merges != null) {
      new String(merges, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#version"))
          .forEach(vocabulary::addMerge);
    }
    return vocabulary;
  }

  private static Vocabulary ofWordPieces(String lines) {
    var vocabulary = new Vocabulary(Spelling.WORD_PIECE, Set.of());
    int id = 0;
    for (String token : lines.split("\r?\n", -1)) {
      vocabulary.put(token, id++);
    }
    return vocabulary;
  }

  /** Reads the pieces of a ModelProto of SentencePiece: text, score and kind of each. */
  private static Vocabulary ofSentencePieces(String file, byte[] bytes) throws CheckpointException {
    var vocabulary = new Vocabulary(Spelling.SENTENCE_PIECE, Set.of());
    var model = new Protobuf(file, MemorySegment.ofArray(bytes));
    int id = 0;
    while (model.next()) {
      if (model.field(Protobuf.BYTES) != 1) {
        model.skip();
        continue;
      }
      var piece = new Protobuf(file, model.bytes());
      String text = "";
      long kind = NORMAL;
      while (piece.next()) {
        if (piece.field(Protobuf.BYTES) == 1) {
          text = piece.text();
        } else if (piece.field(Protobuf.VARINT) == 3) {
          kind = piece.varint();
        } else {
          piece.skip();
        }
      }
      if (kind == NORMAL) {
        vocabulary.put(text, id);
      }
      id++;
    }
    return vocabulary;
  }

  private void addVocabulary(JsonNode vocab) {
    if (vocab.isArray()) {
      int id = 0;
      for (JsonNode piece : vocab) {
        put(piece.path(0).asString(""), id++);
      }
    } else {
      for (var token : vocab.properties()) {
        put(token.getKey(), token.getValue().asInt(-1));
      }
    }
  }

  private void addMerge(String merge) {
    int space = merge.indexOf(' ', 1);
    if (space > 0 && space < merge.length() - 1) {
      merges.add(new Merge(merge.substring(0, space), merge.substring(space + 1)));
    }
  }

  private void put(String token, int id) {
    if (id < 0 || added.contains(token) || token.matches("<0x[0-9A-Fa-f]{2}>")) {
      return;
    }
    byte[] bytes =
        switch (spelling) {
          case BYTE_ALPHABET -> decoded(token);
          case SENTENCE_PIECE -> token.replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
          case WORD_PIECE -> wordPiece(token).getBytes(StandardCharsets.UTF_8);
        };
    if (bytes.length > 1) {
      ids.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), id);
    }
  }

  private static String wordPiece(String token) {
    if (token.isEmpty() || token.matches("\\[(PAD|UNK|CLS|SEP|MASK|unused[0-9]{1,5})]")) {
      return "";
    }
    return token.startsWith("##") && token.length() > 2 ? token.substring(2) : ' ' + token;
  }

  private static byte[] decoded(String token) {
    var bytes = new ByteArrayOutputStream();
    token.codePoints().forEach(c -> bytes.write(BYTE_OF.getOrDefault(c, (int) '?')));
    return bytes.toByteArray();
  }

  /** The printable characters that byte-level tokenizers write for the 256 bytes. */
  private static Map<Integer, Integer> byteAlphabet() {
    var byteOf = new HashMap<Integer, Integer>();
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      byteOf.put(printable ? b : next++, b);
    }
    return byteOf;
  }
}
