"""Writes random.txt: pairs of expressions that sympy 1.14.0 made equal or different.

    python random_reference.py

From a fixed seed, random expressions are transformed by sympy (expanded, factored, put over one divisor,
simplified, rewritten) or changed in one place. A pair is kept as equal only where both sides agree to 40
digits at four real points of both signs, and as different only where they differ at one by more than 1e-9.
"""

import random
from pathlib import Path

import sympy as sp

HERE = Path(__file__).parent
x, y = sp.symbols("x y", real=True)
GENERATOR = random.Random(11)
LEAVES = [x, y, sp.Integer(2), sp.Integer(3), sp.Integer(5), sp.Integer(-1), sp.Rational(1, 2), sp.Rational(2, 3), sp.pi,
          sp.sqrt(2), sp.sqrt(3), sp.sqrt(5), sp.cbrt(2), sp.E, x + 1, x - y, x**2]
CONSTANTS = [leaf for leaf in LEAVES if not leaf.free_symbols]


def tree(depth, leaves):
    if depth == 0:
        return GENERATOR.choice(leaves)
    left, right = tree(depth - 1, leaves), tree(depth - 1, leaves)
    kind = GENERATOR.randrange(9)
    if kind < 3:
        return sp.Add(left, right)
    if kind < 5:
        return sp.Mul(left, right)
    if kind == 5:
        return left / (right**2 + 1)
    if kind == 6:
        return left ** GENERATOR.choice([2, 3, -1])
    if kind == 7:
        return sp.sqrt(left**2 + 2)
    return GENERATOR.choice([sp.sin, sp.cos, sp.exp, lambda e: sp.log(e**2 + 3), sp.Abs])(left)


def unit_circle(depth):
    angle = sp.pi * sp.Rational(GENERATOR.randrange(-30, 31), GENERATOR.choice([1, 2, 3, 4, 5, 6, 8, 10, 12]))
    value = GENERATOR.choice([sp.sin, sp.cos])(angle)
    return value * tree(depth - 1, CONSTANTS) + GENERATOR.choice(CONSTANTS)


POINTS = [{x: sp.Rational(a, 7), y: sp.Rational(b, 11)} for a, b in [(9, 25), (-13, 17), (23, -31), (-5, -29)]]
TRANSFORMS = [sp.expand, sp.factor, sp.together, sp.simplify, sp.radsimp, sp.trigsimp, sp.expand_trig, sp.powsimp,
              lambda e: sp.expand(e, complex=False), sp.nsimplify, lambda e: sp.apart(sp.together(e), x) if x in e.free_symbols else e]


def values(expression):
    return [complex(sp.N(expression.subs(point), 40)) for point in POINTS]


def close(first, second):
    return all(abs(sp.N((first - second).subs(point), 50, maxn=400)) < sp.Float("1e-40") for point in POINTS)


def main():
    lines, kinds = [], {"=": 0, "!": 0}
    while len(lines) < 420:
        try:
            base = tree(GENERATOR.choice([2, 3]), GENERATOR.choice([LEAVES, LEAVES, CONSTANTS])) if GENERATOR.random() < 0.8 else unit_circle(2)
            if base.has(sp.zoo, sp.nan, sp.oo) or base.is_number and base.is_Rational:
                continue
            other = GENERATOR.choice(TRANSFORMS)(base)
            if GENERATOR.random() < 0.4:
                other = GENERATOR.choice([other + 1, other * sp.Rational(3, 2), other.subs(x, x + 1), -other, other + sp.sqrt(2) - sp.Rational(7, 5)])
            if sp.latex(base) == sp.latex(other) or max(len(sp.latex(base)), len(sp.latex(other))) > 300:
                continue
            if close(base, other):
                mark = "="
            elif any(abs(a - b) > 1e-9 * max(1, abs(a)) for a, b in zip(values(base), values(other))):
                mark = "!"
            else:
                continue
        except (TypeError, ValueError, ZeroDivisionError, AttributeError, sp.PolynomialError):
            continue
        kinds[mark] += 1
        lines.append(f"{sp.latex(base, ln_notation=True)} | {sp.latex(other, ln_notation=True)} | {mark}")
    (HERE / "random.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(kinds)


if __name__ == "__main__":
    main()
