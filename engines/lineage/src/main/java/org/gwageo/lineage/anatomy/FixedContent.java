package org.gwageo.lineage.anatomy;

import java.util.regex.Pattern;

/**
 * Tensors whose content is set by a formula, told by their names: positions, frequencies of rotary
 * positions, bases of Fourier transforms, filter banks. Any two models may share them.
 */
public final class FixedContent {

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(?:pos|rotary|inv_freq|freqs|stft|forward_basis|inverse_basis|mel_filters"
              + "|filterbank|hann).*");

  private FixedContent() {}

  /** Whether a tensor of this name holds what a formula sets. */
  public static boolean named(String tensor) {
    return NAMES.matcher(tensor).matches();
  }
}
