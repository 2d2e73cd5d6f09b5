package org.gwageo.lineage.alignment;

import java.util.List;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;

/**
 * The Gram matrix of the chosen channels of everything of one kind in one layer.
 *
 * @param model 0 for the subject, 1 for the reference
 * @param chosen channels in the order wanted
 * @param sign +1 or -1 of each chosen channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GramPiece(int model, ResidualMatrix.Kind kind, int layer, int[] chosen, int[] sign)
    implements Piece<ChannelGram> {

  @Override
  public ChannelGram on(Site site) throws CheckpointException {
    Tower tower = site.towers().get(model);
    ResidualMatrices matrices = ResidualMatrices.of(tower);
    return ChannelGram.of(matrices.at(kind, layer).orElseThrow(), chosen, sign, site.product());
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    return towers.get(model).parts().values().stream()
        .filter(
            part ->
                part.place().layer() == layer && ResidualMatrix.Kind.of(part.place()).equals(kind))
        .map(Part::whole)
        .toList();
  }
}
