package org.gwageo.nano.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.nano.files.BadModelException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The parts of a {@code tokenizer.json} that decide the token ids.
 *
 * @param vocabulary the id of each token, written in the {@link ByteAlphabet}
 * @param merges the merges, first learnt first
 * @param specials the ids of the special tokens by name
 * @param size the number of ids; they are 0 to {@code size - 1} without a hole
 */
record TokenizerFile(
    Map<String, Integer> vocabulary, List<Pair> merges, Map<String, Integer> specials, int size) {
  private static final int LARGEST_VOCABULARY = 1 << 20;

  /** Two neighbouring tokens that become one. */
  record Pair(String left, String right) {}

  static TokenizerFile parse(String name, byte[] json) throws BadModelException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JacksonException e) {
      throw new BadModelException("%s is not JSON: %s".formatted(name, e.getOriginalMessage()), e);
    }
    JsonNode model = root.path("model");
    require(name, "model.type", model.path("type").asString(""), "BPE");
    require(name, "normalizer", root.path("normalizer").isNull() ? "null" : "other", "null");
    checkPieces(name, root.path("pre_tokenizer"));
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : model.path("vocab").properties()) {
      vocabulary.put(entry.getKey(), entry.getValue().asInt(-1));
    }
    Map<String, Integer> specials = new LinkedHashMap<>();
    for (JsonNode token : root.path("added_tokens")) {
      specials.put(token.path("content").asString(""), token.path("id").asInt(-1));
    }
    return new TokenizerFile(
        vocabulary, merges(name, model.path("merges")), specials, size(name, vocabulary, specials));
  }

  private static List<Pair> merges(String name, JsonNode node) throws BadModelException {
    List<Pair> merges = new ArrayList<>();
    for (JsonNode merge : node) {
      String[] sides =
          merge.isArray()
              ? new String[] {merge.path(0).asString(""), merge.path(1).asString("")}
              : merge.asString("").split(" ", -1);
      if (sides.length != 2 || sides[0].isEmpty() || sides[1].isEmpty()) {
        throw new BadModelException(
            "%s: merge %d is not a pair of tokens".formatted(name, merges.size()));
      }
      merges.add(new Pair(sides[0], sides[1]));
    }
    return merges;
  }

  private static int size(
      String name, Map<String, Integer> vocabulary, Map<String, Integer> specials)
      throws BadModelException {
    Map<Integer, String> byId = new LinkedHashMap<>();
    for (Map<String, Integer> tokens : List.of(vocabulary, specials)) {
      for (Map.Entry<String, Integer> token : tokens.entrySet()) {
        String other = byId.put(token.getValue(), token.getKey());
        if (other != null && !other.equals(token.getKey())) {
          throw new BadModelException(
              "%s: tokens '%s' and '%s' share id %d"
                  .formatted(name, other, token.getKey(), token.getValue()));
        }
      }
    }
    int size = byId.size();
    if (size > LARGEST_VOCABULARY) {
      throw new BadModelException(
          "%s has %d tokens, the limit is %d".formatted(name, size, LARGEST_VOCABULARY));
    }
    for (int id = 0; id < size; id++) {
      if (!byId.containsKey(id)) {
        throw new BadModelException(
            "%s has %d tokens but none with id %d".formatted(name, size, id));
      }
    }
    return size;
  }

  private static void checkPieces(String name, JsonNode node) throws BadModelException {
    JsonNode steps = node.path("pretokenizers");
    require(name, "pre_tokenizer.type", node.path("type").asString(""), "Sequence");
    require(name, "the first pre-tokenizer", steps.path(0).path("type").asString(""), "Split");
    require(
        name,
        "the pattern of the split",
        steps.path(0).path("pattern").path("Regex").asString(""),
        Pieces.DIGIT);
    require(
        name,
        "the behaviour of the split",
        steps.path(0).path("behavior").asString(""),
        "Isolated");
    require(name, "the second pre-tokenizer", steps.path(1).path("type").asString(""), "ByteLevel");
    require(
        name,
        "add_prefix_space",
        String.valueOf(steps.path(1).path("add_prefix_space").asBoolean(true)),
        "false");
    require(name, "the number of pre-tokenizers", String.valueOf(steps.size()), "2");
  }

  private static void require(String name, String what, String value, String wanted)
      throws BadModelException {
    if (!value.equals(wanted)) {
      throw new BadModelException(
          "%s: %s is '%s', supported is '%s'".formatted(name, what, value, wanted));
    }
  }
}
