"""Writes reference.json and reference.sealed: the formats of sealed items, made without Java.

Python 3.11, cryptography 50.0.2.  Run in this folder:  python reference.py
"""

import base64
import hashlib
import hmac
import json
import struct
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = bytes(range(32))
TASK = "reference-task"
TASK_DIGEST = "sha256:" + hashlib.sha256(b"task file").hexdigest()
SEASON = "2027-1"
CONTAINER = bytes(range(100, 116)).hex()
ITEMS = [
    '{"id":"가","question":"대한민국의 수도는?","answer":"서울"}',
    '{"id":"b2","question":"2 + 2","answer":4}',
    '{"question":"no id","answer":null,"long":"' + "x" * 300 + '"}',
]
IDS = ["가", "b2", "3"]


def framed(label, parts):
    out = label.encode() + b"\0"
    for part in parts:
        data = part.encode()
        out += struct.pack(">I", len(data)) + data
    return out


def hkdf(label, length, *context):
    prk = hmac.new(b"gwageo season key/1", KEY, hashlib.sha256).digest()
    out, block, i = b"", b"", 0
    while len(out) < length:
        i += 1
        block = hmac.new(prk, block + framed(label, context) + bytes([i]), hashlib.sha256).digest()
        out += block
    return out[:length]


def mac(key, label, *parts):
    return hmac.new(key, framed(label, parts), hashlib.sha256).digest()


def canary(*context):
    raw = bytearray(hkdf("canary", 16, *context))
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def order(entrant, item, n):
    key = hkdf("choices", 32, TASK)
    stream, blocks = [], 0

    def draw():
        nonlocal blocks
        if not stream:
            stream.extend(struct.unpack(">8I", mac(key, "choices", entrant, item, str(blocks))))
            blocks += 1
        return stream.pop(0)

    out = list(range(n))
    for i in range(n - 1, 0, -1):
        bound = i + 1
        fair = 2**32 // bound * bound
        drawn = draw()
        while drawn >= fair:
            drawn = draw()
        j = drawn % bound
        out[i], out[j] = out[j], out[i]
    return out


def leaf(salt, position, item_id, line):
    raw = item_id.encode()
    return hashlib.sha256(
        b"\0gwageo-item/1" + salt + struct.pack(">II", position, len(raw)) + raw + line
    ).digest()


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + root(leaves[:k]) + root(leaves[k:])).digest()


def canonical(tree):
    # Enough of RFC 8785 for trees without numbers other than small integers.
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def main():
    context = (TASK, TASK_DIGEST, SEASON, CONTAINER)
    salt_key = hkdf("salt", 32, *context)
    wrap_key = hkdf("wrap", 32, *context)
    salts = [mac(salt_key, "salt", str(i), IDS[i]) for i in range(3)]
    leaves = [leaf(salts[i], i, IDS[i], ITEMS[i].encode()) for i in range(3)]
    header = {
        "format": "gwageo-sealed-items/1",
        "task": TASK,
        "taskDigest": TASK_DIGEST,
        "season": SEASON,
        "count": 3,
        "root": "sha256:" + root(leaves).hex(),
        "container": CONTAINER,
        "keyId": hkdf("id", 8).hex(),
        "choiceKey": "sha256:" + hashlib.sha256(hkdf("choices", 32, TASK)).hexdigest(),
        "canary": canary("task", TASK),
    }
    bound = "sha256:" + hashlib.sha256(canonical(header)).hexdigest()
    lines = [canonical(header)]
    for i in range(3):
        data_key = hashlib.sha256(b"data key %d" % i).digest()
        padded = ITEMS[i].encode()
        padded += b" " * (-len(padded) % 256)
        sealed = {"position": i, "id": IDS[i], "leaf": leaves[i].hex()}
        for field, with_key, plain in (("key", wrap_key, data_key), ("box", data_key, padded)):
            nonce = hashlib.sha256(b"nonce %s %d" % (field.encode(), i)).digest()[:12]
            aad = canonical(["gwageo-sealed-items/1", field, bound, i, IDS[i]])
            sealed[field] = base64.b64encode(nonce + AESGCM(with_key).encrypt(nonce, plain, aad)).decode()
        lines.append(canonical(sealed))
    with open("reference.sealed", "wb") as out:
        out.write(b"\n".join(lines) + b"\n")
    reference = {
        "key": KEY.hex(),
        "keyId": header["keyId"],
        "items": ITEMS,
        "salts": [salt.hex() for salt in salts],
        "roots": [root([hashlib.sha256(b"leaf %d" % i).digest() for i in range(n)]).hex() for n in range(1, 20)],
        "canaries": [canary("task", TASK), canary("item", TASK, "가"), canary("sent", TASK, "가", "백두")],
        "orders": [
            {"entrant": entrant, "item": item, "order": order(entrant, item, n)}
            for entrant in ("백두", "solar-open")
            for item, n in (("가", 4), ("b2", 5), ("3", 10), ("big", 100))
        ],
    }
    with open("reference.json", "w", encoding="utf-8") as out:
        json.dump(reference, out, ensure_ascii=False, indent=1)
        out.write("\n")


main()
