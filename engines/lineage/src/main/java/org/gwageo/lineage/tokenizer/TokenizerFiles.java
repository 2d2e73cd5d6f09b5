package org.gwageo.lineage.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the formats that tokenizers are handed around in. */
final class TokenizerFiles {

  private static final long LIMIT = 128L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern RANKED = Pattern.compile("([A-Za-z0-9+/=]+) (\\d{1,9})");
  private static final List<String> IN_FOLDER =
      List.of("tokenizer.json", "vocab.json", "tokenizer.model", "vocab.txt");

  private TokenizerFiles() {}

  static Tokenizer read(Path path) throws CheckpointException {
    Path file = Files.isDirectory(path) ? inFolder(path) : path;
    String name = String.valueOf(file.getFileName());
    try {
      long size = Files.size(file);
      if (size > LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read".formatted(name, size, LIMIT));
      }
      byte[] bytes = Files.readAllBytes(file);
      if (name.endsWith(".json")) {
        return json(file, bytes);
      }
      if (name.endsWith(".txt")) {
        return lines(bytes);
      }
      String start =
          new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
      return RANKED.matcher(start.lines().findFirst().orElse("")).matches()
          ? ranked(name, bytes)
          : SentencePieces.read(name, bytes);
    } catch (JacksonException e) {
      throw new CheckpointException(name + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Path inFolder(Path folder) throws CheckpointException {
    for (String name : IN_FOLDER) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.toString().endsWith(".tiktoken"))
          .sorted()
          .findFirst()
          .orElseThrow(
              () ->
                  new CheckpointException(
                      "%s holds none of %s and no .tiktoken file"
                          .formatted(folder.getFileName(), String.join(", ", IN_FOLDER))));
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(folder.getFileName(), e.getMessage()), e);
    }
  }

  private static Tokenizer json(Path file, byte[] bytes) throws CheckpointException, IOException {
    JsonNode tree = JSON.readTree(bytes);
    JsonNode model = tree.path("model");
    if (!model.isObject()) {
      return vocabulary(file, tree, bytes);
    }
    var builder = new Tokenizer.Builder(alphabet(tree));
    builder.kind = kind(model);
    builder.trait("normalizer", tree.path("normalizer").toString());
    builder.trait("preTokenizer", tree.path("pre_tokenizer").toString());
    for (JsonNode token : tree.path("added_tokens")) {
      builder.added(token.path("content").asString(""));
    }
    vocabulary(builder, model.path("vocab"));
    for (JsonNode merge : model.path("merges")) {
      builder.merge(
          merge.isArray()
              ? merge.path(0).asString("") + merge.path(1).asString("")
              : joined(merge.asString("")));
    }
    return builder.build(Digest.of(bytes));
  }

  private static void vocabulary(Tokenizer.Builder builder, JsonNode vocabulary)
      throws CheckpointException {
    if (vocabulary.isArray()) {
      int id = 0;
      for (JsonNode piece : vocabulary) {
        builder.token(piece.path(0).asString(""), id++, piece.path(1).asDouble(Double.NaN));
      }
    } else if (vocabulary.isObject()) {
      for (var token : vocabulary.properties()) {
        builder.token(token.getKey(), token.getValue().asInt(-1));
      }
    } else {
      throw new CheckpointException("the tokenizer has no vocabulary: model.vocab is absent");
    }
  }

  /** Reads {@code vocab.json}, an object of tokens and ids, with {@code merges.txt} beside it. */
  private static Tokenizer vocabulary(Path file, JsonNode tree, byte[] bytes)
      throws CheckpointException, IOException {
    if (!tree.isObject() || tree.properties().stream().anyMatch(t -> !t.getValue().isInt())) {
      throw new CheckpointException(
          file.getFileName() + " is neither a tokenizer nor a vocabulary");
    }
    var builder = new Tokenizer.Builder(Tokenizer.Alphabet.BYTES);
    vocabulary(builder, tree);
    Path merges = file.resolveSibling("merges.txt");
    if (Files.isRegularFile(merges) && Files.size(merges) <= LIMIT) {
      builder.kind = "bpe";
      for (String line : Files.readAllLines(merges, StandardCharsets.UTF_8)) {
        if (!line.isBlank() && !line.startsWith("#version")) {
          builder.merge(joined(line));
        }
      }
    }
    return builder.build(Digest.of(bytes));
  }

  private static String joined(String merge) {
    int space = merge.indexOf(' ', 1);
    return space < 0 ? merge : merge.substring(0, space) + merge.substring(space + 1);
  }

  private static Tokenizer.Alphabet alphabet(JsonNode tree) {
    JsonNode model = tree.path("model");
    if (model.path("type").asString("").equals("WordPiece")
        || model.has("max_input_chars_per_word")) {
      return Tokenizer.Alphabet.PIECES;
    }
    boolean byteLevel =
        tree.path("pre_tokenizer").toString().contains("ByteLevel")
            || tree.path("decoder").toString().contains("ByteLevel");
    return byteLevel ? Tokenizer.Alphabet.BYTES : Tokenizer.Alphabet.SPACES;
  }

  private static String kind(JsonNode model) {
    String type = model.path("type").asString("");
    if (!type.isEmpty()) {
      return type.toLowerCase(java.util.Locale.ROOT);
    }
    if (model.has("merges")) {
      return "bpe";
    }
    if (model.path("vocab").isArray()) {
      return "unigram";
    }
    return model.has("max_input_chars_per_word") ? "wordpiece" : "list";
  }

  private static Tokenizer lines(byte[] bytes) {
    List<String> tokens = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    boolean pieces = tokens.stream().anyMatch(token -> token.startsWith("##"));
    var builder =
        new Tokenizer.Builder(pieces ? Tokenizer.Alphabet.PIECES : Tokenizer.Alphabet.SPACES);
    builder.kind = pieces ? "wordpiece" : "list";
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (token.matches("\\[[A-Za-z]+\\d*\\]")) {
        builder.added(token);
      }
      builder.token(token, id);
    }
    return builder.build(Digest.of(bytes));
  }

  private static Tokenizer ranked(String name, byte[] bytes) throws CheckpointException {
    var builder = new Tokenizer.Builder(Tokenizer.Alphabet.RAW);
    builder.kind = "bpe";
    var broken = new ArrayList<String>();
    new String(bytes, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              var match = RANKED.matcher(line);
              if (!match.matches()) {
                broken.add(line);
                return;
              }
              try {
                byte[] token = Base64.getDecoder().decode(match.group(1));
                builder.token(
                    new String(token, StandardCharsets.ISO_8859_1),
                    Integer.parseInt(match.group(2)));
              } catch (IllegalArgumentException e) {
                broken.add(line);
              }
            });
    if (!broken.isEmpty()) {
      throw new CheckpointException(
          "%s has %d lines that are not a token in base64 and its rank"
              .formatted(name, broken.size()));
    }
    return builder.build(Digest.of(bytes));
  }
}
