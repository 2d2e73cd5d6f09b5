package org.gwageo.lineage.anatomy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the tower of a tensor from the path of its name: from a word that names one, from an
 * encoder and a decoder standing side by side, or from what the whole file is.
 */
final class TowerNames {

  private static final Set<String> VISION_WORDS =
      Set.of(
          "visual",
          "vision",
          "vision_tower",
          "vision_model",
          "vision_encoder",
          "vit",
          "vision_transformer",
          "image_encoder",
          "image_tower",
          "visual_encoder",
          "img_processor",
          "vpm",
          "vision_backbone",
          "image_embed",
          "image_model",
          "vision_projector",
          "mm_projector",
          "embed_vision",
          "image_newline",
          "visual_projection",
          "vision_adapter",
          "dinov2",
          "siglip",
          "vision_embed_tokens",
          "vision_language_adapter");
  private static final Set<String> AUDIO_WORDS =
      Set.of(
          "audio",
          "audio_tower",
          "audio_model",
          "audio_encoder",
          "speech_encoder",
          "speech_model",
          "speech_tower",
          "audio_embed",
          "wav2vec2",
          "hubert",
          "wavlm",
          "audio_projector",
          "speech_projector",
          "embed_audio",
          "audio_bit_embed",
          "audio_proj");
  private static final Set<String> OTHER_WORDS =
      Set.of("talker", "token2wav", "code2wav", "code_predictor", "vocoder", "flow", "tts");
  private final Set<String> all;
  private final Optional<String> encoder;
  private final String standalone;

  private TowerNames(Set<String> all, Optional<String> encoder, String standalone) {
    this.all = all;
    this.encoder = encoder;
    this.standalone = standalone;
  }

  /** Reads all names of a checkpoint. */
  static TowerNames of(Set<String> all) {
    boolean both =
        any(all, "(?:.*\\.)?decoder\\.(?:layers|block|layer)\\.\\d+\\..+")
            && any(all, "(?:.*\\.)?encoder\\.(?:layers|block|layer)\\.\\d+\\..+");
    Optional<String> encoder = both ? Optional.of(encoderTower(all)) : Optional.empty();
    return new TowerNames(all, encoder, standalone(all));
  }

  /** Returns whether a step of a path is the name of a vision or audio tower. */
  static boolean named(String step) {
    return VISION_WORDS.contains(step) || AUDIO_WORDS.contains(step);
  }

  /** Returns whether the checkpoint has an encoder and a decoder. */
  boolean encoderBesideDecoder() {
    return encoder.isPresent();
  }

  /** Returns the tower that a path leads into. */
  String tower(List<String> path) {
    for (String step : path) {
      if (VISION_WORDS.contains(step)) {
        return Place.VISION;
      }
      if (AUDIO_WORDS.contains(step)) {
        return Place.AUDIO;
      }
      if (OTHER_WORDS.contains(step)) {
        return "other";
      }
      if (step.equals("language_model") || step.equals("text_model")) {
        return Place.TEXT;
      }
    }
    if (encoder.isPresent()) {
      if (path.contains("encoder")) {
        return encoder.get();
      }
      boolean twoText = encoder.get().equals(Place.TEXT);
      boolean decodes = path.contains("decoder") || path.getFirst().equals("lm_head");
      return twoText && decodes ? "other" : Place.TEXT;
    }
    if (path.stream().anyMatch(step -> step.equals("multi_modal_projector"))) {
      return any(all, "(?:.*\\.)?audio_tower\\..+") && !any(all, "(?:.*\\.)?vision_tower\\..+")
          ? Place.AUDIO
          : Place.VISION;
    }
    return path.getFirst().equals("mlp1") ? Place.VISION : standalone;
  }

  private static String encoderTower(Set<String> all) {
    if (any(all, "(?:.*\\.)?encoder\\.conv1\\.weight")) {
      return Place.AUDIO;
    }
    return any(all, "(?:.*\\.)?encoder\\..*patch_embed.*") ? Place.VISION : Place.TEXT;
  }

  /** A file without any token embedding may be a vision or an audio encoder on its own. */
  private static String standalone(Set<String> all) {
    boolean tokens =
        any(
            all,
            "(?:.*\\.)?(?:embed_tokens|wte|word_embeddings|tok_embeddings|embed_in|shared)\\.weight");
    if (tokens) {
      return Place.TEXT;
    }
    if (any(all, "(?:.*\\.)?(?:patch_embed\\w*|patch_conv)\\..+")
        && !any(all, "(?:.*\\.)?(?:token_embedding|vision_model|vision_tower|visual)\\..+")) {
      return Place.VISION;
    }
    boolean sound =
        any(all, "(?:encoder\\.)?conv1\\.weight") && any(all, "(?:encoder\\.)?conv2\\.weight");
    return sound ? Place.AUDIO : Place.TEXT;
  }

  /** Returns whether any of the names fits. */
  static boolean any(Set<String> all, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return all.stream().anyMatch(name -> compiled.matcher(name).matches());
  }
}
