package org.gwageo.lineage;

import org.gwageo.lineage.independence.Family;

/**
 * How one finding of a screen stands against the same statistic on the other references, which
 * guards against structure that all models of a kind share.
 *
 * @param component the part of the model
 * @param family the family
 * @param others on how many other references the statistic could be computed
 * @param largest the largest z among them
 * @param excess this reference's z minus the larger of 0 and {@code largest}
 * @param conformalP (1 + others with at least this z) / (others + 1): a p-value that needs no
 *     theory if the subject is independent of the others, never below 1 / (others + 1)
 */
public record PairedControl(
    String component,
    Family family,
    int others,
    double largest,
    double excess,
    double conformalP) {}
