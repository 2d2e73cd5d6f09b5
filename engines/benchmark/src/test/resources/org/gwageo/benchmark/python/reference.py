"""Writes reference.json: what CPython says, for PythonReferenceTests. Run with CPython 3.11 or 3.12:

    python3 reference.py > reference.json
"""

import ast
import json
import random
import re
import sys
import unicodedata

out = {"python": sys.version.split()[0]}

# -- random ---------------------------------------------------------------------------------
draws = []
for seed in (0, 1, 42, 1234, -7, 2**32, 2**40 + 3, 987654321):
    r = random.Random(seed)
    draws.append({"seed": seed, "random": [r.random() for _ in range(5)],
                  "bits": [r.getrandbits(k) for k in (1, 5, 31, 32, 33, 48, 53, 63)],
                  "below": [r.randrange(n) for n in (1, 2, 3, 10, 1000, 7473, 2**31 - 1)]})
out["draws"] = draws
samples = []
for seed in (0, 7, 1234, 99, 2026, 31337, 20260801):
    r = random.Random(seed)
    for n in (5, 8, 21, 22, 37, 85, 86, 300, 1319, 7473):
        for k in (1, 3, 4, 5, 6, 8, 10, 25):
            if k <= n:
                samples.append([seed, n, k, r.sample(range(n), k)])
out["samples"] = samples
shuffles = []
for seed in (0, 1234, 5):
    r = random.Random(seed)
    for n in (1, 2, 4, 10, 33):
        a = list(range(n))
        r.shuffle(a)
        shuffles.append([seed, n, a, r.choice(range(n)), r.choices(range(n), k=4)])
out["shuffles"] = shuffles

# -- re -------------------------------------------------------------------------------------
texts = [
    "", "a", "aab ab", "정답은 B입니다", "The answer is (C).\nNo, the answer is 12,345.60.",
    "#### 72", "#### -1,000.", "x²=①+½ ⅷ", "a\u00a0b\u3000c\x1cd\x85e\u2028f", "line\r\nline2\rz\n",
    "{,3} a{2} [x] && ]", "Éé İı ſ K ß", "１２３ 가나다_x-y", "👍🏽a👍", "aXbxc", "foo_bar foo-bar",
    "\\boxed{42} \\frac{1}{2}$", "'q' \"w\" (e) t.", "ab" * 12, "A. x\nB. y\nC. z\n\n",
]
patterns = [
    r"", r"a*", r"a|", r"|a", r"(a)|b", r"(a)(b)?", r"\b", r"\bB\b", r"\B", r"\w+", r"\W+", r"\d+", r"\D+",
    r"\s+", r"\S+", r"[\w.]+", r"[^\w\s]+", r"[\W_]+", r"[^\W\d]+", r"[\s\S]", r"[^\S\n]+", r".", r".+$", r"^.", r"$",
    r"(?m)^.*$", r"(?s).+", r"(?i)k|ß|é|ı", r"(?i:X)b", r"\Z", r"\Aa", r"a{2}", r"a{,2}", r"a{1,}", r"a{,}", r"x{,3}",
    r"a{x", r"y{2}|\{", r"[[]x]", r"[]x[]+", r"[&&]+", r"[a-c&&b]+", r"[^]]+", r"[\]\-\\]", r"[a\-z]+", r"[가-힣]+",
    r"(?P<one>a)(?P=one)", r"(?P<n>\w)\1", r"(.)\1", r"(?:ab)+", r"(?=b)", r"(?<=a)b", r"(?<!a)b", r"(?#note)ab",
    r"#### (\-?[0-9\.\,]+)", r"(-?[$0-9.,]{2,})|(-?[0-9]+)", r"answer is \(?([A-J])\)?", r"([A-Z])\.", r"\(([^)]*)\)",
    r"\\boxed\{(.*)\}", r"\x41|\u0042|\103", r"\t|\n|\r", r"[\x00-\x1f]", r"\.$", r"(?<=The answer is )(.*)(?=.)",
    r"(?x) a \  b # c", r"(?x)[ #]", r"a*?b", r"a++b", r"(?>a+)b", r"[^\n]*", r"\$", r"\#\%\&\-\/", r"[\b]", r"👍+", r"[👍a]+",
    r"(a|b)*", r"((a)|(b))+", r"(?:)", r"x*", r"(x*)", r"(\w*)(\d*)",
]
rows = []
for p in patterns:
    for i, t in enumerate(texts):
        c = re.compile(p)
        found = [[g if g is not None else "" for g in (m if isinstance(m, tuple) else (m,))] for m in c.findall(t)]
        rows.append([p, i, found, c.sub("<>", t), ["" if s is None else s for s in c.split(t)]])
out["texts"] = texts
out["regex"] = rows
out["subs"] = [[p, r, t, n, re.sub(p, r, t, count=n)] for p, r, t, n in [
    (r"(\w)(\w)", r"\2\1", "abcdef", 0), (r"(\w)(\w)", r"\2\1", "abcdef", 2), (r"(?P<x>\d+)", r"[\g<x>]", "a12b3", 0),
    (r"a", r"\n\t\\", "bab", 0), (r"(a)|b", r"<\1>", "ab", 0), (r"x*", "-", "axb", 0), (r"\[.*?\]", "", "[a] b [c]", 0),
    (r"  ", " ", "a    b", 0), (r"(.)", r"\g<0>\g<1>", "가나", 0)]]
bad = []
for p in [r"(", r"[", r"a**", r"(?P<n", r"\q", r"(?<x>a)", r"[z-a]", r"\2", r"(?P=x)", r"a(?i)b", r"*a", "\\"]:
    try:
        re.compile(p)
    except re.error:
        bad.append(p)
out["bad"] = bad
out["escape"] = [[t, re.escape(t)] for t in texts]

# -- str ------------------------------------------------------------------------------------
methods = [
    ("strip", ()), ("lstrip", ()), ("rstrip", ()), ("strip", (" a.\n",)), ("lstrip", ("aT",)), ("rstrip", ("z.\n",)),
    ("split", ()), ("split", (None, 1)), ("split", ("a",)), ("split", (" ", 1)), ("rsplit", ()), ("rsplit", (None, 1)),
    ("rsplit", ("a", 1)), ("rsplit", ("ab", 2)), ("splitlines", ()), ("splitlines", (True,)), ("lower", ()), ("upper", ()), ("capitalize", ()),
    ("title", ()), ("swapcase", ()), ("isdigit", ()), ("isalpha", ()), ("isalnum", ()), ("isupper", ()), ("islower", ()),
    ("isspace", ()), ("zfill", (6,)), ("replace", ("a", "<>")), ("replace", ("a", "b", 1)), ("replace", ("", "-")), ("replace", ("", "-", 2)),
]
more = texts + ["  padded\t\n", "123", "-12", "+7", "²", "①②", "ǆx ǅ", "hELLO wORLD's", "ABC", "abc1", "\u3000\u00a0", "a,b,,c", "다.요?", "ﬁx", "don't STOP"]
out["more"] = more
out["str"] = [[m, list(a), i, getattr(t, m)(*a)] for m, a in methods for i, t in enumerate(more)]

# -- str(), repr(), literal_eval --------------------------------------------------------------
values = [None, True, False, 0, -5, 10**20, 0.0, -0.0, 1.0, 0.1, 1e15, 1e16, 123456789012345680.0, 1.5e-5, 0.0001, 1e-4, 2.5e300, 1/3, 100.0,
          float("inf"), float("-inf"), "a", "it's", 'say "x"', "both ' and \"", "tab\tnl\nnul\x00", "é가\u3000\u00ad\ue000", "👍", [], [1, "a", None], {}, {"a": [1.0, {"b": True}]}]
out["repr"] = [[repr(v), str(v)] for v in values]
literals = ["[1, 2, 3]", "['a', \"b\"]", "[]", "()", "(1,)", "(1)", "{'a': 1, 'b': [None, True]}", "-5", "+3", "1_000", "0x1F", "1.5e3", ".5", "5.", "1e-7",
            "'a' 'b'", "'''x\ny'''", "r'\\n'", "'\\n\\t\\\\\\x41\\u00e9\\101'", "['가', '나',]", " [1]", "1, 2", "'\\d'", "[[1], [2, [3]]]", "None", "\"it's\""]
out["literals"] = [[s, repr(list(v) if isinstance(v := ast.literal_eval(s.strip(" \t")), tuple) else v)] for s in literals]
wrong = ["", "a", "[1, 2", "{1: }", "'x", "1 2", "[1 2]", "f()", "1 + x", "01", "--", "[,]", "x'a'"]
for s in wrong:
    try:
        ast.literal_eval(s)
        raise SystemExit("literal_eval reads " + s)
    except (ValueError, SyntaxError):
        pass
out["wrong"] = wrong
json.dump(out, sys.stdout, ensure_ascii=True, indent=None, allow_nan=True)
