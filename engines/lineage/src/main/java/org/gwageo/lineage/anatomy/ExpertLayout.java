package org.gwageo.lineage.anatomy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Claim.Fusion;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Finds out how a tensor that holds all experts of a layer is laid out: from its shape, the width
 * of the tower and its siblings in the layer.
 *
 * @param claimed the tensors by the places that they claim
 * @param width the residual channels of the tower, 0 if unknown
 */
record ExpertLayout(Settings settings, Map<Place, StoredTensor> claimed, int width) {

  private static final int MOST_EXPERTS = 16_384;

  /**
   * What was found.
   *
   * @param stack the layout, empty if nothing settles it
   * @param remark why nothing does
   */
  record Found(Optional<ExpertStack> stack, String remark) {

    private static Found of(ExpertStack stack) {
      return new Found(Optional.of(stack), "");
    }

    private static Found nothing(String remark) {
      return new Found(Optional.empty(), remark);
    }
  }

  /** Returns the layout of a tensor that is claimed to hold all experts. */
  Found of(Claim claim, StoredTensor tensor) {
    List<Long> shape = tensor.shape();
    boolean both = claim.fusion() == Fusion.GATE_UP;
    if (claim.place().role().axes() == 1) {
      if (shape.size() != 2 || shape.get(0) > MOST_EXPERTS) {
        return Found.nothing("its shape %s is none of biases of experts".formatted(shape));
      }
      // Only one family gives its joined experts biases, and it lets gate and up rows alternate.
      int experts = shape.get(0).intValue();
      return even(new ExpertStack(tensor, experts, shape.get(1), 1, false, both), both);
    }
    if (shape.size() == 2 && !both) {
      return flat(claim.place(), tensor);
    }
    if (shape.size() != 3 || shape.get(0) > MOST_EXPERTS) {
      return Found.nothing("its shape %s is none of stacked experts".formatted(shape));
    }
    Optional<Boolean> inFirst = inFirst(claim.place(), tensor);
    if (inFirst.isEmpty()) {
      return Found.nothing("nothing says which of the axes %s are the channels".formatted(shape));
    }
    boolean swap = inFirst.get();
    boolean alternate = both && claimed.containsKey(at(claim.place(), Role.UP_BIAS));
    int experts = shape.get(0).intValue();
    long out = shape.get(swap ? 2 : 1);
    long in = shape.get(swap ? 1 : 2);
    return even(new ExpertStack(tensor, experts, out, in, swap, alternate), both);
  }

  private static Found even(ExpertStack stack, boolean both) {
    return both && stack.out() % 2 != 0
        ? Found.nothing(
            "gate and up projection together have an odd %d rows".formatted(stack.out()))
        : Found.of(stack);
  }

  /** One matrix (experts x neurons, channels), whatever the projection. */
  private Found flat(Place place, StoredTensor tensor) {
    StoredTensor router =
        claimed.get(new Place(place.tower(), Role.ROUTER, place.layer(), Place.NONE, ""));
    int experts =
        router != null && router.shape().size() == 2
            ? (int) Math.min(MOST_EXPERTS, router.shape().getFirst())
            : settings.experts();
    long rows = tensor.shape().get(0);
    long columns = tensor.shape().get(1);
    if (experts < 1 || rows % experts != 0) {
      return Found.nothing(
          "its %d rows are those of several experts, and nothing says how many".formatted(rows));
    }
    long neurons = rows / experts;
    boolean down = place.role() == Role.DOWN;
    return Found.of(
        down
            ? new ExpertStack(tensor, experts, columns, neurons, true, false)
            : new ExpertStack(tensor, experts, neurons, columns, false, false));
  }

  /** Whether experts are stored (experts, in, out). */
  private Optional<Boolean> inFirst(Place place, StoredTensor tensor) {
    if (settings.gguf()) {
      return Optional.of(false);
    }
    Optional<Boolean> own = channelsFirst(place.role(), tensor);
    if (own.isPresent()) {
      return own;
    }
    // A square expert follows the other projection of its layer.
    Role sibling = place.role() == Role.DOWN ? Role.UP : Role.DOWN;
    StoredTensor other = claimed.get(at(place, sibling));
    return other == null ? Optional.empty() : channelsFirst(sibling, other);
  }

  private Optional<Boolean> channelsFirst(Role role, StoredTensor tensor) {
    if (tensor.shape().size() != 3 || width == 0) {
      return Optional.empty();
    }
    boolean middle = tensor.shape().get(1) == width;
    boolean last = tensor.shape().get(2) == width;
    if (middle == last) {
      return Optional.empty();
    }
    // Channels are the input of gate and up, the output of down.
    return Optional.of(role == Role.DOWN ? last : middle);
  }

  private static Place at(Place place, Role role) {
    return new Place(place.tower(), role, place.layer(), place.expert(), place.name());
  }
}
