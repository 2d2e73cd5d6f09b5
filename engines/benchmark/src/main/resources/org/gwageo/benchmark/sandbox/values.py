"""Plain values as bytes, for two processes that do not trust each other.

n T F                      None, True, False
i<hex>;  f<hex>;           int, float
c<hex>;<hex>;              complex
s<n>:<utf-8>  b<n>:<...>   str, bytes
l t e z g <n>:<items>      list, tuple, set, frozenset, iterator
d<n>:<key><value>...       dict
r<hex>;<hex>;<hex>;        range
x<hex>;                    an object that stays where it was made
"""
import builtins
import os
import sys

DEPTH = 64
ITERATED = 1_000_000


class Unsendable(Exception):
    pass


def encode(value, keep):
    parts = []
    _encode(value, keep, parts, 0)
    return b"".join(parts)


def _encode(value, keep, parts, depth):
    kind = type(value)
    if value is None:
        parts.append(b"n")
    elif kind is bool:
        parts.append(b"T" if value else b"F")
    elif isinstance(value, int):
        parts.append(b"i%s;" % hex(int(value)).encode())
    elif isinstance(value, float):
        parts.append(b"f%s;" % float.hex(value).encode())
    elif isinstance(value, str):
        _bytes(b"s", str.encode(value, "utf-8", "surrogatepass"), parts)
    elif isinstance(value, (bytes, bytearray)):
        _bytes(b"b", bytes(value), parts)
    elif isinstance(value, complex):
        parts.append(b"c%s;%s;" % (value.real.hex().encode(), value.imag.hex().encode()))
    elif kind is range:
        ends = (value.start, value.stop, value.step)
        parts.append(b"r%s;%s;%s;" % tuple(hex(end).encode() for end in ends))
    elif depth >= DEPTH:
        parts.append(keep(value))
    elif isinstance(value, list):
        _items(b"l", list(list.__iter__(value)), keep, parts, depth)
    elif isinstance(value, tuple):
        _items(b"t", list(tuple.__iter__(value)), keep, parts, depth)
    elif isinstance(value, set):
        _items(b"e", list(set.__iter__(value)), keep, parts, depth)
    elif isinstance(value, frozenset):
        _items(b"z", list(frozenset.__iter__(value)), keep, parts, depth)
    elif isinstance(value, dict):
        pairs = list(dict.items(value))
        parts.append(b"d%d:" % len(pairs))
        for key, item in pairs:
            _encode(key, keep, parts, depth + 1)
            _encode(item, keep, parts, depth + 1)
    elif kind in ITERATORS:
        items = []
        for item in value:
            items.append(item)
            if len(items) > ITERATED:
                raise Unsendable("an iterator with more than %d items" % ITERATED)
        _items(b"g", items, keep, parts, depth)
    else:
        parts.append(keep(value))


def _bytes(mark, data, parts):
    parts.append(b"%s%d:" % (mark, len(data)))
    parts.append(data)


def _items(mark, items, keep, parts, depth):
    parts.append(b"%s%d:" % (mark, len(items)))
    for item in items:
        _encode(item, keep, parts, depth + 1)


ITERATORS = (
    map,
    filter,
    zip,
    enumerate,
    reversed,
    type(i for i in ()),
    type(iter([])),
    type(iter(())),
    type(iter({})),
    type(iter(set())),
    type({}.keys()),
    type({}.values()),
    type({}.items()),
)


def decode(data, find):
    value, end = _decode(data, 0, find)
    if end != len(data):
        raise ValueError("bytes after the value")
    return value


def _upto(data, at, mark):
    end = data.index(mark, at)
    return data[at:end], end + 1


def _decode(data, at, find):
    mark = data[at : at + 1]
    at += 1
    if mark == b"n":
        return None, at
    if mark == b"T":
        return True, at
    if mark == b"F":
        return False, at
    if mark == b"i":
        digits, at = _upto(data, at, b";")
        return int(digits, 16), at
    if mark == b"f":
        digits, at = _upto(data, at, b";")
        return float.fromhex(digits.decode("ascii")), at
    if mark in (b"s", b"b"):
        size, at = _upto(data, at, b":")
        size = int(size)
        piece = data[at : at + size]
        if size < 0 or len(piece) != size:
            raise ValueError("a value is cut")
        return (piece.decode("utf-8", "surrogatepass") if mark == b"s" else piece), at + size
    if mark == b"c":
        real, at = _upto(data, at, b";")
        imaginary, at = _upto(data, at, b";")
        parts = (float.fromhex(real.decode("ascii")), float.fromhex(imaginary.decode("ascii")))
        return complex(*parts), at
    if mark == b"r":
        ends = []
        for _ in range(3):
            digits, at = _upto(data, at, b";")
            ends.append(int(digits, 16))
        return range(*ends), at
    if mark == b"x":
        number, at = _upto(data, at, b";")
        return find(int(number, 16)), at
    if mark not in (b"l", b"t", b"e", b"z", b"g", b"d"):
        raise ValueError("no value begins with %r" % mark)
    count, at = _upto(data, at, b":")
    items = []
    for _ in range(int(count) * (2 if mark == b"d" else 1)):
        item, at = _decode(data, at, find)
        items.append(item)
    if mark == b"l":
        return items, at
    if mark == b"t":
        return tuple(items), at
    if mark == b"e":
        return set(items), at
    if mark == b"z":
        return frozenset(items), at
    if mark == b"g":
        return iter(items), at
    return dict(zip(items[::2], items[1::2])), at


class Channel:
    """Frames on the original standard input and output: length in decimal, line end, bytes."""

    def __init__(self):
        self.source = os.fdopen(os.dup(0), "rb")
        self.sink = os.fdopen(os.dup(1), "wb")
        nothing = os.open("/dev/null", os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)

    def read(self):
        size = self.source.readline()
        if not size:
            os._exit(0)
        data = self.source.read(int(size))
        if len(data) != int(size):
            os._exit(0)
        return data

    def write(self, mark, data):
        self.sink.write(b"%d\n%s%s" % (len(data) + 1, mark, data))
        self.sink.flush()


def described(error):
    try:
        text = str(error)[:500]
    except BaseException:
        text = ""
    name = str.__str__(type(error).__name__)[:100]
    return encode([name, text], lambda value: b"n")


# `site` is not loaded, which saves most of the start; programs may still use what it adds.
builtins.exit = sys.exit
builtins.quit = sys.exit
