package org.gwageo.lineage.alignment;

/**
 * Tail bounds for the trace of a contraction whose singular vectors are random.
 *
 * <p>Let M be a matrix of d_S x d_R with singular values in [0, 1], padded with zeros to a square
 * of side n, and let its law be that of C·O for a fixed contraction C and O uniform on the
 * orthogonal group O(n). Then for every t &gt; 0
 *
 * <pre>{@code ln P(Tr M >= t) <= -t²/2}</pre>
 *
 * <p>Proof. For C = 1: odd moments of Tr O vanish because -O has the law of O, and the moment of
 * order 2k is the number of fixed-point-free involutions of 2k letters without an increasing
 * subsequence longer than n (Rains, Electronic J. Combin. 5, 1998, R12), so at most (2k-1)!!; hence
 * E exp(s Tr O) &lt;= exp(s²/2). For a coordinate projection C: changing the sign of the other rows
 * of O keeps its law, so averaging over both signs, E exp(s Tr O) = E[exp(s Tr CO) cosh(s Tr
 * (1-C)O)] &gt;= E exp(s Tr CO). For any contraction: O is invariant from both sides, so C may be
 * taken as a diagonal of numbers in [0, 1]; Tr CO is linear in them, E exp(s Tr CO) is convex in
 * them and therefore largest at a corner of the cube, which is a coordinate projection. Markov's
 * inequality with s = t gives the bound.
 *
 * <p>So a polar factor may be truncated to any number of directions, or left unconverged, without
 * losing the bound, as long as no singular value exceeds 1.
 *
 * <p>For the best of all N signed injections of the smaller side's channels into the larger side's,
 * the union bound adds ln N = d_min ln 2 + ln d_max! - ln(d_max - d_min)!.
 */
final class TraceBound {

  /** Takes the rounding of float singular values, of some 1e-6, out of a trace. */
  static final double ROUNDING = 1 - 1e-4;

  private TraceBound() {}

  /** Returns ln N, the logarithm of the number of signed injections. */
  static double lnInjections(int own, int other) {
    int fewer = Math.min(own, other);
    int more = Math.max(own, other);
    double ln = fewer * StrictMath.log(2);
    for (int i = 0; i < fewer; i++) {
      ln += StrictMath.log((double) more - i);
    }
    return ln;
  }

  /**
   * Returns the z whose exp(-z²/2) is N times the bound of {@code trace}; negative where the bound
   * says nothing.
   */
  static double z(double trace, double lnInjections) {
    double t = trace * ROUNDING;
    double excess = t * Math.abs(t) - 2 * lnInjections;
    return Math.signum(excess) * Math.sqrt(Math.abs(excess));
  }

  /** Returns log10 of exp(-z²/2), 0 for z below 0. */
  static double log10p(double z) {
    return z <= 0 ? 0 : -z * z / 2 / StrictMath.log(10);
  }
}
