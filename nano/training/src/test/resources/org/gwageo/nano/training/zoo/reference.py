"""Writes uniformity.csv: samples of p-values with the reference p-values of three tests.

Columns: the name, Kolmogorov and Smirnov two-sided (asymptotic law at Stephens' argument), the
one-sided bound exp(-2 n D+^2), Anderson and Darling (limit law by series), then the sample.

    python reference.py > uniformity.csv
"""

import math
import random


def kolmogorov(x):
    return 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * x * x) for k in range(1, 200))


def anderson_tail(z):
    """1 - P(A^2 <= z) by the series of Anderson and Darling 1952, integrated with Simpson's rule."""
    total = 0.0
    for j in range(40):
        c = (math.gamma(0.5) / (math.gamma(j + 1) * math.gamma(0.5 - j))) * (4 * j + 1)
        t = (4 * j + 1) ** 2 * math.pi**2 / (8 * z)
        if t > 700:
            break
        n = 4000
        top = 12.0
        step = top / n

        def f(w):
            return math.exp(z / (8 * (1 + w * w)) - t * w * w)

        integral = f(0) + f(top)
        integral += sum((4 if i % 2 else 2) * f(i * step) for i in range(1, n))
        integral *= step / 3
        total += c * math.exp(-t) * integral
    return 1 - math.sqrt(2 * math.pi) / z * total


def row(name, values):
    s = sorted(values)
    n = len(s)
    above = max((i + 1) / n - v for i, v in enumerate(s))
    below = max(v - i / n for i, v in enumerate(s))
    root = math.sqrt(n)
    ks = kolmogorov((root + 0.12 + 0.11 / root) * max(above, below))
    a2 = -n - sum((2 * i + 1) * (math.log(s[i]) + math.log(1 - s[n - 1 - i])) for i in range(n)) / n
    cells = [min(1, ks), math.exp(-2 * n * above * above), anderson_tail(a2)]
    print(",".join([name] + ["%.8g" % c for c in cells] + ["%.6f" % v for v in values]))


random.seed(5)
row("uniform", [round(random.random(), 6) for _ in range(60)])
row("too small", [round(random.random() ** 1.6, 6) for _ in range(60)])
row("too large", [round(random.random() ** 0.7, 6) for _ in range(60)])
row("middle", [round(0.3 + 0.4 * random.random(), 6) for _ in range(25)])
