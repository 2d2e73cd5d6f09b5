#!/usr/bin/env python3
"""Writes the reference numbers of the statistics tests beside itself: numpy, scipy and mpmath.

assignment.csv      kind,rows,columns,total            scipy.optimize.linear_sum_assignment
chi-square.csv      x,degrees,log10p                   mpmath.gammainc, 60 digits
fisher.csv          log10p ...,log10 of all            mpmath
normal.csv          log10p,z                           mpmath.erfc and bisection
kolmogorov.csv      n,distance,p                       scipy.stats.kstwo
anderson.csv        n,statistic,p                      4,000,000 draws from a seeded generator
clopper-pearson.csv events,trials,confidence,upper     scipy.stats.beta.ppf
"""

import os

import mpmath
import numpy
import scipy.optimize
import scipy.stats

HERE = os.path.dirname(os.path.abspath(__file__))
mpmath.mp.dps = 60


def write(name, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        for row in rows:
            file.write(",".join(str(cell) for cell in row) + "\n")


def value(kind, rows, columns):
    """The same integers as AssignmentTests makes; exact in 64 bits, then rounded to float32."""
    i = numpy.arange(rows, dtype=numpy.int64)[:, None]
    j = numpy.arange(columns, dtype=numpy.int64)[None, :]
    mixed = (i * 7919 + j * 104729 + (i * i % 1009) * (j * j % 2003) * 31) % 1000003
    if kind == "spread":
        return (mixed / 1000003.0).astype(numpy.float32)
    if kind == "ties":
        return (mixed % 7).astype(numpy.float32)
    return ((i % 101) * (j % 211) / 50.0 + mixed / 1000003.0 - 100).astype(numpy.float32)


def assignment():
    for kind in ("spread", "ties", "correlated"):
        for rows, columns in ((1, 1), (1, 9), (40, 40), (97, 250), (300, 300), (257, 1031)):
            matrix = value(kind, rows, columns).astype(numpy.float64)
            row, column = scipy.optimize.linear_sum_assignment(matrix, maximize=True)
            yield kind, rows, columns, repr(float(matrix[row, column].sum()))


def number(x):
    return mpmath.nstr(x, 17, min_fixed=-5, max_fixed=12)


def chi_square():
    for x, degrees in ((0.001, 1), (1, 1), (3.84, 1), (50, 1), (0.5, 2), (40, 2), (9, 10), (11, 10), (12.5, 10),
                       (64, 64), (90, 64), (1000, 64), (30000, 64), (50, 200), (250, 200), (4000, 200),
                       (100000, 188), (2.5, 3.7), (1e7, 24)):
        x, degrees = mpmath.mpf(str(x)), mpmath.mpf(str(degrees))
        yield number(x), number(degrees), number(mpmath.log10(mpmath.gammainc(degrees / 2, x / 2, regularized=True)))


def fisher():
    for tails in ((-0.3,), (-0.1, -0.2, -0.05), (-300, -20, -0.001, -1), (-5000, -4000, -6000)):
        statistic = -2 * mpmath.log(10) * sum(mpmath.mpf(str(tail)) for tail in tails)
        yield *tails, number(mpmath.log10(mpmath.gammainc(len(tails), statistic / 2, regularized=True)))


def normal():
    for tail in ("-0.0001", "-0.1", "-0.5", "-1", "-2.5", "-10", "-307", "-5000"):
        goal = mpmath.mpf(tail)
        low, high = mpmath.mpf(-9), mpmath.sqrt(-2 * mpmath.log(10) * goal) + 1
        for _ in range(180):
            z = (low + high) / 2
            if mpmath.log10(mpmath.erfc(z / mpmath.sqrt(2)) / 2) > goal:
                low = z
            else:
                high = z
        yield tail, number(high)


def kolmogorov():
    for n in (1, 2, 5, 20, 99, 100, 500, 2000, 2001, 20000):
        for scaled in (0.3, 0.6, 0.9, 1.2, 1.6, 2.2):
            distance = scaled / n ** 0.5
            if 0.5 / n < distance < 1:
                yield n, repr(float(distance)), repr(float(scipy.stats.kstwo.sf(distance, n)))


def anderson():
    random = numpy.random.default_rng(20261122)
    for n in (5, 20, 100):
        drawn = []
        for _ in range(40):
            u = numpy.sort(random.random((100000, n)), axis=1)
            weights = 2 * numpy.arange(n) + 1
            drawn.append(-n - ((numpy.log(u) + numpy.log1p(-u[:, ::-1])) * weights).sum(axis=1) / n)
        drawn = numpy.concatenate(drawn)
        for statistic in (0.2, 0.5, 0.77, 1.25, 1.93, 2.49, 3.86, 6):
            yield n, statistic, repr(float((drawn >= statistic).mean()))


def clopper_pearson():
    for events, trials in ((0, 1), (0, 200), (1, 200), (3, 200), (50, 60), (199, 200), (7, 100000), (0, 1000000)):
        for confidence in (0.95, 0.999):
            yield events, trials, confidence, repr(float(scipy.stats.beta.ppf(confidence, events + 1, trials - events)))


write("assignment.csv", assignment())
write("chi-square.csv", chi_square())
write("fisher.csv", fisher())
write("normal.csv", normal())
write("kolmogorov.csv", kolmogorov())
write("anderson.csv", anderson())
write("clopper-pearson.csv", clopper_pearson())
