"""Reference numbers for the statistics package.

Writes reference.json beside itself. Made with Python 3.11, scipy 1.17.1, statsmodels 0.15.0 and numpy 2.4.6:

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6
    venv/bin/python reference.py

Where a library has the method the number is the library's; where none has, it is computed here from the definition
by listing all cases.
"""
import itertools
import json
import math
import os
import warnings

import numpy as np
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import ttost_ind

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260801)
out = {}


def rounded(values):
    return [float(v) for v in values]


# Distribution functions: [arguments..., value]
out["normalCdf"] = [[z, st.norm.cdf(z)] for z in (-9.0, -3.5, -2.5, -1.0, -0.1, 0.0, 0.3, 1.96, 2.49, 2.51, 4.0)]
out["normalQuantile"] = [[p, st.norm.ppf(p)] for p in (1e-12, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999)]
out["studentTail"] = [
    [t, df, st.t.sf(t, df)] for df in (1, 2, 4.5, 19, 1318, 1e6) for t in (-1.0, 0.0, 0.01, 1.0, 2.5, 12.0)
]
out["studentQuantile"] = [
    [p, df, st.t.ppf(p, df)] for df in (1, 2, 4.5, 19, 1318, 1e6) for p in (1e-7, 0.025, 0.4, 0.6, 0.8, 0.9, 0.999)
]
out["beta"] = [
    [x, a, b, st.beta.cdf(x, a, b)]
    for a, b in ((0.5, 0.5), (1, 3), (12.5, 4), (0.5, 700), (1318, 1.5), (60000, 40000))
    for x in (0.001, 0.2, 0.5, 0.6, 0.9, 0.9999)
]
out["betaQuantile"] = [
    [p, a, b, st.beta.ppf(p, a, b)]
    for a, b in ((0.5, 0.5), (1, 3), (12.5, 4), (1318, 1.5), (600, 400))
    for p in (0.001, 0.025, 0.5, 0.975)
]
out["fTail"] = [[f, a, b, st.f.sf(f, a, b)] for a, b in ((4, 1), (4, 4), (9, 2)) for f in (0.05, 1.0, 3.3, 40.0)]
out["fairCoinCdf"] = [[k, n, st.binom.cdf(k, n, 0.5)] for k, n in ((0, 1), (3, 10), (5, 10), (40, 100), (9800, 20000))]

# Clustered means: ordinary least squares on a constant, cluster-robust errors.
means = []
for n, groups in ((40, 12), (200, 50), (30, 30), (25, 2)):
    clusters = rng.integers(0, groups, n) if groups < n else np.arange(n)
    effect = rng.normal(0, 0.3, groups)
    scores = np.clip(0.5 + effect[clusters] + rng.normal(0, 0.4, n), 0, 1)
    fit = sm.OLS(scores, np.ones(n)).fit(cov_type="cluster", cov_kwds={"groups": clusters})
    g = len(set(clusters.tolist()))
    t = st.t.ppf(0.975, g - 1)
    means.append({
        "scores": rounded(scores), "clusters": clusters.tolist(), "mean": float(fit.params[0]), "se": float(fit.bse[0]),
        "low": float(fit.params[0] - t * fit.bse[0]), "high": float(fit.params[0] + t * fit.bse[0])})
out["means"] = means

# Proportions: [right, n, wilson low, high, clopper-pearson low, high]
out["proportions"] = [
    [r, n, *rounded(proportion_confint(r, n, 0.05, "wilson")), *rounded(proportion_confint(r, n, 0.05, "beta"))]
    for r, n in ((0, 10), (1, 10), (5, 10), (10, 10), (1300, 1319), (1319, 1319), (41, 60))]

# McNemar: [only first, only second, exact p, mid-p]
rows = []
for b, c in ((0, 0), (1, 0), (3, 9), (9, 3), (10, 10), (120, 160), (0, 30)):
    p = mcnemar([[50, b], [c, 50]], exact=True).pvalue if b + c else 1.0
    n, k = b + c, min(b, c)
    mid = 1.0 if n == 0 else min(1.0, 2 * (st.binom.cdf(k, n, 0.5) - st.binom.pmf(k, n, 0.5) / 2))
    rows.append([b, c, float(p), float(mid)])
out["mcnemar"] = rows

# Sign flips of cluster sums, all assignments.
flips = []
for n in (3, 8, 12):
    d = rng.normal(0.4, 1, n)
    p = st.permutation_test((d,), lambda x, axis: np.sum(x, axis=axis), permutation_type="samples",
                            n_resamples=np.inf, vectorized=True).pvalue
    flips.append({"sums": rounded(d), "p": float(p)})
for n in (16, 18):
    d = rng.integers(-3, 5, n).astype(float)
    signs = np.array(list(itertools.product((-1, 1), repeat=n)))
    p = np.mean(np.abs(signs @ d) >= abs(d.sum()) - 1e-9)
    flips.append({"sums": rounded(d), "p": float(p)})
out["flips"] = flips

# Joint max-T with step-down over all pairs, all assignments of signs to 14 clusters.
x = rng.normal(0, 1, (4, 14)) + np.array([0.9, 0.5, 0.0, -0.2])[:, None] + rng.normal(0, 1, 14)
pairs = list(itertools.combinations(range(4), 2))
signs = np.array(list(itertools.product((-1, 1), repeat=14)))
diffs = np.array([x[i] - x[j] for i, j in pairs])
root = np.sqrt((diffs**2).sum(1))
observed = np.abs(diffs.sum(1)) / root
drawn = np.abs(signs @ diffs.T) / root
order = np.argsort(-observed)
p, least = np.zeros(len(pairs)), 0
for rank, m in enumerate(order):
    least = max(least, float(np.mean(drawn[:, order[rank:]].max(1) >= observed[m] - 1e-9)))
    p[m] = least
out["maxT"] = {"sums": [rounded(r) for r in x], "p": rounded(p)}

# Adjusted p-values
raw = [0.001, 0.04, 0.03, 0.02, 0.2, 0.9, 0.0101, 0.04]
out["adjusted"] = {
    "p": raw, "holm": rounded(multipletests(raw, method="holm")[1]), "bh": rounded(multipletests(raw, method="fdr_bh")[1]),
    "by": rounded(multipletests(raw, method="fdr_by")[1])}


# Repeated sampling, by listing all choices of k replies.
def listed(replies, k, value):
    choices = list(itertools.combinations(replies, k))
    return sum(value(c) for c in choices) / len(choices)


def majority(chosen, gold):
    votes = [a for a in chosen if a >= 0]
    if not votes:
        return 0
    top = max(votes.count(a) for a in set(votes))
    best = [a for a in set(votes) if votes.count(a) == top]
    return 1 / len(best) if gold in best else 0


samples = []
for n, c, k in ((5, 2, 3), (5, 0, 2), (5, 5, 5), (10, 3, 4), (8, 7, 8), (12, 6, 5)):
    replies = [1] * c + [0] * (n - c)
    samples.append([
        n, c, k, listed(replies, k, lambda r: float(any(r))), listed(replies, k, lambda r: float(all(r))),
        listed(replies, k, lambda r: float(sum(r) >= math.ceil(0.6 * k - 1e-9))),
        2 / k * sum(float(st.hypergeom.sf(i - 1, n, c, k)) for i in range(math.ceil(k / 2) + 1, k + 1))])
out["samples"] = samples
votes = []
for answers in ([0, 1, 1, 2], [0, 0, 1, 1, 2, -1], [3, 3, 3], [-1, -1, 0], [0, 0, 0, 1, 1, 1, 2, 2, 2, -1],
                [1, 1, 2, 2, 2, 0, 0, 3, -1, -1, 0]):
    for k in range(1, len(answers) + 1):
        votes.append({"answers": answers, "k": k, "p": listed(answers, k, lambda r: majority(r, 0))})
out["majority"] = votes

# Agreement of two raters
a = rng.integers(0, 4, 60)
b = np.where(rng.random(60) < 0.7, a, rng.integers(0, 4, 60))
table = np.zeros((4, 4))
for i, j in zip(a, b):
    table[i, j] += 1
kappa = {"first": a.tolist(), "second": b.tolist()}
for name, wt in (("nominal", None), ("linear", "linear"), ("quadratic", "quadratic")):
    kappa[name] = float(cohens_kappa(table, wt=wt).kappa)
out["kappa"] = kappa


# Krippendorff's alpha from its definition by pairs of values
def alpha(units, delta):
    units = [[v for v in u if v >= 0] for u in units]
    units = [u for u in units if len(u) > 1]
    values = [v for u in units for v in u]
    observed = sum(delta(x, y, values) / (len(u) - 1) for u in units for x, y in itertools.permutations(u, 2)) / len(values)
    expected = sum(delta(x, y, values) for x, y in itertools.permutations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


def ordinal(x, y, values):
    x, y = min(x, y), max(x, y)
    between = sum(x <= v <= y for v in values) - (values.count(x) + values.count(y)) / 2
    return 0 if x == y else between**2


ratings = [[int(v) if rng.random() > 0.2 else -1 for v in np.clip(rng.normal(m, 0.9, 4).round(), 0, 4)]
           for m in rng.integers(0, 5, 30)]
out["krippendorff"] = {
    "ratings": ratings, "nominal": alpha(ratings, lambda x, y, _: float(x != y)), "ordinal": alpha(ratings, ordinal),
    "interval": alpha(ratings, lambda x, y, _: (x - y) ** 2),
    "ratio": alpha(ratings, lambda x, y, _: 0 if x == y else ((x - y) / (x + y + 2)) ** 2)}

# Equivalence of two sets of runs: [p of the two one-sided tests]
runs = []
for first, second, limit in (([71.2, 70.8, 71.5, 71.0, 70.9], [70.9, 71.3], 1.0), ([71.2, 70.8, 71.5, 71.0, 70.9], [69.0, 69.3], 1.0),
                             ([71.2, 69.8, 73.5, 71.0, 68.9], [70.2, 71.9, 69.0], 2.0)):
    runs.append({"declared": first, "ours": second, "limit": limit,
                 "p": float(ttost_ind(np.array(first), np.array(second), -limit, limit, usevar="pooled")[0])})
out["equivalence"] = runs

# Items needed, by the non-central t distribution: [difference, variance, alpha, items]
out["power"] = [[d, v, a, float(TTestPower().solve_power(effect_size=d / math.sqrt(v), alpha=a, power=0.8))]
                for d, v, a in ((0.03, 0.25, 0.05), (0.05, 0.4, 0.05), (0.1, 0.5, 0.005), (0.2, 0.25, 0.05))]

# Bootstrap intervals of a skewed mean; random, so to be compared with a tolerance
x = rng.exponential(1, 60)
boot = {"scores": rounded(x)}
for name in ("percentile", "BCa"):
    r = st.bootstrap((x,), np.mean, n_resamples=400000, method=name, rng=np.random.default_rng(7))
    boot[name] = [float(r.confidence_interval.low), float(r.confidence_interval.high), float(r.standard_error)]
out["bootstrap"] = boot

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
    f.write("\n")
