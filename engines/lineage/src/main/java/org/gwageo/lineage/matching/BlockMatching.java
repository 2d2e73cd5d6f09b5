package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * Matches rows of some blocks of the subject with one block of the reference.
 *
 * @param probes the probes
 * @param reference the place of the reference's block
 * @param columns the neurons of the reference that may be matched, ascending
 * @param count how many of the probes are used
 * @param rows the rows of each block of the subject
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlockMatching(
    ProbeRows probes, Place reference, int[] columns, int count, List<Rows> rows, long seed)
    implements Piece<List<int[][]>> {

  BlockMatching {
    rows = List.copyOf(rows);
  }

  /** Chosen neurons of a block of the subject. */
  record Rows(Place place, int[] neurons) {

    /** Returns how they respond to the first {@code count} probes; pieces on one site share it. */
    Responses responses(Site site, ProbeRows probes, int count) throws CheckpointException {
      MlpBlock block = MlpBlock.at(site, 0, place);
      List<Integer> chosen = new ArrayList<>(neurons.length);
      for (int neuron : neurons) {
        chosen.add(neuron);
      }
      return site.memory()
          .keep(
              List.of("rows", place, count, chosen),
              Responses.class,
              (long) Float.BYTES * neurons.length * count * block.views(),
              () ->
                  Responses.of(
                      block, neurons, probes.at(site).first(count).subject(), site.product()));
    }
  }

  /** Returns how neurons of the reference respond to the first {@code count} probes. */
  static Responses columns(Site site, Place place, int[] neurons, ProbeRows probes, int count)
      throws CheckpointException {
    return Responses.of(
        MlpBlock.at(site, 1, place),
        neurons,
        probes.at(site).first(count).reference(),
        site.product());
  }

  @Override
  public List<int[][]> on(Site site) throws CheckpointException {
    MatrixProduct product = site.product();
    Responses other = columns(site, reference, columns, probes, count);
    var matched = new ArrayList<int[][]>();
    for (Rows own : rows) {
      matched.add(
          BlockMatcher.partners(
              own.responses(site, probes, count),
              other,
              product,
              BlockMatcher.key(seed, own.place(), reference)));
    }
    return matched;
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    var extents = new ArrayList<>(probes.reads(towers));
    extents.addAll(MlpBlock.extents(towers.get(1), reference));
    for (Rows own : rows) {
      extents.addAll(MlpBlock.extents(towers.get(0), own.place(), own.neurons()));
    }
    return extents;
  }

  @Override
  public boolean wide() {
    return true;
  }

  /** The mean square responses of some neurons of one expert, view by view and probe by probe. */
  record Signature(ProbeRows probes, int model, Place place, int[] neurons, int count)
      implements Piece<double[]> {

    @Override
    public double[] on(Site site) throws CheckpointException {
      Responses responses =
          model == 0
              ? Responses.of(
                  MlpBlock.at(site, 0, place),
                  neurons,
                  probes.at(site).first(count).subject(),
                  site.product())
              : columns(site, place, neurons, probes, count);
      var signature = new double[count * responses.views().size()];
      int at = 0;
      for (FloatMatrix view : responses.views()) {
        for (int row = 0; row < view.rows(); row++) {
          for (int p = 0; p < count; p++) {
            double value = view.at(row, p);
            signature[at + p] += value * value;
          }
        }
        at += count;
      }
      return signature;
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      var extents = new ArrayList<>(probes.reads(towers));
      extents.addAll(MlpBlock.extents(towers.get(model), place, neurons));
      return extents;
    }
  }
}
