package org.gwageo.verdict.scores;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one team for one gate.
 *
 * @param lineage the lineage report's grade per reference model
 * @param criteria the office's finding per criterion
 * @param licence the permissions that the model's licence grants, or {@code null} when nobody
 *     looked
 * @param reason the office's words, if any
 */
public record Finding(
    SortedMap<String, String> lineage,
    SortedMap<String, Met> criteria,
    @Nullable List<String> licence,
    @Nullable Bilingual reason) {

  /** Nothing was found. */
  public static final Finding NONE = new Finding(new TreeMap<>(), new TreeMap<>(), null, null);

  /** Copies the collections. */
  public Finding {
    lineage = Collections.unmodifiableSortedMap(new TreeMap<>(lineage));
    criteria = Collections.unmodifiableSortedMap(new TreeMap<>(criteria));
    licence = licence == null ? null : licence.stream().sorted().toList();
  }

  /** Whether a criterion is met. */
  public enum Met {
    /** It is met. */
    MET,
    /** It is not met. */
    NOT_MET,
    /** Nobody can say. */
    UNDETERMINED
  }
}
