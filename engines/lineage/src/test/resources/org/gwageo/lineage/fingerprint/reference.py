"""Writes hashes.csv: length and XXH3-128 of bytes whose value at i is (i * i * 7 + i // 13) mod 256.

Needs the package xxhash.
"""

import pathlib
import xxhash

LENGTHS = (241, 255, 256, 1023, 1024, 1025, 2048, 5000, 65535, 65536)
to = pathlib.Path(__file__).with_name("hashes.csv")
with to.open("w", encoding="ascii") as file:
    for length in LENGTHS:
        data = bytes((i * i * 7 + i // 13) & 255 for i in range(length))
        file.write(f"{length},{xxhash.xxh3_128_hexdigest(data)}\n")
