package org.gwageo.lineage.alignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.lineage.statistics.Permutations;

/** Matched residual channels in a random order, some of which are used. */
final class ChannelSample {

  private final int[] subject;
  private final int[] reference;
  private final int[] subjectSign;
  private final int[] referenceSign;

  private ChannelSample(ChannelAlignment alignment, int[] subject) {
    this.subject = subject;
    reference = IntStream.of(subject).map(alignment::partner).toArray();
    subjectSign = IntStream.of(subject).map(alignment::sign).toArray();
    referenceSign = new int[subject.length];
    Arrays.fill(referenceSign, 1);
  }

  /** Returns all matched channels in the order that {@code random} gives. */
  static ChannelSample of(ChannelAlignment alignment, SplittableRandom random) {
    int[] matched = alignment.matched();
    int[] order = Permutations.identity(matched.length);
    Permutations.shuffle(order, random);
    return new ChannelSample(alignment, IntStream.of(order).map(i -> matched[i]).toArray());
  }

  private ChannelSample(ChannelSample all, int from, int to) {
    subject = Arrays.copyOfRange(all.subject, from, to);
    reference = Arrays.copyOfRange(all.reference, from, to);
    subjectSign = Arrays.copyOfRange(all.subjectSign, from, to);
    referenceSign = Arrays.copyOfRange(all.referenceSign, from, to);
  }

  /** Returns the channels from {@code from} on, at most {@code most}. */
  ChannelSample part(int from, int most) {
    return new ChannelSample(this, from, Math.min(subject.length, from + most));
  }

  int size() {
    return subject.length;
  }

  int[] subject() {
    return subject;
  }

  int[] reference() {
    return reference;
  }

  int[] subjectSign() {
    return subjectSign;
  }

  int[] referenceSign() {
    return referenceSign;
  }
}
