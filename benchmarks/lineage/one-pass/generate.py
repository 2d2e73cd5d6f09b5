"""Writes a bf16 checkpoint of Llama shape: every tensor is a cut of one pool of Gaussian numbers.

Usage: generate.py FOLDER WIDTH NEURONS LAYERS VOCABULARY [SEED]
"""

import json
import pathlib
import struct
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
width, neurons, layers, vocabulary = (int(x) for x in sys.argv[2:6])
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(int(sys.argv[6]) if len(sys.argv) > 6 else 1)
POOL = 1 << 24
pool = (random.standard_normal(POOL, dtype=np.float32) * 0.02).view(np.uint32) >> 16
pool = pool.astype("<u2")
gains = ((1 + 0.1 * random.standard_normal(1 << 20, dtype=np.float32)).view(np.uint32) >> 16).astype("<u2")

shapes = {"model.embed_tokens.weight": (vocabulary, width)}
for layer in range(layers):
    at = f"model.layers.{layer}."
    shapes[at + "input_layernorm.weight"] = (width,)
    for part in "qkvo":
        shapes[f"{at}self_attn.{part}_proj.weight"] = (width, width)
    shapes[at + "post_attention_layernorm.weight"] = (width,)
    shapes[at + "mlp.down_proj.weight"] = (width, neurons)
    shapes[at + "mlp.gate_proj.weight"] = (neurons, width)
    shapes[at + "mlp.up_proj.weight"] = (neurons, width)
shapes["model.norm.weight"] = (width,)

header, offset = {}, 0
for name, shape in shapes.items():
    size = 2 * int(np.prod(shape))
    header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": (offset, offset + size)}
    offset += size
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(folder / "model.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text)
    for name, shape in shapes.items():
        left = int(np.prod(shape))
        source = gains if "norm" in name else pool
        while left:
            start = int(random.integers(0, len(source) // 2))
            cut = source[start : start + min(left, len(source) // 2)]
            file.write(cut.tobytes())
            left -= len(cut)
(folder / "config.json").write_text('{"model_type":"llama"}')
