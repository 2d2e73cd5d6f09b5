package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.lineage.anatomy.Claim.Fusion;
import org.gwageo.lineage.anatomy.LeafNames.Leaf;

/**
 * Reads the dotted names that modelling code gives its tensors: the path says the tower and the
 * layer, its end says the role, the other names of the same file settle what one name leaves open.
 */
final class TensorNames {

  private static final int MOST_DIGITS = 4;
  private static final int LONGEST = 512;
  private static final Pattern PERI =
      Pattern.compile(
          ".*\\.(?:pre_feedforward_layernorm|post_feedforward_layernorm|pre_mlp_layernorm)"
              + "\\.weight");
  private static final Pattern EXPERT = Pattern.compile("(?:^|.*\\.)experts\\.(\\d{1,5})\\.(.+)");
  private static final Pattern STACKED = Pattern.compile("(?:^|.*\\.)experts\\.(.+)");
  private static final Pattern CROSS =
      Pattern.compile(
          "(?:encoder_attn|cross_attn|crossattention|cross_attention|"
              + "layer\\.\\d\\.EncDecAttention)\\.(.+)");
  private static final Pattern T5_PART = Pattern.compile("layer\\.(\\d)\\.(.+)");
  private static final Pattern STATE_BLOCK =
      Pattern.compile("(?:linear_attn|mamba|mixer|conv|self_attn|attention)\\.(.+)");
  private static final Pattern STATE_PART =
      Pattern.compile(
          "in_proj\\w*|out_proj|conv1d|conv|\\w_conv1d|A_log|D|dt_bias|dt_proj|x_proj|bcdt_proj|norm"
              + "|o_norm|(?:dt|b|c|B|C)_(?:layer)?norm|f_(?:[ab]_)?proj|b_proj|g_[ab]_proj"
              + "|forget_gate\\.\\w+");

  /** What picks or compresses the keys of sparse attention, beside the attention itself. */
  private static final Pattern SELECTION =
      Pattern.compile(
          "(?:self_attn|attn|attention)\\.((?:indexer|compressor)(?:\\.compressor)?)\\.(\\w+)");

  private static final Pattern STREAMS =
      Pattern.compile("(?:.*[._])?(?:hc|mhc)_(?:\\w+_)?(?:base|fn|scale)");
  private static final Pattern GATED_NORM = Pattern.compile("(\\w*norm)\\.(norm|W_down|W_up)");
  private static final Pattern ADAPTER = Pattern.compile(".*\\blora_\\w+.*|.*\\badapters?\\b.*");

  private static final Set<String> LAYER_WORDS =
      Set.of(
          "layers",
          "layer",
          "h",
          "blocks",
          "block",
          "resblocks",
          "transformer_encoder",
          "decoder_layer",
          "albert_layers",
          "encoders");
  private static final Set<String> WRAPPERS =
      Set.of(
          "model",
          "language_model",
          "transformer",
          "base_model",
          "module",
          "_orig_mod",
          "backbone",
          "text_model",
          "llm",
          "thinker",
          "bert",
          "roberta",
          "electra",
          "distilbert",
          "mpnet",
          "deberta",
          "gpt_neox",
          "encoder",
          "decoder",
          "rwkv",
          "auto_model",
          "0",
          "lm",
          "embedding",
          "embed_tokens_extend",
          "vit",
          "wav2vec2",
          "hubert",
          "text_encoder");
  private static final Set<String> PREDICTION_WORDS = Set.of("mtp", "mtp_layers", "nextn");
  private static final Set<String> PREDICTION_PARTS =
      Set.of(
          "enorm",
          "hnorm",
          "eh_proj",
          "shared_head.norm",
          "shared_head.head",
          "embed_tokens",
          "final_layernorm",
          "token_layernorm",
          "hidden_layernorm",
          "input_proj");
  private static final Set<String> PROJECTOR_WORDS =
      Set.of(
          "merger",
          "merger_list",
          "deepstack_merger_list",
          "connector",
          "aligner",
          "mlp1",
          "resampler",
          "vision_adapter",
          "visual_projection",
          "text_projection",
          "modality_projection",
          "embed_vision",
          "embed_audio",
          "patch_merger",
          "qformer",
          "vision_language_adapter",
          "projector",
          "audio_proj",
          "img_projection_up",
          "img_projection_down");
  private static final Set<String> HEADS =
      Set.of("head", "pooler", "classifier", "cls", "score", "pre_classifier");

  private final Set<String> all;
  private final TowerNames towers;
  private final boolean postNorm;
  private final Set<String> peri = new HashSet<>();

  /** The steps of paths that lead to layers, such as the name of the model. */
  private final Set<String> aroundLayers = new HashSet<>();

  private TensorNames(Set<String> all, TowerNames towers, boolean postNorm) {
    this.all = all;
    this.towers = towers;
    this.postNorm = postNorm;
  }

  /**
   * Reads the names of one checkpoint.
   *
   * @param names all of its names
   */
  static TensorNames of(Collection<String> names, Settings settings) {
    var all = new HashSet<String>();
    for (String name : names) {
      if (name.length() <= LONGEST) {
        all.add(name);
      }
    }
    var read = new TensorNames(all, TowerNames.of(all), postNorm(all, settings));
    for (String name : all) {
      if (PERI.matcher(name).matches()) {
        read.peri.add(read.towers.tower(path(name)));
      }
      List<String> steps = path(name);
      int layer = layerAt(steps);
      if (layer > 1) {
        read.aroundLayers.addAll(steps.subList(0, layer - 1));
      }
    }
    return read;
  }

  /** Returns what {@code name} says; never fails, unknown is an answer too. */
  Claim claim(String name) {
    if (name.length() > LONGEST) {
      return Claim.unknown(
          Place.TEXT, name, "a name longer than " + LONGEST + " characters is not read");
    }
    List<String> path = path(name);
    String tower = towers.tower(path);
    if (ADAPTER.matcher(name).matches()) {
      return Claim.unknown(tower, name, "a low-rank adapter, not a weight of the model");
    }
    if (FixedContent.named(name)) {
      return Claim.unknown(tower, name, "a buffer that follows from the configuration");
    }
    if (path.stream().anyMatch(PREDICTION_WORDS::contains)) {
      return Claim.known(tower, Role.PREDICTION, Place.NONE, Place.NONE, name);
    }
    if (projector(path)) {
      return Claim.known(tower, Role.PROJECTOR, Place.NONE, Place.NONE, name);
    }
    boolean bias = path.getLast().matches("bias|beta|in_proj_bias");
    List<String> stem = withoutKind(path);
    int at = layerAt(stem);
    if (at < 0) {
      return outside(tower, name, stem, bias);
    }
    String digits = stem.get(at);
    if (digits.length() > MOST_DIGITS) {
      return Claim.unknown(tower, name, "layer " + digits + " is beyond the last possible, 9999");
    }
    String prefix = String.join(".", stem.subList(0, at + 1)) + ".";
    String leaf = String.join(".", stem.subList(at + 1, stem.size()));
    return inLayer(tower, name, Integer.parseInt(digits), prefix, leaf, bias);
  }

  private Claim inLayer(
      String tower, String name, int layer, String prefix, String leaf, boolean bias) {
    if (PREDICTION_PARTS.contains(leaf)) {
      return Claim.known(tower, Role.PREDICTION, layer, Place.NONE, leaf + (bias ? ".bias" : ""));
    }
    Optional<Claim> special =
        state(tower, layer, prefix, leaf, bias)
            .or(() -> selection(tower, layer, leaf, bias))
            .or(() -> gatedNorm(tower, name, layer, prefix, leaf, bias));
    if (special.isPresent()) {
      return special.get();
    }
    if (STREAMS.matcher(leaf).matches()) {
      return Claim.known(tower, Role.STREAM_MIX, layer, Place.NONE, leaf);
    }
    if (all.contains(prefix + "attn.wkv.weight") && leaf.matches("attn\\.(?:q_|kv_)?norm")) {
      String label = leaf.equals("attn.q_norm") ? "query" : "key-value";
      return Claim.known(tower, Role.LATENT_NORM, layer, Place.NONE, label);
    }
    if (leaf.matches(".*(?:e_score_correction(?:_bias)?|expert_bias|router_bias)")) {
      return Claim.known(tower, Role.ROUTER_BIAS, layer, Place.NONE, "correction");
    }
    Optional<Claim> norm = norm(tower, layer, leaf, bias);
    if (norm.isPresent()) {
      return norm.get();
    }
    Matcher expert = EXPERT.matcher(leaf);
    if (expert.matches()) {
      int index = Integer.parseInt(expert.group(1));
      return mlp(tower, name, layer, index, expert.group(2), bias);
    }
    Matcher stacked = STACKED.matcher(leaf);
    boolean ofAttention = leaf.matches("(?:self_)?att(?:entio)?n\\..*");
    if (stacked.matches() && !leaf.startsWith("ffn.experts.mlp.") && !ofAttention) {
      return mlp(tower, name, layer, 0, stacked.group(1), bias).withExperts();
    }
    Optional<String> shared = LeafNames.shared(leaf);
    if (shared.isPresent()) {
      return mlp(tower, name, layer, Place.SHARED, shared.get(), bias);
    }
    if (leaf.startsWith("ffn.experts.mlp.") || leaf.matches("block_sparse_moe\\.\\w+put_linear")) {
      return mlp(tower, name, layer, 0, leaf, bias).withExperts();
    }
    Matcher cross = CROSS.matcher(leaf);
    if (cross.matches()) {
      return LeafNames.inLayer("self_attn." + cross.group(1))
          .map(found -> claim(tower, layer, Place.NONE, found, "cross", bias))
          .orElseGet(() -> Claim.unknown(tower, name, noRole(leaf)));
    }
    Matcher part = T5_PART.matcher(leaf);
    String inner = part.matches() ? part.group(2) : leaf;
    return LeafNames.inLayer(inner)
        .map(found -> claim(tower, layer, Place.NONE, swapped(found, prefix, inner), "", bias))
        .orElseGet(() -> Claim.unknown(tower, name, noRole(leaf)));
  }

  private Claim mlp(String tower, String name, int layer, int expert, String leaf, boolean bias) {
    boolean own = leaf.endsWith("_bias");
    String inner = own ? leaf.substring(0, leaf.length() - "_bias".length()) : leaf;
    return LeafNames.inMlp(inner)
        .filter(found -> found.role().ofNeurons())
        .map(found -> claim(tower, layer, expert, found, "", bias || own))
        .orElseGet(() -> Claim.unknown(tower, name, noRole(leaf)));
  }

  /** The first Qwen calls the gate w2 and the up projection w1, beside a c_proj. */
  private Leaf swapped(Leaf found, String prefix, String leaf) {
    if (!all.contains(prefix + "mlp.c_proj.weight")) {
      return found;
    }
    return switch (leaf) {
      case "mlp.w1" -> new Leaf(Role.UP, "", Fusion.NONE);
      case "mlp.w2" -> new Leaf(Role.GATE, "", Fusion.NONE);
      default -> found;
    };
  }

  private Optional<Claim> norm(String tower, int layer, String leaf, boolean bias) {
    Optional<Role> role = Optional.empty();
    String label = "";
    Matcher t5 = T5_PART.matcher(leaf);
    if (t5.matches() && t5.group(2).equals("layer_norm")) {
      boolean cross = tower.equals("other") && towers.encoderBesideDecoder();
      int part = Integer.parseInt(t5.group(1));
      role =
          Optional.of(
              part == 0 || (cross && part == 1) ? Role.ATTENTION_NORM : Role.PRE_FEEDFORWARD_NORM);
      label = cross && part == 1 ? "cross" : "";
    } else if (leaf.equals("post_attention_layernorm") && peri.contains(tower)) {
      role = Optional.of(Role.POST_ATTENTION_NORM);
    } else if (postNorm && leaf.matches("self_attn_layer_norm|layer_norm|norm1")) {
      role = Optional.of(Role.POST_ATTENTION_NORM);
    } else if (postNorm && leaf.equals("encoder_attn_layer_norm")) {
      role = Optional.of(Role.POST_ATTENTION_NORM);
      label = "cross";
    } else if (postNorm && leaf.matches("final_layer_norm|norm2")) {
      role = Optional.of(Role.POST_FEEDFORWARD_NORM);
    } else if (leaf.equals("layer_norm")) {
      role = Optional.of(Role.ATTENTION_NORM);
    }
    if (role.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        claim(tower, layer, Place.NONE, new Leaf(role.get(), label, Fusion.NONE), label, bias));
  }

  private static Optional<Claim> selection(String tower, int layer, String leaf, boolean bias) {
    Matcher match = SELECTION.matcher(leaf);
    if (!match.matches()) {
      return Optional.empty();
    }
    String of = match.group(1).replace('.', '-');
    Role role =
        switch (match.group(2)) {
          case "wk", "k_proj", "weights_proj", "wgate", "wkv" -> Role.ATTENTION_IN;
          case "wq_b", "q_b_proj" -> Role.QUERY_UP;
          case "k_norm", "norm" -> Role.KEY_NORM;
          default -> Role.ATTENTION_BIAS;
        };
    if (bias || role == Role.ATTENTION_BIAS) {
      String label = of + "-" + match.group(2) + (bias ? "-bias" : "");
      return Optional.of(Claim.known(tower, Role.ATTENTION_BIAS, layer, Place.NONE, label));
    }
    String label = role == Role.ATTENTION_IN ? of + "-" + match.group(2) : of;
    return Optional.of(Claim.known(tower, role, layer, Place.NONE, label));
  }

  /** A norm whose gain is gated by the stream holds a norm and a small pair of matrices. */
  private Optional<Claim> gatedNorm(
      String tower, String name, int layer, String prefix, String leaf, boolean bias) {
    Matcher match = GATED_NORM.matcher(leaf);
    if (!match.matches()) {
      return Optional.empty();
    }
    String norm = match.group(1);
    return switch (match.group(2)) {
      case "W_down" ->
          Optional.of(Claim.known(tower, Role.NORM_GATE_DOWN, layer, Place.NONE, norm));
      case "W_up" -> Optional.of(Claim.known(tower, Role.NORM_GATE_UP, layer, Place.NONE, norm));
      default -> Optional.of(inLayer(tower, name, layer, prefix, norm, bias));
    };
  }

  private Optional<Claim> state(String tower, int layer, String prefix, String leaf, boolean bias) {
    Matcher block = STATE_BLOCK.matcher(leaf);
    if (!block.matches() || !STATE_PART.matcher(block.group(1)).matches()) {
      return Optional.empty();
    }
    String part = block.group(1);
    boolean recurrent =
        switch (leaf.substring(0, leaf.indexOf('.'))) {
          case "mixer" -> all.contains(prefix + "mixer.in_proj.weight");
          case "self_attn" -> !part.matches("in_proj\\w*|out_proj|D|conv");
          case "attention" -> !part.matches("in_proj\\w*|out_proj|D|conv|norm");
          default -> true;
        };
    if (!recurrent) {
      return Optional.empty();
    }
    if (part.startsWith("in_proj") && !bias) {
      String label = part.substring("in_proj".length()).replaceFirst("_", "");
      return Optional.of(Claim.known(tower, Role.STATE_IN, layer, Place.NONE, label));
    }
    if (part.equals("out_proj") && !bias) {
      return Optional.of(Claim.known(tower, Role.STATE_OUT, layer, Place.NONE, ""));
    }
    String label = part + (bias ? ".bias" : "");
    return Optional.of(Claim.known(tower, Role.STATE, layer, Place.NONE, label));
  }

  private Claim outside(String tower, String name, List<String> stem, boolean bias) {
    if (STREAMS.matcher(stem.getLast()).matches()) {
      return Claim.known(tower, Role.STREAM_MIX, Place.NONE, Place.NONE, stem.getLast());
    }
    int inner = stem.size() - 2;
    if (inner >= 0 && GATED_NORM.matcher(stem.get(inner) + "." + stem.getLast()).matches()) {
      String label = stem.get(inner);
      return switch (stem.getLast()) {
        case "W_down" -> Claim.known(tower, Role.NORM_GATE_DOWN, Place.NONE, Place.NONE, label);
        case "W_up" -> Claim.known(tower, Role.NORM_GATE_UP, Place.NONE, Place.NONE, label);
        default -> outside(tower, name, stem.subList(0, inner + 1), bias);
      };
    }
    boolean table = all.contains("embed.weight") || all.contains("model.embed_tokens.weight");
    if (table && stem.equals(List.of("head"))) {
      return Claim.known(tower, Role.LM_HEAD, Place.NONE, Place.NONE, "");
    }
    for (int from = 0; from < stem.size(); from++) {
      String leaf = String.join(".", stem.subList(from, stem.size()));
      Optional<Leaf> found = LeafNames.outside(leaf).filter(leafRole -> fits(leafRole, tower));
      if (found.isPresent()) {
        return claim(tower, Place.NONE, Place.NONE, found.get(), "", bias);
      }
      String step = stem.get(from);
      if (HEADS.contains(step)) {
        return Claim.unknown(tower, name, "part of a head behind the last layer");
      }
      if (!WRAPPERS.contains(step) && !TowerNames.named(step) && !aroundLayers.contains(step)) {
        break;
      }
    }
    boolean token =
        stem.getLast().matches("cls_token|class_embedding|mask_token|probe|\\w+_newline");
    return Claim.unknown(
        tower,
        name,
        token ? "a learned token outside the vocabulary" : "a name that no known family uses");
  }

  private static boolean fits(Leaf leaf, String tower) {
    return switch (leaf.role()) {
      case STEM -> !tower.equals(Place.TEXT);
      case LM_HEAD -> tower.equals(Place.TEXT) || tower.equals("other");
      default -> true;
    };
  }

  /** Turns a role into that of its bias where the tensor is one. */
  static Claim claim(String tower, int layer, int expert, Leaf leaf, String extra, boolean bias) {
    String label = leaf.label().isEmpty() ? extra : leaf.label();
    boolean other = leaf.role() == Role.KEY || leaf.role() == Role.VALUE;
    if (other && label.equals("cross") && !bias) {
      return Claim.known(tower, Role.CROSS, layer, expert, leaf.role().label());
    }
    boolean named = leaf.role() == Role.ROUTER_BIAS || leaf.role() == Role.ATTENTION_BIAS;
    if (!bias || named) {
      return Claim.known(tower, leaf.role(), layer, expert, label).fused(leaf.fusion());
    }
    String of = leaf.role().label() + (label.isEmpty() ? "" : "-" + label);
    Claim claim =
        switch (leaf.role()) {
          case QUERY,
              KEY,
              VALUE,
              QUERY_NORM,
              KEY_NORM,
              QUERY_DOWN,
              QUERY_UP,
              KEY_VALUE_DOWN,
              KEY_VALUE_UP,
              LATENT_NORM,
              ATTENTION_GATE ->
              Claim.known(tower, Role.ATTENTION_BIAS, layer, expert, of);
          case OUTPUT -> Claim.known(tower, Role.OUTPUT_BIAS, layer, expert, label);
          case GATE -> Claim.known(tower, Role.GATE_BIAS, layer, expert, label);
          case UP -> Claim.known(tower, Role.UP_BIAS, layer, expert, label);
          case DOWN -> Claim.known(tower, Role.DOWN_BIAS, layer, expert, label);
          case ROUTER -> Claim.known(tower, Role.ROUTER_BIAS, layer, expert, label);
          case STEM -> Claim.known(tower, Role.STEM_BIAS, layer, expert, label);
          case STATE_IN, STATE_OUT, STATE -> Claim.known(tower, Role.STATE, layer, expert, of);
          default ->
              leaf.role().residualGain()
                  ? Claim.known(tower, Role.NORM_BIAS, layer, expert, of)
                  : Claim.unknown(tower, of + "-bias", "a bias over the vocabulary");
        };
    return claim.fused(leaf.fusion());
  }

  private static String noRole(String leaf) {
    return "no known family has a \"" + leaf + "\" in its layers";
  }

  private static List<String> path(String name) {
    var path = new ArrayList<>(List.of(name.split("\\.", -1)));
    path.removeIf(step -> step.equals("base_layer") || step.equals("original_module"));
    return path;
  }

  /** Cuts off the last step where it says only weight or bias, whatever the file calls those. */
  private static List<String> withoutKind(List<String> path) {
    var stem = new ArrayList<>(path);
    String last = stem.getLast();
    if (stem.size() > 1 && last.matches("weight|bias|gamma|beta")) {
      stem.removeLast();
    } else if (last.equals("in_proj_weight") || last.equals("in_proj_bias")) {
      stem.set(stem.size() - 1, "in_proj");
    }
    return stem;
  }

  private static int layerAt(List<String> stem) {
    for (int i = 1; i < stem.size() - 1; i++) {
      if (stem.get(i).matches("\\d+") && LAYER_WORDS.contains(stem.get(i - 1))) {
        return i;
      }
    }
    return -1;
  }

  private boolean projector(List<String> path) {
    return path.stream()
        .anyMatch(
            step ->
                PROJECTOR_WORDS.contains(step)
                    || (step.endsWith("_projector") && !step.equals("vocab_projector"))
                    || step.startsWith("mm_proj"));
  }

  /** Whether the norms called after attention and "final" stand behind what they are called for. */
  private static boolean postNorm(Set<String> all, Settings settings) {
    if (settings.states("do_layer_norm_before")) {
      return !settings.flag("do_layer_norm_before", true);
    }
    if (TowerNames.any(all, "(?:.*\\.)?feature_extractor\\.conv_layers\\..+")) {
      return settings.states("do_stable_layer_norm")
          ? !settings.flag("do_stable_layer_norm", false)
          : !TowerNames.any(
              all, "(?:.*\\.)?feature_extractor\\.conv_layers\\.1\\.layer_norm\\.weight");
    }
    boolean bart =
        TowerNames.any(all, "(?:.*\\.)?layernorm_embedding\\.weight")
            && !TowerNames.any(all, "(?:.*\\.)?(?:encoder|decoder)\\.layer_norm\\.weight");
    return bart || TowerNames.any(all, "(?:.*\\.)?emb_ln\\.weight");
  }
}
