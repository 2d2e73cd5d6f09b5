package org.gwageo.lineage.anatomy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a configuration states about a checkpoint: {@code config.json} or the metadata of a GGUF
 * file. Nothing is required; a number that is missing or absurd is absent.
 */
final class Settings {

  /** Attention heads of one tower; 0 where nothing says how many. */
  record Heads(int query, int key, int size) {
    static final Heads UNKNOWN = new Heads(0, 0, 0);
  }

  private static final int LARGEST = 10_000_000;

  /** Multiply by 1 + gain: read from the modelling code of each family. */
  private static final Set<String> OFFSET_GAINS =
      Set.of(
          "gemma",
          "gemma2",
          "gemma3",
          "gemma3_text",
          "paligemma",
          "recurrent_gemma",
          "t5gemma",
          "vaultgemma",
          "qwen3_next",
          "qwen3_5",
          "qwen3_5_text",
          "qwen3_5_moe",
          "qwen3_5_moe_text",
          "nemotron",
          "vaetki");

  /** Norms without any bias that subtract the mean all the same. */
  private static final Set<String> CENTRED =
      Set.of("cohere", "cohere2", "command-r", "mpt", "dbrx", "olmo", "modernbert", "phimoe");

  /** No rotary positions: ALiBi, relative biases, absolute positions or none. */
  private static final Set<String> NOT_ROTARY =
      Set.of(
          "gpt2",
          "opt",
          "bloom",
          "mpt",
          "t5",
          "mt5",
          "umt5",
          "bert",
          "roberta",
          "xlm-roberta",
          "electra",
          "distilbert",
          "mpnet",
          "deberta-v2",
          "whisper",
          "bart",
          "mbart",
          "gpt_neo",
          "gpt_bigcode",
          "starcoder",
          "mamba",
          "mamba2",
          "jais",
          "jais2",
          "vit",
          "clip",
          "siglip",
          "siglip_vision_model",
          "clip_vision_model",
          "dinov2",
          "wav2vec2",
          "jamba",
          "nemotron_h");

  /** Where a multimodal configuration nests that of the language model. */
  private static final List<List<String>> TEXT =
      List.of(
          List.of("thinker_config", "text_config"),
          List.of("text_config"),
          List.of("llm_config"),
          List.of("language_config"),
          List.of("decoder"));

  private static final List<List<String>> VISION =
      List.of(
          List.of("thinker_config", "vision_config"),
          List.of("vision_config"),
          List.of("vision_encoder_config"),
          List.of("vit_config"));

  private static final List<List<String>> AUDIO =
      List.of(
          List.of("thinker_config", "audio_config"),
          List.of("audio_config"),
          List.of("audio_encoder_config"));

  private static final String[] QUERY_HEADS = {
    "num_attention_heads",
    "n_head",
    "n_heads",
    "num_heads",
    "decoder_attention_heads",
    "encoder_attention_heads",
    "attention_heads"
  };
  private static final String[] KEY_HEADS = {
    "num_key_value_heads", "n_head_kv", "num_kv_heads", "n_kv_heads", "multi_query_group_num"
  };
  private static final String[] HEAD_SIZE = {
    "head_dim", "kv_channels", "d_kv", "attention_head_dim", "qkv_head_dim"
  };
  private static final String[] WIDTH = {"hidden_size", "n_embd", "d_model", "dim"};

  private final Map<String, String> metadata;
  private final @Nullable JsonNode config;

  private Settings(Map<String, String> metadata, @Nullable JsonNode config) {
    this.metadata = metadata;
    this.config = config;
  }

  static Settings of(Map<String, String> metadata, Optional<JsonNode> config) {
    return new Settings(Map.copyOf(metadata), config.orElse(null));
  }

  /** Returns whether the tensors come from a GGUF file, whose names and layouts are its own. */
  boolean gguf() {
    return metadata.containsKey("general.architecture");
  }

  /** Returns the family of the language model, in lower case; empty if nothing says it. */
  String family() {
    if (gguf()) {
      return metadata.getOrDefault("general.architecture", "").toLowerCase(Locale.ROOT);
    }
    String inner = tower(Place.TEXT).map(node -> text(node, "model_type")).orElse("");
    return inner.isEmpty() && config != null ? text(config, "model_type") : inner;
  }

  /** Returns whether the language model multiplies by 1 + gain. */
  boolean gainsAreOffsets() {
    // The converter to GGUF adds the 1 itself.
    return !gguf() && OFFSET_GAINS.contains(family());
  }

  /** Returns whether the norms of the language model subtract the mean though they have no bias. */
  boolean centred() {
    return CENTRED.contains(family());
  }

  /** Returns whether the language model turns queries and keys by their position. */
  boolean rotary() {
    if (config != null && "alibi".equals(text(config, "position_embedding_type"))) {
      return false;
    }
    return !NOT_ROTARY.contains(family()) && !flag("alibi", false);
  }

  /** Returns whether the output vocabulary shares the rows of the input vocabulary. */
  boolean tied() {
    if (config == null) {
      return false;
    }
    boolean outer = config.path("tie_word_embeddings").asBoolean(false);
    return tower(Place.TEXT)
        .map(node -> node.path("tie_word_embeddings").asBoolean(outer))
        .orElse(outer);
  }

  /** Returns a flag of the language model's configuration. */
  boolean flag(String key, boolean otherwise) {
    if (config == null) {
      return otherwise;
    }
    return tower(Place.TEXT).orElse(config).path(key).asBoolean(otherwise);
  }

  /** Returns whether the language model's configuration says anything about {@code key}. */
  boolean states(String key) {
    return config != null && tower(Place.TEXT).orElse(config).has(key);
  }

  /** Returns the attention heads of a tower. */
  Heads heads(String tower) {
    int query;
    int key;
    int size;
    int width;
    if (gguf()) {
      String prefix =
          switch (tower) {
            case Place.VISION -> "clip.vision";
            case Place.AUDIO -> "clip.audio";
            default -> family();
          };
      query = metadata(prefix + ".attention.head_count");
      key = metadata(prefix + ".attention.head_count_kv");
      size = metadata(prefix + ".attention.key_length");
      width = metadata(prefix + ".embedding_length");
    } else {
      Optional<JsonNode> found = tower(tower);
      if (found.isEmpty()) {
        return Heads.UNKNOWN;
      }
      JsonNode node = found.get();
      query = tower.equals(Place.AUDIO) ? number(node, "encoder_attention_heads") : 0;
      query = query == 0 ? number(node, QUERY_HEADS) : query;
      key = number(node, KEY_HEADS);
      if (key == 0) {
        key = number(node.path("attn_config"), "kv_n_heads");
      }
      size = number(node, HEAD_SIZE);
      width = number(node, WIDTH);
    }
    if (query == 0) {
      return Heads.UNKNOWN;
    }
    if (size == 0 && width % query == 0) {
      size = width / query;
    }
    return new Heads(query, key == 0 ? query : key, size);
  }

  /** Returns the number of experts, 0 if nothing says it. */
  int experts() {
    if (config == null) {
      return 0;
    }
    JsonNode node = tower(Place.TEXT).orElse(config);
    int direct = number(node, "num_experts", "num_local_experts", "n_routed_experts");
    return direct > 0 ? direct : number(node.path("ffn_config"), "moe_num_experts");
  }

  private Optional<JsonNode> tower(String name) {
    if (config == null) {
      return Optional.empty();
    }
    List<List<String>> paths =
        switch (name) {
          case Place.TEXT -> TEXT;
          case Place.VISION -> VISION;
          case Place.AUDIO -> AUDIO;
          default -> List.of();
        };
    for (List<String> path : paths) {
      JsonNode node = config;
      for (String step : path) {
        node = node.path(step);
      }
      if (node.isObject()) {
        return Optional.of(node);
      }
    }
    boolean own =
        switch (name) {
          case Place.VISION -> config.has("patch_size") || config.has("image_size");
          case Place.AUDIO -> config.has("num_mel_bins") || config.has("conv_dim");
          default -> true;
        };
    return own ? Optional.of(config) : Optional.empty();
  }

  private int metadata(String key) {
    OptionalInt parsed = integer(metadata.getOrDefault(key, ""));
    return parsed.orElse(0);
  }

  private static OptionalInt integer(String digits) {
    if (!digits.matches("\\d{1,8}")) {
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(digits);
    return value <= LARGEST ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private static int number(JsonNode node, String... keys) {
    for (String key : keys) {
      JsonNode value = node.path(key);
      if (value.isIntegralNumber() && value.canConvertToInt()) {
        int number = value.asInt();
        if (number > 0 && number <= LARGEST) {
          return number;
        }
      }
    }
    return 0;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("").toLowerCase(Locale.ROOT);
  }
}
