package org.gwageo.platform.lineage.web;

import java.math.BigDecimal;

/**
 * What two models of the rehearsal have in common, each value the mean over the tensors of the same
 * name. The subject of {@link #DERIVATIVE} was trained on from the reference; that of {@link
 * #INDEPENDENT} has the same shape and shares nothing with it.
 *
 * @param subject the subject's name
 * @param reference the reference's name
 * @param gainCosine cosine of the gains of the normalisation layers
 * @param gainPearson their correlation
 * @param weightCosine cosine of the matrices of the feed-forward layers
 */
record RealPair(
    String subject,
    String reference,
    BigDecimal gainCosine,
    BigDecimal gainPearson,
    BigDecimal weightCosine) {

  static final RealPair INDEPENDENT = of("ang-bu", "0.9905", "0.0136", "0.0001");
  static final RealPair DERIVATIVE = of("gan-ui", "0.9996", "0.9673", "0.9527");

  private static RealPair of(String subject, String cosine, String pearson, String weights) {
    return new RealPair(
        subject,
        "north-star-base",
        new BigDecimal(cosine),
        new BigDecimal(pearson),
        new BigDecimal(weights));
  }
}
