package org.gwageo.verdict.scores;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * A team (정예팀) that entered the stage.
 *
 * @param name its name, or {@code null} when only the id is known
 * @param withdrawn why it withdrew, or {@code null} when it takes part
 * @param received when something arrived, by the id of the window it belongs to
 */
public record Team(
    String id,
    @Nullable Bilingual name,
    @Nullable Bilingual withdrawn,
    SortedMap<String, OffsetDateTime> received) {

  /** Copies {@code received}. */
  public Team {
    received = Collections.unmodifiableSortedMap(new TreeMap<>(received));
  }

  /** Answers whether the team takes part to the end. */
  public boolean takesPart() {
    return withdrawn == null;
  }
}
