package org.gwageo.lineage.alignment;

import java.util.stream.IntStream;

/**
 * The mean cosine of shared rows, centred, after the channels were aligned. Rare tokens keep their
 * initial values longest, so the tenth of the rows with the highest numbers in the reference, which
 * tokenizers give to the rarest tokens, is looked at on its own.
 *
 * @param mean over rows spread evenly over all
 * @param rarest over rows spread evenly over the last tenth
 */
record RowCosines(double mean, double rarest) {

  private static final int MOST_ROWS = 2_048;

  static RowCosines of(
      ResidualRows subject,
      ResidualRows reference,
      SharedRows rows,
      CrossMoment moment,
      ChannelAlignment alignment) {
    int tenth = Math.max(1, rows.size() / 10);
    return new RowCosines(
        mean(subject, reference, rows, moment, alignment, 0, rows.size()),
        mean(subject, reference, rows, moment, alignment, rows.size() - tenth, tenth));
  }

  private static double mean(
      ResidualRows subject,
      ResidualRows reference,
      SharedRows rows,
      CrossMoment moment,
      ChannelAlignment alignment,
      int from,
      int count) {
    int used = Math.min(count, MOST_ROWS);
    int[] chosen =
        IntStream.range(0, used).map(i -> from + (int) ((long) i * count / used)).toArray();
    int[] own = IntStream.of(chosen).map(i -> rows.pairs().get(i).subject()).toArray();
    int[] other = IntStream.of(chosen).map(i -> rows.pairs().get(i).reference()).toArray();
    float[] x = subject.read(own);
    float[] y = reference.read(other);
    double sum = 0;
    for (int row = 0; row < used; row++) {
      sum += cosine(x, y, row, moment, alignment);
    }
    return sum / used;
  }

  private static double cosine(
      float[] x, float[] y, int row, CrossMoment moment, ChannelAlignment alignment) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int channel : alignment.matched()) {
      int partner = alignment.partner(channel);
      double a =
          alignment.sign(channel)
              * (x[row * alignment.subjectChannels() + channel] - moment.subjectMean()[channel]);
      double b = y[row * alignment.referenceChannels() + partner] - moment.referenceMean()[partner];
      product += a * b;
      left += a * a;
      right += b * b;
    }
    return left > 0 && right > 0 ? product / Math.sqrt(left * right) : 0;
  }
}
