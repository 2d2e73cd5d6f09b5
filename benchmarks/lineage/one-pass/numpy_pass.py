"""The statistics of the one-read pass in plain numpy: bf16 checkpoint of Llama shape.

Per 64 KiB block a hash (xxh3_128), per tensor sum, squares, zeros; per MLP the six sums of
products of every neuron with the gain folded in. Prints the least wall time and the least processor
time of the rounds, in seconds.

Usage: numpy_pass.py MODEL.safetensors ROUNDS
"""

import json
import struct
import sys
import time

import numpy as np
import xxhash

BLOCK = 1 << 16


def floats(raw):
    return (np.frombuffer(raw, dtype="<u2").astype(np.uint32) << 16).view(np.float32)


def one_pass(path):
    data = np.memmap(path, dtype=np.uint8, mode="r")
    length = struct.unpack("<Q", data[:8].tobytes())[0]
    header = json.loads(data[8 : 8 + length].tobytes())
    header.pop("__metadata__", None)
    tensors = {}
    results = []
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"][0]):
        begin, end = (8 + length + at for at in entry["data_offsets"])
        raw = data[begin:end]
        hashes = [
            xxhash.xxh3_128_digest(raw[at : at + BLOCK]) for at in range(0, end - begin, BLOCK)
        ]
        values = floats(raw)
        results.append(
            (hashes, values.sum(dtype=np.float64), np.dot(values, values), np.sum(values == 0))
        )
        tensors[name] = values.reshape(entry["shape"])
        if name.endswith("up_proj.weight"):
            prefix = name[: -len("mlp.up_proj.weight")]
            gain = tensors.pop(prefix + "post_attention_layernorm.weight")
            g = tensors.pop(prefix + "mlp.gate_proj.weight") * gain
            u = tensors.pop(name) * gain
            d = tensors.pop(prefix + "mlp.down_proj.weight").T
            for a, b in ((g, g), (u, u), (d, d), (g, u), (g, d), (u, d)):
                results.append(np.einsum("kc,kc->k", a, b))
        elif "mlp" not in name and "post_attention" not in name:
            tensors.pop(name)
    return len(data), results


wall = cpu = float("inf")
for _ in range(int(sys.argv[2])):
    started, used = time.perf_counter(), time.process_time()
    one_pass(sys.argv[1])
    wall = min(wall, time.perf_counter() - started)
    cpu = min(cpu, time.process_time() - used)
print(wall, cpu)
