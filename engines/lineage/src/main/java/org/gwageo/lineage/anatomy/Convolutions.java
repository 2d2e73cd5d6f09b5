package org.gwageo.lineage.anatomy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Finds the matrices of the GPT-2 line, whose projections are convolutions of width one and lie
 * (in, out) in their files. Later families kept the names but not the layout; the bias, one per
 * output, tells which it is.
 */
final class Convolutions {

  private static final String NAMES = "(?:.*\\.)?(?:c_attn|c_fc|c_proj)\\.weight";

  private Convolutions() {}

  /** Returns the names of the matrices stored (in, out). */
  static Set<String> inFirst(Collection<StoredTensor> tensors) {
    var byName = new HashMap<String, StoredTensor>();
    var candidates = new HashSet<String>();
    for (StoredTensor tensor : tensors) {
      String name = tensor.name();
      if (name.length() <= 512 && name.matches("(?:.*\\.)?c_(?:attn|fc|proj)\\.(?:weight|bias)")) {
        byName.put(name, tensor);
        if (name.matches(NAMES) && tensor.shape().size() == 2) {
          candidates.add(name);
        }
      }
    }
    boolean convolutions = false;
    for (String name : candidates) {
      StoredTensor weight = byName.get(name);
      StoredTensor bias = byName.get(name.substring(0, name.length() - 6) + "bias");
      if (weight == null || weight.shape().get(0).equals(weight.shape().get(1))) {
        continue;
      }
      if (bias != null) {
        convolutions |= bias.elements() == weight.shape().get(1);
      } else if (name.endsWith("c_attn.weight")) {
        convolutions |= weight.shape().get(1) == 3 * weight.shape().get(0);
      }
    }
    return convolutions ? candidates : Set.of();
  }
}
