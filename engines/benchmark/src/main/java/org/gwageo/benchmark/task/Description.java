package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task says of itself, apart from its items, prompts and scoring.
 *
 * @param id 1 to 80 lower-case letters, digits and hyphens; imported tasks also have underscores
 * @param version the version; results of different versions are never compared
 * @param title the title in both languages
 * @param mode which conventions it follows
 * @param repeats how often each item is asked, at least 1
 * @param places the decimal places to which percentages are rounded
 * @param ceiling the largest share of questions without a scored reply at which a result may be
 *     published, 0 to 1
 * @param cluster the field whose equal values make items depend on each other, for example a shared
 *     passage; null if items stand alone
 * @param about the licence and the source, where they are told
 */
public record Description(
    String id,
    String version,
    Title title,
    Mode mode,
    int repeats,
    int places,
    BigDecimal ceiling,
    @Nullable String cluster,
    Map<String, Object> about) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there are no repeats or the ceiling is no share
   */
  public Description {
    if (repeats < 1) {
      throw new IllegalArgumentException("an item is asked at least once, not " + repeats);
    }
    if (ceiling.signum() < 0 || ceiling.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("a ceiling is between 0 and 1, not " + ceiling);
    }
    about = Map.copyOf(about);
  }

  /** Returns a description without source, cluster or tolerated gaps, asked once. */
  public static Description of(String id, String version, Title title, Mode mode) {
    return new Description(id, version, title, mode, 1, 2, BigDecimal.ZERO, null, Map.of());
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>(about);
    tree.put("id", id);
    tree.put("version", version);
    tree.put("title", Map.of("ko", title.ko(), "en", title.en()));
    tree.put("mode", mode.word());
    tree.put("repeats", repeats);
    tree.put("places", places);
    tree.put("ceiling", ceiling.stripTrailingZeros().toPlainString());
    if (cluster != null) {
      tree.put("cluster", cluster);
    }
    return tree;
  }
}
