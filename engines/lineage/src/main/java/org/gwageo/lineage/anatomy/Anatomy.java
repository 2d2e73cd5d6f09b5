package org.gwageo.lineage.anatomy;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;

/** The tensors of one checkpoint by their place. */
public final class Anatomy {

  private final SequencedMap<Place, StoredTensor> parts;
  private final boolean gainsAreOffsets;

  private Anatomy(SequencedMap<Place, StoredTensor> parts, boolean gainsAreOffsets) {
    this.parts = parts;
    this.gainsAreOffsets = gainsAreOffsets;
  }

  /**
   * Places {@code tensors}.
   *
   * @param gainsAreOffsets whether the model multiplies by 1 + gain, as the Gemma family does
   * @throws CheckpointException if two tensors claim the same place, or a tensor of a known role
   *     has a number of axes that the role cannot have
   */
  public static Anatomy of(Collection<StoredTensor> tensors, boolean gainsAreOffsets)
      throws CheckpointException {
    var parts = new TreeMap<Place, StoredTensor>();
    for (StoredTensor tensor : tensors) {
      Place place = TensorNames.place(tensor.name());
      checkAxes(place.role(), tensor);
      StoredTensor other = parts.put(place, tensor);
      if (other != null) {
        throw new CheckpointException(
            "tensors %s and %s both claim to be the %s of layer %d"
                .formatted(other.name(), tensor.name(), place.role(), place.layer()));
      }
    }
    return new Anatomy(parts, gainsAreOffsets);
  }

  private static void checkAxes(Role role, StoredTensor tensor) throws CheckpointException {
    if (role.channelAxis().isEmpty()) {
      return;
    }
    int expected = role.residualGain() ? 1 : 2;
    if (tensor.shape().size() != expected) {
      throw new CheckpointException(
          "tensor %s has shape %s; a tensor of its name has %d axes"
              .formatted(tensor.name(), tensor.shape(), expected));
    }
  }

  /** Returns all tensors in the order of their places. */
  public SequencedMap<Place, StoredTensor> parts() {
    return Collections.unmodifiableSequencedMap(parts);
  }

  /** Returns the tensor of a role in a layer. */
  public Optional<StoredTensor> part(Role role, int layer, int expert) {
    return Optional.ofNullable(parts.get(new Place(role, layer, expert, "")));
  }

  /** Returns the layers that hold at least one tensor of a known role. */
  public SortedSet<Integer> layers() {
    var layers = new TreeSet<Integer>();
    parts.keySet().stream()
        .filter(place -> place.layer() >= 0)
        .forEach(place -> layers.add(place.layer()));
    return layers;
  }

  /**
   * Returns the gain that the residual stream is multiplied with before the MLP of {@code layer}
   * reads it, or empty where the MLP reads the stream as it is.
   */
  public Optional<float[]> gainBeforeMlp(int layer) {
    var before = part(Role.PRE_FEEDFORWARD_NORM, layer, Place.NONE);
    if (before.isEmpty() && part(Role.POST_FEEDFORWARD_NORM, layer, Place.NONE).isEmpty()) {
      before = part(Role.POST_ATTENTION_NORM, layer, Place.NONE);
    }
    return before.map(this::gain);
  }

  private float[] gain(StoredTensor tensor) {
    float[] gain = tensor.toFloats();
    if (gainsAreOffsets) {
      for (int i = 0; i < gain.length; i++) {
        gain[i] += 1;
      }
    }
    return gain;
  }
}
