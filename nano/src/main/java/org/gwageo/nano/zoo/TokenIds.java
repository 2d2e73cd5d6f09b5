package org.gwageo.nano.zoo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Models with other token ids or another tokenizer; the blocks stay what they are. */
public final class TokenIds {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TokenIds() {}

  /** Gives every token that is not special another id, and the embedding's rows with it. */
  public static Specimen shuffled(Specimen model, long seed) {
    Map<String, Integer> ids = ids(model.tokenizer());
    List<Integer> special = specials(model.tokenizer());
    int[] movable = IntStream.range(0, ids.size()).filter(id -> !special.contains(id)).toArray();
    int[] order = Specimen.shuffled(movable.length, new SplittableRandom(seed));
    int[] from = IntStream.range(0, model.tensor(Specimen.EMBEDDING).rows()).toArray();
    var to = from.clone();
    for (int i = 0; i < movable.length; i++) {
      from[movable[i]] = movable[order[i]];
      to[movable[order[i]]] = movable[i];
    }
    Map<String, Integer> moved = new TreeMap<>();
    ids.forEach((token, id) -> moved.put(token, to[id]));
    var change = model.change();
    change.put(Specimen.EMBEDDING, model.tensor(Specimen.EMBEDDING).rows(from));
    if (!model.tied()) {
      change.put(Specimen.HEAD, model.tensor(Specimen.HEAD).rows(from));
    }
    return change.done().withTokenizer(withIds(model.tokenizer(), moved));
  }

  /**
   * Adds {@code count} tokens, named {@code <|added 0|>} and so on, with the mean embedding plus
   * noise of a tenth of its root mean square.
   */
  public static Specimen extended(Specimen model, int count, long seed) {
    var random = new SplittableRandom(seed);
    var change = model.change();
    List<String> names =
        model.tied() ? List.of(Specimen.EMBEDDING) : List.of(Specimen.EMBEDDING, Specimen.HEAD);
    for (String name : names) {
      Tensor old = model.tensor(name);
      var mean = new float[old.columns()];
      for (int i = 0; i < old.values().length; i++) {
        mean[i % mean.length] += old.values()[i] / old.rows();
      }
      var rows = new float[count * mean.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) (mean[i % mean.length] + 0.1 * old.scale() * random.nextGaussian());
      }
      change.put(name, old.above(new Tensor(List.of(count, mean.length), rows)));
    }
    int first = model.number("vocab_size");
    Map<String, Integer> ids = new TreeMap<>(ids(model.tokenizer()));
    for (int i = 0; i < count; i++) {
      ids.put("<|added %d|>".formatted(i), first + i);
    }
    return change
        .set("vocab_size", first + count)
        .done()
        .withTokenizer(withIds(model.tokenizer(), ids));
  }

  /** Gives {@code model} the tokenizer of {@code other} and random embeddings of the old scale. */
  public static Specimen fresh(Specimen model, Specimen other, long seed) {
    double spread = model.tensor(Specimen.EMBEDDING).scale();
    int tokens = other.tensor(Specimen.EMBEDDING).rows();
    var random = new SplittableRandom(seed);
    return model
        .change()
        .put(Specimen.EMBEDDING, Tensor.gaussian(tokens, model.hidden(), spread, random))
        .set("vocab_size", tokens)
        .done()
        .withTokenizer(other.tokenizer());
  }

  /**
   * Gives {@code model} the tokenizer of {@code other} and embeddings without training: a token
   * that both know keeps its row; any other is written, in the embedding of {@code other}, as a sum
   * of {@code atoms} shared tokens by orthogonal matching pursuit, and the same sum is taken here.
   *
   * <p>Source: C. Goddard, F. Fernandes Neto, "Training-Free Tokenizer Transplantation via
   * Orthogonal Matching Pursuit", 2025, section 3.
   */
  public static Specimen transplanted(Specimen model, Specimen other, int atoms) {
    Map<String, Integer> own = ids(model.tokenizer());
    Map<String, Integer> wanted = ids(other.tokenizer());
    List<String> shared = wanted.keySet().stream().filter(own::containsKey).sorted().toList();
    Tensor from = model.tensor(Specimen.EMBEDDING);
    Tensor donor = other.tensor(Specimen.EMBEDDING);
    Tensor there = donor.rows(shared.stream().mapToInt(wanted::get).toArray());
    Tensor here = from.rows(shared.stream().mapToInt(own::get).toArray());
    var pursuit = new MatchingPursuit(there, atoms);
    Map<Integer, float[]> rows = new HashMap<>();
    wanted.forEach(
        (token, id) -> {
          Integer known = own.get(token);
          rows.put(id, known != null ? from.row(known) : pursuit.write(donor.row(id)).in(here));
        });
    Tensor empty =
        new Tensor(List.of(donor.rows(), from.columns()), new float[donor.rows() * from.columns()]);
    return model
        .change()
        .put(Specimen.EMBEDDING, empty.withRows(rows))
        .set("vocab_size", donor.rows())
        .done()
        .withTokenizer(other.tokenizer());
  }

  /** Returns the ids of all tokens as {@code tokenizer.json} writes them. */
  static Map<String, Integer> ids(byte[] tokenizer) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    vocabulary(tree(tokenizer)).forEach((token, id) -> ids.put(token, ((Number) id).intValue()));
    return ids;
  }

  private static List<Integer> specials(byte[] tokenizer) {
    List<Integer> ids = new ArrayList<>();
    if (tree(tokenizer).get("added_tokens") instanceof List<?> added) {
      for (Object token : added) {
        if (token instanceof Map<?, ?> fields && fields.get("id") instanceof Number id) {
          ids.add(id.intValue());
        }
      }
    }
    return ids;
  }

  private static byte[] withIds(byte[] tokenizer, Map<String, Integer> ids) {
    Map<String, Object> tree = tree(tokenizer);
    Map<String, Object> sorted = new LinkedHashMap<>();
    ids.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    Map<String, Object> vocabulary = vocabulary(tree);
    vocabulary.clear();
    vocabulary.putAll(sorted);
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> tree(byte[] tokenizer) {
    return JSON.readValue(
        new String(tokenizer, StandardCharsets.UTF_8),
        new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  @SuppressWarnings("unchecked") // a JSON object is a map with strings for keys
  private static Map<String, Object> vocabulary(Map<String, Object> tree) {
    if (tree.get("model") instanceof Map<?, ?> model
        && model.get("vocab") instanceof Map<?, ?> vocabulary) {
      return (Map<String, Object>) vocabulary;
    }
    throw new IllegalArgumentException("tokenizer.json has no field model.vocab");
  }
}
