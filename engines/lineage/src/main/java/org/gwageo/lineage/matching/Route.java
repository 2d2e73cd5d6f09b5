package org.gwageo.lineage.matching;

/**
 * One way to a component's p-value.
 *
 * @param name what was looked at
 * @param statistic between -1 and 1
 * @param raw the statistic in deviations of two unrelated matchings
 * @param z the statistic in deviations of the comparison's own controls
 * @param log10p the larger of the two p-values, corrected for everything tried
 * @param control the controls
 * @param best the pair, or the first of the pairs
 */
record Route(
    String name,
    double statistic,
    double raw,
    double z,
    double log10p,
    DepthControl control,
    PairMatch best) {

  /** How many routes share the error rate. */
  static final int COUNT = 3;
}
