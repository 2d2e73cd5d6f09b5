"""Builds three small models of an architecture from random numbers, as the package transformers does.

    python twins.py ARCHITECTURE FOLDER

FOLDER/one and FOLDER/two are drawn with different seeds; FOLDER/three is the first with noise of a
tenth of each tensor's spread. Norm gains and biases, which begin as constants, get a spread of a
tenth of their size in each, as training would give them; what is not trained, such as tables of
sinusoids, stays as the package makes it. Exit status 3: the package cannot build it so small.
"""

import math
import sys

import torch
import transformers
import transformers.models.auto.modeling_auto as auto
from transformers.models.auto.configuration_auto import CONFIG_MAPPING

KINDS = (
    "SPEECH_SEQ_2_SEQ", "IMAGE_TEXT_TO_TEXT", "SEQ_TO_SEQ_CAUSAL_LM", "CAUSAL_LM", "CTC",
    "MASKED_LM", "PRETRAINING", "IMAGE_CLASSIFICATION",
)
LAYERS, WIDTH, NEURONS, HEADS, HEAD_WIDTH, EXPERTS, TOKENS = 4, 128, 320, 4, 32, 4, 1500
MOST = (
    (LAYERS, "num_hidden_layers n_layer n_layers num_layers depth encoder_layers decoder_layers"
     " num_decoder_layers"),
    (WIDTH, "hidden_size d_model n_embd dim embed_dim emb_dim embedding_size word_embed_proj_dim"
     " out_hidden_size"),
    (NEURONS, "intermediate_size d_ff n_inner ffn_dim encoder_ffn_dim decoder_ffn_dim"
     " ffn_hidden_size hidden_dim mlp_dim"),
    (HEADS, "num_attention_heads n_head n_heads num_heads encoder_attention_heads"
     " decoder_attention_heads mamba_n_heads linear_num_key_heads linear_num_value_heads"),
    (HEAD_WIDTH, "head_dim d_kv v_head_dim linear_key_head_dim linear_value_head_dim"),
    (EXPERTS, "num_experts num_local_experts n_routed_experts moe_num_experts"),
    (TOKENS, "vocab_size"),
    (2, "num_key_value_heads num_experts_per_tok mamba_expand num_codevector_groups"),
    (1, "n_group topk_group first_k_dense_replace"),
    (96, "moe_intermediate_size moe_ffn_dim shared_expert_intermediate_size q_lora_rank"
     " shared_intermediate_size"),
    (64, "kv_lora_rank mamba_d_head image_size projection_dim"),
    (16, "qk_rope_head_dim qk_nope_head_dim mamba_d_state"),
    (8, "patch_size"),
    (256, "max_position_embeddings n_positions"),
    (100, "max_source_positions max_target_positions"),
    (80, "num_mel_bins"),
)
LIMITS = {name: most for most, names in MOST for name in names.split()}
SPECIAL = ("pad_token_id", "bos_token_id", "eos_token_id", "decoder_start_token_id")


def shrink(config, depth=0):
    for key in list(vars(config)):
        value = getattr(config, key, None)
        if hasattr(value, "to_dict") and depth < 3:
            shrink(value, depth + 1)
        elif type(value) is int and value > LIMITS.get(key, value):
            try:
                setattr(config, key, LIMITS[key])
            except Exception:  # some keys are computed from others
                pass
    for key in SPECIAL:
        if isinstance(getattr(config, key, None), int) and getattr(config, key) >= TOKENS:
            setattr(config, key, 0)
    kinds = getattr(config, "layer_types", None)
    if kinds and len(kinds) > LAYERS:
        config.layer_types = one_of_each(kinds)
    kinds = getattr(config, "mlp_layer_types", None)
    if kinds and len(kinds) > LAYERS:
        config.mlp_layer_types = [kinds[0]] + [kinds[-1]] * (LAYERS - 1)


def one_of_each(kinds):
    """The first layers, with every kind of layer among them."""
    first = list(kinds[:LAYERS])
    for place, kind in enumerate(kind for kind in dict.fromkeys(kinds) if kind not in first):
        first[place] = kind
    return first


def model_class(config):
    for kind in KINDS:
        mapping = getattr(auto, f"MODEL_FOR_{kind}_MAPPING")
        if type(config) in mapping:
            found = mapping[type(config)]
            return found[0] if isinstance(found, (tuple, list)) else found
    return auto.MODEL_MAPPING[type(config)]


def noise(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.is_floating_point() or not parameter.requires_grad:
                continue
            if parameter.dim() == 1:
                spread = 0.1 * max(0.2, float(parameter.abs().mean()))
            else:
                spread = 0.1 * float(parameter.std()) if parameter.numel() > 1 else 0.0
                spread = spread if math.isfinite(spread) and spread > 0 else 0.002
            parameter.add_(torch.randn(parameter.shape, generator=generator) * spread)
    return model


def main(architecture, folder):
    transformers.logging.set_verbosity_error()
    try:
        config = CONFIG_MAPPING[architecture]()
        shrink(config)
        kind = model_class(config)
        torch.manual_seed(1)
        one = noise(kind(config), 11)
        torch.manual_seed(2)
        two = noise(kind(config), 21)
    except Exception as reason:
        print(f"{architecture}: {type(reason).__name__}: {reason}".split("\n")[0], file=sys.stderr)
        return 3
    one.save_pretrained(folder + "/one")
    two.save_pretrained(folder + "/two")
    noise(one, 12).save_pretrained(folder + "/three")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
