"""Writes names.tsv: the tensor names of model families as their modelling code gives them.

Needs the packages torch and transformers (4.57 or 5.23; each knows families the other lacks or
stores otherwise) but no weights: models are built on the meta device from default configurations
with at most six layers and eight experts. Run it once with each version:

    python names.py 4 > names.tsv
    python names.py 5 >> names.tsv
    python names.py saved >> names.tsv

The last are named as version 5 saves them, which for these differs from its modelling code.

Columns: the family (its model_type, with the major version of the package, or "saved") and a name. Only the
layers 1 and 5 and the expert 1 are kept.
"""

import re
import sys

import torch
import transformers.models.auto.modeling_auto as auto
from transformers.models.auto.configuration_auto import CONFIG_MAPPING

FAMILIES = {
    "4": "mixtral qwen2_moe qwen3_moe qwen3_next deepseek_v2 deepseek_v3 glm4_moe phimoe jamba dbrx"
    " granitemoe ernie4_5_moe minimax vit dinov2 mamba mamba2 falcon_h1",
    "5": "llama qwen2 qwen3 qwen3_5_moe qwen2_5_vl qwen3_vl qwen2_audio gemma gemma2 gemma3 glm4"
    " glm4v phi phi3 exaone4 exaone4_5 exaone_moe solar_open axk1 hyperclovax"
    " hyperclovax_vision_v2 gpt2 gpt_neox gptj opt bloom falcon olmo olmo2 mpt starcoder2 cohere"
    " nemotron_h gpt_oss llama4 bert roberta electra distilbert modernbert mpnet t5 mt5 bart clip"
    " siglip internvl wav2vec2 mistral3 lfm2 persimmon",
    "saved": "deepseek_v32 deepseek_v4 glm_moe_dsa kimi_linear bailing_hybrid axk2 jetmoe albert"
    " ernie biogpt gte vit_mae",
}
MAPPINGS = (
    "MODEL_FOR_CAUSAL_LM_MAPPING",
    "MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING",
    "MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING",
    "MODEL_FOR_MASKED_LM_MAPPING",
    "MODEL_FOR_PRETRAINING_MAPPING",
    "MODEL_MAPPING",
)
DEPTHS = {
    "num_hidden_layers", "n_layer", "n_layers", "num_layers", "depth", "encoder_layers",
    "decoder_layers", "num_decoder_layers",
}
EXPERTS = {"num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts"}


def shrink(config, depth=0):
    for key in list(vars(config)):
        value = getattr(config, key, None)
        if hasattr(value, "to_dict") and depth < 3:
            shrink(value, depth + 1)
        elif isinstance(value, int) and not isinstance(value, bool):
            try:
                if key in DEPTHS:
                    setattr(config, key, min(value, 6))
                elif key in EXPERTS:
                    setattr(config, key, min(value, 8))
            except Exception:
                pass
    kinds = getattr(config, "layer_types", None)
    if kinds and len(kinds) > 6:
        config.layer_types = kinds[:6]


def names(family):
    config = CONFIG_MAPPING[family]()
    if version == "saved":
        return saved(config)
    shrink(config)
    for mapping in MAPPINGS:
        try:
            kind = getattr(auto, mapping)[type(config)]
            kind = kind[0] if isinstance(kind, (tuple, list)) else kind
            with torch.device("meta"):
                return list(kind(config).state_dict())
        except Exception:
            continue
    raise SystemExit("no model of the family " + family)


def saved(config):
    from transformers.core_model_loading import revert_weight_conversion

    for mapping in ("MODEL_FOR_CAUSAL_LM_MAPPING",) + MAPPINGS[3:]:
        if type(config) in getattr(auto, mapping):
            with torch.device("meta"):
                model = getattr(auto, mapping)[type(config)](config)
            return list(revert_weight_conversion(model, model.state_dict()))
    raise SystemExit("no model of the family " + config.model_type)


def kept(name):
    layer = re.search(r"\.(?:layers|layer|h|blocks|block)\.(\d+)\.", name)
    expert = re.search(r"\.experts\.(\d+)\.", name)
    return (not layer or layer.group(1) in ("1", "5")) and (not expert or expert.group(1) == "1")


version = sys.argv[1]
for family in FAMILIES[version].split():
    for name in names(family):
        if kept(name):
            print(family + "-" + version + "\t" + name)
