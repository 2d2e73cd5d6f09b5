package org.gwageo.lineage.independence;

/**
 * A layer of the subject whose neurons stand in the order of a layer of the reference.
 *
 * @param subject the subject's layer, from 0
 * @param reference the reference's layer, from 0
 * @param z the strength of the match
 * @param log10p log10 p, corrected for all pairs of layers tried
 */
public record LayerMatch(int subject, int reference, double z, double log10p) {}
