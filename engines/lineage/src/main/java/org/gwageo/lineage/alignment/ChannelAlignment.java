package org.gwageo.lineage.alignment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Which channel of the reference each residual channel of the subject goes with, and with which
 * sign. Where the widths differ, the channels of the wider model that are left over have no
 * partner.
 */
public final class ChannelAlignment {

  private final int[] partner;
  private final int[] sign;
  private final int referenceChannels;

  ChannelAlignment(int[] partner, int[] sign, int referenceChannels) {
    this.partner = partner.clone();
    this.sign = sign.clone();
    this.referenceChannels = referenceChannels;
  }

  /** Returns the alignment of each of {@code channels} channels with itself. */
  public static ChannelAlignment identity(int channels) {
    var sign = new int[channels];
    Arrays.fill(sign, 1);
    return new ChannelAlignment(Permutations.identity(channels), sign, channels);
  }

  /** Returns the number of the subject's channels. */
  public int subjectChannels() {
    return partner.length;
  }

  /** Returns the number of the reference's channels. */
  public int referenceChannels() {
    return referenceChannels;
  }

  /** Returns the reference's channel that belongs to the subject's {@code channel}, or -1. */
  public int partner(int channel) {
    return partner[channel];
  }

  /** Returns +1 or -1. */
  public int sign(int channel) {
    return sign[channel];
  }

  /** Returns the subject's channels that have a partner, ascending. */
  public int[] matched() {
    return IntStream.range(0, partner.length).filter(channel -> partner[channel] >= 0).toArray();
  }

  /** Returns the share of the subject's channels that stand at their partner's place. */
  public double inPlace() {
    long same =
        IntStream.range(0, partner.length).filter(channel -> partner[channel] == channel).count();
    return partner.length == 0 ? 0 : (double) same / partner.length;
  }

  /** Returns the share of the matched channels whose sign changes. */
  public double flipped() {
    int[] matched = matched();
    long turned = Arrays.stream(matched).filter(channel -> sign[channel] < 0).count();
    return matched.length == 0 ? 0 : (double) turned / matched.length;
  }
}
