package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Site;

/**
 * Which inputs are the probes, before they are read.
 *
 * @param route where they come from, in words
 * @param taps whether they are taps of the stem rather than tokens
 * @param heads whether the output vocabularies have a row for every token
 * @param subject their rows in the subject, in the order of their keyed hashes
 * @param reference their rows in the reference
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProbeRows(String route, boolean taps, boolean heads, int[] subject, int[] reference)
    implements ProbeChoice {

  int count() {
    return subject.length;
  }

  /** Returns how many channels the probes have in one of the towers. */
  int channels(Tower tower) {
    return taps
        ? Math.toIntExact(tower.part(Role.STEM).orElseThrow().shape().getFirst())
        : Math.toIntExact(tower.part(Role.EMBEDDING).orElseThrow().shape().getLast());
  }

  /**
   * Returns the probes, which pieces on one site read once.
   *
   * @throws CheckpointException never; what is kept on a site may
   */
  Probes at(Site site) throws CheckpointException {
    long channels = (long) channels(site.subject()) + channels(site.reference());
    return site.memory()
        .keep(
            "probes",
            Probes.class,
            2L * Float.BYTES * count() * channels,
            () -> Probes.of(this, site.subject(), site.reference()));
  }

  /** Returns what has to be read of the towers. */
  List<Extent> reads(List<Tower> towers) {
    var extents = new ArrayList<Extent>();
    for (int model = 0; model < 2; model++) {
      Tower tower = towers.get(model);
      if (taps) {
        extents.add(tower.part(Role.STEM).orElseThrow().whole());
        continue;
      }
      int[] rows = (model == 0 ? subject : reference).clone();
      Arrays.sort(rows);
      addRows(tower.part(Role.EMBEDDING).orElseThrow(), rows, extents);
      if (heads) {
        addRows(tower.part(Role.LM_HEAD).orElseThrow(), rows, extents);
      }
    }
    return extents;
  }

  private static void addRows(Part part, int[] rows, List<Extent> to) {
    for (int row : rows) {
      to.add(part.extent(row, 1));
    }
  }
}
