package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.anatomy.Part.View;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Takes a tensor apart that holds one projection of all experts of a layer, or gate and up
 * projection of all of them.
 *
 * @param tensor the stored tensor, (experts, out, in), (experts, in, out), (experts, out) for
 *     biases, or (experts x out, in)
 * @param experts the number of experts
 * @param out rows of one expert's projection, gate and up together
 * @param in columns of one expert's projection
 * @param inFirst whether the file stores (in, out)
 * @param interleaved whether gate and up rows alternate instead of one standing behind the other
 */
record ExpertStack(
    StoredTensor tensor, int experts, long out, long in, boolean inFirst, boolean interleaved) {

  /** Returns one projection of each expert. */
  List<Part> single(Place place) {
    var parts = new ArrayList<Part>();
    for (int expert = 0; expert < experts; expert++) {
      parts.add(share(at(place, place.role(), expert), "expert " + expert, expert, 0, 1, out));
    }
    return parts;
  }

  /** Returns the two projections that are joined in each expert, in their order. */
  List<Part> gateAndUp(Place place, Role first, Role last) {
    var parts = new ArrayList<Part>();
    long step = interleaved ? 2 : 1;
    for (int expert = 0; expert < experts; expert++) {
      String label = "expert " + expert;
      long second = interleaved ? 1 : out / 2;
      parts.add(share(at(place, first, expert), label + half(first), expert, 0, step, out / 2));
      parts.add(share(at(place, last, expert), label + half(last), expert, second, step, out / 2));
    }
    return parts;
  }

  private static String half(Role role) {
    return role == Role.GATE || role == Role.GATE_BIAS ? " gate" : " up";
  }

  private Part share(Place place, String label, int expert, long from, long step, long rows) {
    long base = expert * out * in;
    boolean vector = place.role().axes() == 1;
    View view;
    if (vector) {
      view = step == 1 ? View.vector(base + from, rows) : View.strided(base + from, rows, step);
    } else if (inFirst) {
      view = View.matrix(base + from, rows, in, step, out);
    } else {
      view = View.matrix(base + from * in, rows, in, step * in, 1);
    }
    return Part.share(place, tensor, label, view);
  }

  private static Place at(Place place, Role role, int expert) {
    return new Place(place.tower(), role, place.layer(), expert, place.name());
  }
}
