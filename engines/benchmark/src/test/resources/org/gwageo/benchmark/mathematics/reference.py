"""Judges the cases of cases.txt with Math-Verify and writes reference.txt beside it.

Made with Math-Verify 0.9.0, latex2sympy2_extended 1.11.0 and sympy 1.14.0 on Python 3.11.

    python reference.py

Each line of reference.txt is the verdict on one case, in the order of the cases: "=" equal, "!" different.
A side that holds no delimiter of its own is put between dollar signs where it looks like LaTeX, and is
otherwise parsed as it stands and, should nothing be found, between dollar signs.
"""

import logging
from pathlib import Path

from math_verify import parse, verify

logging.disable(logging.CRITICAL)
HERE = Path(__file__).parent


def read(text):
    delimited = text.startswith(("$", "\\(", "\\[", "\\boxed"))
    return parse(text if delimited else f"${text}$")


def main():
    lines = []
    for line in (HERE / "cases.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        gold, answer = line.split(" | ")[:2]
        lines.append("=" if verify(read(gold), read(answer)) else "!")
    (HERE / "reference.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "cases")


if __name__ == "__main__":
    main()
