package org.gwageo.lineage.alignment;

import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.numerics.FloatMatrix;

/**
 * Which neurons of the MLPs of a pair of layers are looked at.
 *
 * @param own numbers of the subject's neurons
 * @param other numbers of the reference's neurons
 * @param kept whether their vectors are kept for the next piece
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChosenNeurons(int subjectLayer, int referenceLayer, int[] own, int[] other, boolean kept) {

  /** One view of the neurons of one side, for those who keep it. */
  private record View(boolean subject, int layer, int number, IntBuffer chosen) {}

  NeuronRows subject(Site site) throws CheckpointException {
    return NeuronRows.of(site.subject(), subjectLayer, own);
  }

  NeuronRows reference(Site site) throws CheckpointException {
    return NeuronRows.of(site.reference(), referenceLayer, other);
  }

  /**
   * Returns a view of the subject's neurons, (neurons, channels), which must not be changed.
   *
   * @throws CheckpointException if the tensors do not fit together or a value is not finite
   */
  FloatMatrix subjectView(Site site, int number) throws CheckpointException {
    return view(site, subject(site), new View(true, subjectLayer, number, IntBuffer.wrap(own)));
  }

  /**
   * Returns a view of the reference's neurons, (neurons, channels), which must not be changed.
   *
   * @throws CheckpointException if the tensors do not fit together or a value is not finite
   */
  FloatMatrix referenceView(Site site, int number) throws CheckpointException {
    return view(
        site, reference(site), new View(false, referenceLayer, number, IntBuffer.wrap(other)));
  }

  private FloatMatrix view(Site site, NeuronRows rows, View view) throws CheckpointException {
    if (!kept) {
      return rows.view(view.number());
    }
    long bytes = (long) Float.BYTES * rows.neurons() * rows.channels();
    return site.memory().keep(view, FloatMatrix.class, bytes, () -> rows.view(view.number()));
  }

  /** Returns the number of views that both sides have. */
  int views(Tower subject) {
    return NeuronRows.views(subject, subjectLayer);
  }

  Stream<Extent> reads(List<Tower> towers) {
    return Stream.concat(mlp(towers.get(0), subjectLayer), mlp(towers.get(1), referenceLayer));
  }

  /** Returns where the MLP lies that the neurons of a layer are taken from. */
  static Stream<Extent> mlp(Tower tower, int layer) {
    return NeuronRows.up(tower, layer).stream()
        .flatMap(
            up ->
                Stream.of(Role.GATE, Role.UP, Role.DOWN)
                    .flatMap(role -> tower.part(role, layer, up.place().expert()).stream()))
        .map(Part::whole);
  }
}
