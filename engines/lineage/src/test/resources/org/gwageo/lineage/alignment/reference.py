"""Writes reference.properties: figures of the alignment tests, computed with numpy and scipy.

Run:  python reference.py > reference.properties
The matrices are sines, so that the tests can make the same ones.
"""

import numpy as np
from scipy.linalg import polar
from scipy.optimize import linear_sum_assignment, nnls
from scipy.special import gammaln

def sines(rows, columns, phase):
    i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return np.sin(phase + 12.9898 * i + 78.233 * j + 0.37 * i * j)

def unbiased_cka(x, y):
    """Rows are channels, scaled to length 1; Song et al., JMLR 13, 2012, equation 5."""

    def hsic(k, l):
        n = len(k)
        k = k - np.diag(np.diag(k))
        l = l - np.diag(np.diag(l))
        one = np.ones(n)
        return (
            np.trace(k @ l)
            + (one @ k @ one) * (one @ l @ one) / ((n - 1) * (n - 2))
            - 2 * (one @ k @ l @ one) / (n - 2)
        ) / (n * (n - 3))

    x, y = (m / np.linalg.norm(m, axis=1, keepdims=True) for m in (x, y))
    k, l = x @ x.T, y @ y.T
    return hsic(k, l) / np.sqrt(hsic(k, k) * hsic(l, l))

e_s, e_r = sines(60, 12, 0.1), sines(60, 12, 0.1) + 3 * sines(60, 12, 2.0)
g = (e_s - e_s.mean(0)).T @ (e_r - e_r.mean(0))
q, _ = polar(g)
rows, columns = linear_sum_assignment(-np.abs(q))
print("trace.inOrder =", repr(float(np.trace(q))))
print("trace.matched =", repr(float(np.abs(q[rows, columns]).sum())))

print("injections.384 =", repr(float(384 * np.log(2) + gammaln(385))))
print("injections.384.512 =", repr(float(384 * np.log(2) + gammaln(513) - gammaln(129))))
x, y = sines(16, 40, 0.3), sines(16, 25, 1.7)
print("ucka =", repr(float(unbiased_cka(x, y))))
print("ucka.near =", repr(float(unbiased_cka(x, x + 0.6 * sines(16, 40, 2.2)))))
a = sines(200, 4, 0.9)
b = 0.6 * a[:, 0] + 0.3 * a[:, 2] - 0.4 * a[:, 3] + 0.1 * sines(200, 1, 4.0)[:, 0]
for i, value in enumerate(nnls(a, b)[0]):
    print("nnls.%d =" % i, repr(float(value)))
