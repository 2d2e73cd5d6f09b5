package org.gwageo.lineage.anatomy;

import java.util.Optional;
import java.util.regex.Pattern;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Tensors whose content a formula or the configuration sets: tables of sinusoids, masks, indices,
 * frequencies of rotary positions, bases of Fourier transforms, filter banks. Any two models may
 * share them, so they take part in no test. Where the name leaves it open the numbers decide.
 */
final class FixedContent {

  /** The last steps of names of buffers, in the published modelling code. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:rotary_(?:pos_)?emb\\w*\\.\\w+|\\w*inv_freq|freqs(?:_cis|_cos|_sin)?"
              + "|\\w*stft\\.\\w+|forward_basis\\w*|inverse_basis\\w*|mel_filters|\\w*filterbank"
              + "|hann\\w*window|relative_position_index|position_ids|masked_bias"
              + "|(?:attn|attention)\\.bias|(?:attn|attention|causal)_mask)");

  /** Names under which tables of positions are kept. */
  private static final Pattern POSITIONS =
      Pattern.compile("(?i).*(?:pos|sinusoid)(?!t).*|(?:.*\\.)?pe");

  /** A mask of 2,048 positions; a name alone hides nothing larger from the tests. */
  private static final long MOST_BY_NAME = 1 << 22;

  private static final int MOST_READ = 1 << 16;

  /** Whole numbers of a trained tensor are codes, which fill their type; indices do not. */
  private static final float LARGEST_INDEX = 1 << 24;

  private FixedContent() {}

  /** Whether a tensor of this name holds what a formula sets. */
  static boolean named(String tensor) {
    return NAMES.matcher(tensor).matches();
  }

  /**
   * Returns why the content of a tensor counts as fixed, if it does.
   *
   * @param place what the tensor is taken for
   */
  static Optional<String> reason(Place place, StoredTensor tensor) {
    boolean unplaced =
        switch (place.role()) {
          case VISION, AUDIO, UNKNOWN -> true;
          default -> false;
        };
    if (!unplaced && place.role() != Role.POSITION) {
      return Optional.empty();
    }
    if (unplaced && named(tensor.name()) && tensor.elements() <= MOST_BY_NAME) {
      return Optional.of("a buffer that follows from the configuration");
    }
    if (unplaced && indices(tensor)) {
      return Optional.of("whole numbers: a table of indices or a mask");
    }
    if (unplaced && FormulaMatrix.is(tensor)) {
      return Optional.of("a bank of filters or a Fourier basis, as a formula sets it");
    }
    boolean table = place.role() == Role.POSITION || POSITIONS.matcher(tensor.name()).matches();
    return table && PositionTable.of(tensor).filter(PositionTable::isFormula).isPresent()
        ? Optional.of("a table of sinusoids, as a formula sets it")
        : Optional.empty();
  }

  private static boolean indices(StoredTensor tensor) {
    if (!wholeNumbers(tensor.type())) {
      return false;
    }
    int count = (int) Math.min(MOST_READ, tensor.elements());
    for (float value : tensor.toFloats(0, count)) {
      if (Math.abs(value) > LARGEST_INDEX) {
        return false;
      }
    }
    return true;
  }

  private static boolean wholeNumbers(ElementType type) {
    return switch (type) {
      case BOOL, I16, U16, I32, U32, I64, U64 -> true;
      default -> false;
    };
  }
}
