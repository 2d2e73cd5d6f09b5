package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * How similar the projections of one pair of layers are after a rotation: unbiased CKA over some
 * channels of the reference, matrix by matrix.
 *
 * @param component the component of attention
 * @param channels the reference's channels
 * @param turn what the rotation makes of the subject's channels there, (subject's channels, those)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RotatedAttention(String component, LayerMatch match, int[] channels, FloatMatrix turn)
    implements Piece<List<RotatedAttention.Similarity>> {

  /**
   * Unbiased CKA of one kind of matrix.
   *
   * @param role the name of its role
   */
  record Similarity(String role, double cka) {}

  @Override
  public List<Similarity> on(Site site) throws CheckpointException {
    MatrixProduct product = site.product();
    var own = ResidualMatrices.of(site.subject());
    var other = ResidualMatrices.of(site.reference());
    var found = new ArrayList<Similarity>();
    for (ResidualMatrix.Kind kind : own.kinds()) {
      Optional<ResidualMatrix> left = own.at(kind, match.subject());
      Optional<ResidualMatrix> right = other.at(kind, match.reference());
      if (left.isPresent() && right.isPresent() && left.get().component().equals(component)) {
        double cka =
            RotatedGram.of(left.get(), turn, product)
                .dot(
                    ChannelGram.of(
                        right.get(),
                        channels,
                        IntStream.of(channels).map(c -> 1).toArray(),
                        product));
        found.add(new Similarity(kind.role().name(), cka));
      }
    }
    return found;
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    var extents = new ArrayList<Extent>();
    extents.addAll(inLayer(towers.get(0), match.subject()));
    extents.addAll(inLayer(towers.get(1), match.reference()));
    return extents;
  }

  private List<Extent> inLayer(Tower tower, int layer) {
    return tower.parts().values().stream()
        .filter(part -> part.place().layer() == layer)
        .filter(part -> part.place().component().equals(component))
        .filter(part -> part.place().role().channelAxis().isPresent())
        .map(Part::whole)
        .toList();
  }
}
