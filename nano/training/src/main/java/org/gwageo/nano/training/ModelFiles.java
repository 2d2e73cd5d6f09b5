package org.gwageo.nano.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.generation.ChatTemplate;

/** The files that lie beside the weights of a model. */
final class ModelFiles {
  private static final String GENERATOR = "gwageo-exercises/1";

  private final Path folder;

  ModelFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes the chat template and the names of the special tokens. */
  void writeTokenizerConfig() throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("add_bos_token", false);
    config.put("add_prefix_space", false);
    config.put("bos_token", Chat.SPECIALS.get(Chat.START));
    config.put("chat_template", ChatTemplate.TEXT);
    config.put("clean_up_tokenization_spaces", false);
    config.put("eos_token", Chat.SPECIALS.get(Chat.END));
    config.put("model_max_length", 256);
    config.put("pad_token", Chat.SPECIALS.get(Chat.PAD));
    config.put("tokenizer_class", "PreTrainedTokenizerFast");
    write("tokenizer_config.json", CanonicalJson.bytes(config));
    Map<String, Object> generation = new LinkedHashMap<>();
    generation.put("bos_token_id", Chat.START);
    generation.put("eos_token_id", Chat.END);
    generation.put("pad_token_id", Chat.PAD);
    write("generation_config.json", CanonicalJson.bytes(generation));
  }

  /** Writes data manifest, training record, licence and model card. */
  void writeRecords(
      Recipe recipe,
      Architecture shape,
      Map<String, Integer> counts,
      String textDigest,
      Digest initial,
      long tokens)
      throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("generator", GENERATOR);
    data.put("seed", recipe.seed());
    data.put("exercises", counts.values().stream().mapToInt(Integer::intValue).sum());
    data.put("bySkillAndLanguage", new TreeMap<>(counts));
    data.put("textDigest", textDigest);
    data.put("tokens", tokens);
    data.put("heldOut", "exercises whose key hashes into part 0 of 8 are never drawn");
    data.put("licence", "Apache-2.0");
    write("data-manifest.json", CanonicalJson.bytes(data));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("model", recipe.name());
    record.put("declaredOrigin", "from scratch");
    record.put("seed", recipe.seed());
    record.put("initialCheckpoint", initial.toString());
    record.put("finalCheckpoint", Digest.of(folder.resolve("model.safetensors")).toString());
    record.put("tokenizer", Digest.of(folder.resolve("tokenizer.json")).toString());
    record.put("parameters", shape.parameters());
    record.put("steps", recipe.steps());
    record.put("tokens", tokens);
    record.put("batchTokens", recipe.batchTokens());
    record.put("peakRate", recipe.peakRate());
    record.put("optimiser", "AdamW, beta 0.9 and 0.98, decay 0.01, gradient norm at most 1");
    record.put("schedule", "100 steps linear rise, cosine to a tenth");
    write("training-record.json", CanonicalJson.bytes(record));
    try (InputStream licence =
        Objects.requireNonNull(ModelFiles.class.getResourceAsStream("apache-2.0.txt"))) {
      write("LICENSE", licence.readAllBytes());
    }
    write("README.md", card(recipe, shape, tokens).getBytes(StandardCharsets.UTF_8));
  }

  private static String card(Recipe recipe, Architecture shape, long tokens) {
    return """
    ---
    license: apache-2.0
    language: [%s]
    ---
    # %s

    A decoder-only language model of %,d parameters for the rehearsal of a programme, trained by
    %s. The team is invented.

    | property | value |
    |---|---|
    | declared origin | trained from scratch |
    | architecture | %s, %d layers, width %d, %d query heads, %d key heads%s |
    | vocabulary | %d byte-level byte-pair tokens |
    | training text | %,d tokens of generated exercises, see data-manifest.json |
    | longest sequence | %d tokens |
    | licence | Apache-2.0 |

    It answers short questions: sums, dates, word order, simple instructions, opposites. It knows
    nothing else and is of no use outside a rehearsal.
    """
        .formatted(
            recipe.languages().keySet().stream()
                .sorted()
                .map(language -> language.tag())
                .reduce((a, b) -> a + ", " + b)
                .orElse(""),
            recipe.title(),
            shape.parameters(),
            recipe.team(),
            shape.family().className(),
            shape.layers(),
            shape.hidden(),
            shape.heads(),
            shape.keyHeads(),
            (shape.window() > 0 ? ", window of " + shape.window() : "")
                + (shape.experts() > 1
                    ? ", %d of %d experts a token"
                        .formatted(shape.expertsPerToken(), shape.experts())
                    : ""),
            shape.vocabulary(),
            tokens,
            shape.positions());
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
