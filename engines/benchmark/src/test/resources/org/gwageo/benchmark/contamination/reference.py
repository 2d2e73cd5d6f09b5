"""Writes reference.json: numbers for the contamination tests from scipy and plain Python.

Python 3.11, scipy 1.17.1, numpy 2.4.6.  Run in this folder:  python reference.py
"""

import json
import zlib

import numpy as np
from scipy import stats


def lcs(a, b):
    row = [0] * (len(b) + 1)
    for x in a:
        previous = 0
        for j, y in enumerate(b):
            kept = row[j + 1]
            row[j + 1] = previous + 1 if x == y else max(row[j + 1], row[j])
            previous = kept
    return row[-1]


def letters(text):
    return [c.lower() for c in text if c.isalnum()]


def overlap(a, b):
    a, b = letters(a), letters(b)
    return 2 * lcs(a, b) / (len(a) + len(b)) if a and b else 0


def main():
    random = np.random.default_rng(20270101)
    texts = [
        ("대한민국의 수도는 서울이다.", "수도는 서울특별시 입니다"),
        ("The quick brown fox", "the slow Brown Fox!"),
        ("", "abc"),
        ("같은 글", "같은글"),
        ("가나다라" * 40, "라다나가" * 37),
        ("".join(random.choice(list("abc"), 300)), "".join(random.choice(list("abc"), 260))),
        ("".join(random.choice(list("가나다라마바사"), 129)), "".join(random.choice(list("가나다라마바사"), 1000))),
    ]
    a = np.round(random.normal(0.4, 1, 40), 1)
    b = np.round(random.normal(0, 1.5, 35), 1)
    test = stats.mannwhitneyu(a, b, alternative="greater")
    welch = stats.ttest_ind(a, b, equal_var=False, alternative="greater")
    interval = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    shares = np.array([0.5, 0.25, -0.25, 1, 0, 0.75, 0.5, -0.5, 0.25, 1])
    one = stats.permutation_test((shares,), np.mean, permutation_type="samples", alternative="greater", n_resamples=np.inf)
    zlib_texts = ["가나다 가나다 가나다", "abc" * 100, "".join(random.choice(list("abcdefgh"), 500))]
    reference = {
        "overlaps": [{"a": x, "b": y, "f": overlap(x, y)} for x, y in texts],
        "a": a.tolist(),
        "b": b.tolist(),
        "area": test.statistic / (len(a) * len(b)),
        "areaP": test.pvalue,
        "difference": a.mean() - b.mean(),
        "differenceP": welch.pvalue,
        "differenceLow": interval.low,
        "differenceHigh": interval.high,
        "paired": shares.tolist(),
        "pairedP": one.pvalue,
        "zlib": [{"text": t, "bytes": len(zlib.compress(t.encode(), 6))} for t in zlib_texts],
    }
    with open("reference.json", "w", encoding="utf-8") as out:
        json.dump(reference, out, ensure_ascii=False, indent=1)
        out.write("\n")


main()
