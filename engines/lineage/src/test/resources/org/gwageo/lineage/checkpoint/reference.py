"""Writes the small files beside this script and the numbers that they stand for.

Needs Python 3.11 with numpy, torch, onnx, ml_dtypes and gguf 0.19; run it in this folder. The tests
read what it wrote and need no Python. Decoded blocks come from the gguf package; Q8_1 and Q8_K,
which it lacks, and the packed layouts of GPTQ, AWQ, compressed-tensors, bitsandbytes and the
block-scaled floats are packed here from codes, so that (code - zero) * scale is known beforehand.
"""

import json
import pathlib
import struct
from collections import OrderedDict

import gguf
import ml_dtypes
import numpy as np
import onnx
import torch
from gguf import quants
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(20260102)


def bits(values):
    return np.ascontiguousarray(values, dtype="<f4").tobytes().hex()


def half(value):
    return np.frombuffer(np.float16(value).tobytes(), dtype=np.uint8)


# Where the half floats lie in a block; the rest of a block may hold any bytes.
HALVES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82],
    "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0], "IQ4_XS": [0],
    "TQ1_0": [52], "TQ2_0": [64], "MXFP4": [],
}

# Blocks with code books, drawn by a generator of their own.
BOOKED = {
    "IQ1_S": [0], "IQ1_M": [], "IQ2_XXS": [0], "IQ2_XS": [0], "IQ2_S": [0], "IQ3_XXS": [0],
    "IQ3_S": [0],
}


def booked():
    own, out = np.random.default_rng(20261122), {}
    for name, places in BOOKED.items():
        kind = gguf.GGMLQuantizationType[name]
        size = gguf.GGML_QUANT_SIZES[kind][1]
        data = own.integers(0, 256, (6, size), dtype=np.uint8)
        for row in data:
            for place in places:
                row[place:place + 2] = half(own.normal())
            if name == "IQ1_M":
                # The scale lies in the upper four bits of four words.
                scale = int(np.float16(own.normal()).view(np.uint16))
                for i in range(4):
                    row[49 + 2 * i] = row[49 + 2 * i] & 15 | (scale >> 4 * i & 15) << 4
        out[name] = {"bytes": data.tobytes().hex(), "floats": bits(quants.dequantize(data, kind))}
    return out


def blocks():
    out = {}
    for name, places in HALVES.items():
        kind = gguf.GGMLQuantizationType[name]
        elements, size = gguf.GGML_QUANT_SIZES[kind]
        count = 3 if elements == 32 else 2
        data = random.integers(0, 256, (count, size), dtype=np.uint8)
        for row in data:
            for place in places:
                row[place:place + 2] = half(random.normal())
            if name == "MXFP4":
                row[0] = random.integers(110, 140)
        out[name] = {"bytes": data.tobytes().hex(), "floats": bits(quants.dequantize(data, kind))}
    codes = random.integers(-128, 128, (2, 32)).astype(np.int8)
    scales = random.normal(size=2).astype(np.float16)
    out["Q8_1"] = {
        "bytes": b"".join(s.tobytes() + b"\1\2" + c.tobytes() for s, c in zip(scales, codes)).hex(),
        "floats": bits(codes * scales.astype(np.float32)[:, None]),
    }
    codes = random.integers(-128, 128, 256).astype(np.int8)
    scale = np.float32(0.0123)
    out["Q8_K"] = {
        "bytes": (scale.tobytes() + codes.tobytes() + bytes(32)).hex(),
        "floats": bits(codes * scale),
    }
    return out


TYPES = {"float32": "F32", "float16": "F16", "int32": "I32", "int8": "I8", "uint8": "U8",
         "int64": "I64", "float8_e4m3fn": "F8_E4M3", "bfloat16": "BF16"}


def safetensors(name, arrays):
    header, data = {}, b""
    for key, array in arrays.items():
        raw = array.tobytes()
        header[key] = {"dtype": TYPES[str(array.dtype)], "shape": list(array.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(name, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def pack(codes, axis, bits_wide, order=None):
    """Packs codes along an axis into words of 32 bits, the first code lowest."""
    per = 32 // bits_wide
    codes = np.moveaxis(codes.astype(np.uint64), axis, 0)
    words = np.zeros((codes.shape[0] // per,) + codes.shape[1:], dtype=np.uint64)
    for place in range(per):
        source = order[place] if order else place
        words |= codes[source::per] << np.uint64(bits_wide * place)
    return np.ascontiguousarray(np.moveaxis(words.astype(np.uint32).view(np.int32), 0, axis))


def groups(out, inputs, group, top):
    codes = random.integers(0, top, (out, inputs))
    zeros = random.integers(1, top, (inputs // group, out))
    scales = random.uniform(0.01, 0.1, (inputs // group, out)).astype(np.float16)
    return codes, zeros, scales


def grouped(codes, zeros, scales, of):
    return (codes - zeros[of].T).astype(np.float32) * scales.astype(np.float32)[of].T


def quantised():
    expected, parts = {}, {}
    codes, zeros, scales = groups(16, 32, 16, 16)
    of = np.arange(32) // 16
    parts |= {"gptq.qweight": pack(codes.T, 0, 4), "gptq.qzeros": pack(zeros - 1, 1, 4),
              "gptq.scales": scales, "gptq.g_idx": of.astype(np.int32)}
    expected["gptq.weight"] = grouped(codes, zeros, scales, of)
    codes, zeros, scales = groups(16, 32, 8, 16)
    of = random.permutation(np.arange(32) // 8)
    parts |= {"order.qweight": pack(codes.T, 0, 4), "order.qzeros": pack(zeros - 1, 1, 4),
              "order.scales": scales, "order.g_idx": of.astype(np.int32)}
    expected["order.weight"] = grouped(codes, zeros, scales, of)
    codes, zeros, scales = groups(8, 16, 16, 256)
    of = np.zeros(16, dtype=int)
    parts |= {"eight.qweight": pack(codes.T, 0, 8), "eight.qzeros": pack(zeros - 1, 1, 8),
              "eight.scales": scales}
    expected["eight.weight"] = grouped(codes, zeros, scales, of)
    codes, zeros, scales = groups(16, 32, 16, 16)
    of = np.arange(32) // 16
    order = [0, 2, 4, 6, 1, 3, 5, 7]
    parts |= {"awq.qweight": pack(codes.T, 1, 4, order), "awq.qzeros": pack(zeros, 1, 4, order),
              "awq.scales": scales}
    expected["awq.weight"] = grouped(codes, zeros, scales, of)
    # Rows of four-bit codes around 8 with a scale per 32 inputs.
    codes = random.integers(0, 16, (6, 64))
    scales = random.uniform(0.01, 0.1, (6, 2)).astype(ml_dtypes.bfloat16)
    parts |= {"rows.weight_packed": pack(codes, 1, 4), "rows.weight_scale": scales,
              "rows.weight_shape": np.array([6, 64], dtype=np.int64)}
    expected["rows.weight"] = (codes - 8).astype(np.float32) * np.repeat(
        scales.astype(np.float32), 32, axis=1)
    # Eight-bit floats with a scale per block of 128 x 128, the last ones cut.
    for name, shape, grid in (("tall", (130, 6), (2, 1)), ("wide", (4, 300), (1, 3))):
        codes = random.normal(size=shape).astype(ml_dtypes.float8_e4m3fn)
        scales = random.uniform(0.1, 1, grid).astype(np.float32)
        parts |= {name + ".weight": codes, name + ".weight_scale_inv": scales}
        expected[name + ".weight"] = codes.astype(np.float32) * np.repeat(
            np.repeat(scales, 128, axis=0), 128, axis=1)[:shape[0], :shape[1]]
    # Eight-bit integers with a scale per row.
    codes = random.integers(-128, 128, (5, 7)).astype(np.int8)
    scales = random.uniform(0.1, 1, (5, 1)).astype(np.float32)
    parts |= {"channel.weight": codes, "channel.weight_scale": scales}
    expected["channel.weight"] = codes.astype(np.float32) * scales
    scales = random.uniform(1, 9, 5).astype(np.float32)
    parts |= {"int8.weight": codes.copy(), "int8.SCB": scales}
    expected["int8.weight"] = codes * (scales * np.float32(1 / np.float32(127)))[:, None]
    # Four-bit floats: two experts of 3 x 64, an exponent per 32.
    values = np.array([0, .5, 1, 1.5, 2, 3, 4, 6, -0., -.5, -1, -1.5, -2, -3, -4, -6], np.float32)
    codes = random.integers(0, 16, (2, 3, 64))
    exponents = random.integers(120, 130, (2, 3, 2)).astype(np.uint8)
    packed = (codes[..., 0::2] | codes[..., 1::2] << 4).astype(np.uint8).reshape(2, 3, 2, 16)
    parts |= {"experts.up_blocks": packed, "experts.up_scales": exponents}
    expected["experts.up"] = values[codes] * np.repeat(
        np.exp2(exponents.astype(np.float32) - 127), 32, axis=2)
    codes = random.integers(0, 16, (4, 32))
    scales = random.uniform(0.1, 1, (4, 2)).astype(ml_dtypes.float8_e4m3fn)
    factor = np.float32(0.25)
    packed = (codes[..., 0::2] | codes[..., 1::2] << 4).astype(np.uint8)
    parts |= {"two.weight": packed, "two.weight_scale": scales,
              "two.weight_scale_2": np.array(factor)}
    expected["two.weight"] = values[codes] * np.repeat(
        scales.astype(np.float32) * factor, 16, axis=1)
    # NormalFloat4 with nested scales, the first code in the upper half.
    levels = np.array([
        -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635,
        -0.18477343022823334, -0.09105003625154495, 0.0, 0.07958029955625534, 0.16093020141124725,
        0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941,
        0.7229568362236023, 1.0], dtype=np.float32)
    codes = random.integers(0, 16, 24 * 32)
    scales = random.integers(0, 256, 12).astype(np.uint8)
    table = np.linspace(-1, 1, 256).astype(np.float32)
    outer = random.uniform(0.1, 1, 3).astype(np.float32)
    state = json.dumps({"quant_type": "nf4", "blocksize": 64, "dtype": "bfloat16",
                        "shape": [24, 32], "nested_blocksize": 4, "nested_dtype": "float32",
                        "nested_offset": 0.5}).encode()
    parts |= {"nf4.weight": (codes[0::2] << 4 | codes[1::2]).astype(np.uint8).reshape(-1, 1),
              "nf4.weight.absmax": scales, "nf4.weight.nested_absmax": outer,
              "nf4.weight.nested_quant_map": table, "nf4.weight.quant_map": levels,
              "nf4.weight.quant_state.bitsandbytes__nf4": np.frombuffer(state, dtype=np.uint8)}
    absmax = table[scales] * np.repeat(outer, 4) + np.float32(0.5)
    expected["nf4.weight"] = (levels[codes] * np.repeat(absmax, 64)).reshape(24, 32)
    parts["norm.weight"] = random.normal(size=4).astype(np.float32)
    expected["norm.weight"] = parts["norm.weight"]
    safetensors("quantised.safetensors", parts)
    return {name: {"shape": list(array.shape), "floats": bits(array)}
            for name, array in expected.items()}


def torch_files():
    shared = torch.arange(6, dtype=torch.float32)
    state = OrderedDict(
        a=torch.nn.Parameter(shared.reshape(2, 3)), b=shared[2:5], half=torch.tensor([1.5, -2]).half(),
        bf=torch.tensor([1.0, 2.5], dtype=torch.bfloat16), count=torch.tensor(7),
        f8=torch.tensor([1.0, -0.5]).to(torch.float8_e4m3fn), turned=shared.reshape(2, 3).t())
    torch.save(state, "state.pt")
    torch.save({"epoch": 3, "note": "x", "optimizer": {"state": {0: torch.zeros(2)}},
                "model": {"w": torch.tensor([1.0, 2.0])}}, "nested.pt")
    torch.save({"w": torch.tensor([1.0])}, "bare.pt", _use_new_zipfile_serialization=False)
    torch.save({"w": torch.tensor([1.0]), "when": __import__("datetime").date(2026, 1, 2)}, "code.pt")


def onnx_files():
    weight = random.normal(size=(8, 4)).astype(np.float32)
    raw = numpy_helper.from_array(weight, "weight")
    typed = helper.make_tensor("typed", TensorProto.FLOAT, [3], [1.0, -2.0, 0.5])
    small = helper.make_tensor("small", TensorProto.INT8, [3], [1, -2, 127])
    halves = helper.make_tensor("halves", TensorProto.FLOAT16, [2], np.array([1.5, -2], np.float16))
    constant = helper.make_node(
        "Constant", [], ["fixed"], value=numpy_helper.from_array(np.float32([3, 4])))
    product = helper.make_node("MatMul", ["x", "weight"], ["y"], name="/layer.0/MatMul")
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 8])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4])
    graph = helper.make_graph([constant, product], "g", [x], [y], [raw, typed, small, halves])
    onnx.save(helper.make_model(graph, producer_name="reference"), "plain.onnx")

    scale = np.float32([0.1, 0.2, 0.3, 0.4])
    zero = np.int8([0, 1, -2, 3])
    codes = np.clip(np.round(weight / scale) + zero, -128, 127).astype(np.int8)
    bytewise = random.integers(0, 256, (5, 4)).astype(np.uint8)
    nibbles = random.integers(0, 16, (4, 64))
    nibble_scales = random.uniform(0.1, 1, (4, 2)).astype(np.float32)
    nibble_zeros = random.integers(0, 16, (4, 2))
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["x"], ["xq", "xs", "xz"]),
        helper.make_node("MatMulInteger", ["xq", "weight_quantized", "xz", "weight_zero_point"], ["p"]),
        helper.make_node("Gather", ["rows_quantized", "ids"], ["gathered"]),
        helper.make_node("DequantizeLinear", ["gathered", "rows_scale", "rows_zero_point"], ["e"]),
        helper.make_node("DequantizeLinear", ["other", "per_row", "zeros"], ["deq"], axis=0),
        helper.make_node("MatMulNBits", ["x", "nb", "nbs", "nbz"], ["n"], domain="com.microsoft",
                         K=64, N=4, bits=4, block_size=32)]
    tensors = [
        numpy_helper.from_array(codes, "weight_quantized"),
        numpy_helper.from_array(scale, "weight_scale"),
        numpy_helper.from_array(zero, "weight_zero_point"),
        numpy_helper.from_array(bytewise, "rows_quantized"),
        numpy_helper.from_array(np.float32(0.05), "rows_scale"),
        numpy_helper.from_array(np.uint8(120), "rows_zero_point"),
        numpy_helper.from_array(codes, "other"),
        numpy_helper.from_array(np.arange(1, 9, dtype=np.float32), "per_row"),
        numpy_helper.from_array(np.zeros(8, np.int8), "zeros"),
        numpy_helper.from_array(
            (nibbles[:, 0::2] | nibbles[:, 1::2] << 4).astype(np.uint8).reshape(4, 2, 16), "nb"),
        numpy_helper.from_array(nibble_scales.reshape(-1), "nbs"),
        numpy_helper.from_array(
            (nibble_zeros[:, 0] | nibble_zeros[:, 1] << 4).astype(np.uint8), "nbz")]
    graph = helper.make_graph(nodes, "g", [x], [y], tensors)
    onnx.save(helper.make_model(graph), "quantised.onnx")
    expected = {
        "weight": (codes.astype(np.float32) - zero) * scale,
        "rows": (bytewise.astype(np.float32) - 120) * np.float32(0.05),
        "other": codes.astype(np.float32) * np.arange(1, 9, dtype=np.float32)[:, None],
        "nb": (nibbles - np.repeat(nibble_zeros, 32, axis=1)).astype(np.float32)
        * np.repeat(nibble_scales, 32, axis=1)}
    outside = numpy_helper.from_array(weight, "weight")
    model = helper.make_model(helper.make_graph([product], "g", [x], [y], [outside]))
    pathlib.Path("outside.data").unlink(missing_ok=True)
    onnx.save(model, "outside.onnx", save_as_external_data=True, location="outside.data",
              size_threshold=0)
    out = {name: {"shape": list(a.shape), "floats": bits(a)} for name, a in expected.items()}
    out["plain"] = {"shape": [8, 4], "floats": bits(weight)}
    return out


def main():
    torch_files()
    reference = {"blocks": blocks() | booked(), "quantised": quantised(), "onnx": onnx_files()}
    with open("reference.json", "w") as file:
        json.dump(reference, file, indent=1)
        file.write("\n")


main()
