"""Writes eulerian.csv: exact tails of the number of ascents, from whole numbers.

Columns: runs of neighbouring pairs joined by +, ascents, log10 P(A >= ascents).
"""

import math
from fractions import Fraction


def eulerian(n):
    """Counts of permutations of n items by ascents, by the recurrence on whole numbers."""
    row = [1]
    for m in range(2, n + 1):
        row = [
            (k + 1) * (row[k] if k < m - 1 else 0) + (m - k) * (row[k - 1] if k > 0 else 0)
            for k in range(m)
        ]
    return row


def tail(runs, ascents):
    law = [1]
    total = 1
    for pairs in runs:
        row = eulerian(pairs + 1)
        law = [
            sum(law[i] * row[k - i] for i in range(len(law)) if 0 <= k - i < len(row))
            for k in range(len(law) + len(row) - 1)
        ]
        total *= math.factorial(pairs + 1)
    p = Fraction(sum(law[ascents:]), total)
    return math.log10(p.numerator) - math.log10(p.denominator)


if __name__ == "__main__":
    cases = [
        ([1], 1), ([2], 2), ([6], 4), ([3, 3], 5), ([1, 1, 1, 1, 1], 4), ([49], 35),
        ([49], 49), ([99], 60), ([99], 75), ([10, 20, 30], 45), ([199], 120), ([150, 150], 190),
    ]
    with open("eulerian.csv", "w") as out:
        for runs, ascents in cases:
            out.write("%s,%d,%.12f\n" % ("+".join(map(str, runs)), ascents, tail(runs, ascents)))
