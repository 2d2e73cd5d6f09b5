package org.gwageo.lineage.notevidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A similarity that is not evidence.
 *
 * @param name its name in files
 * @param value what the pair has
 * @param control what shows why the value means nothing: the same statistic where nothing is shared
 * @param series the value layer by layer, where there are layers
 * @param korean one sentence about the two numbers
 * @param english the same in English
 */
public record Misleading(
    String name, double value, double control, List<Double> series, String korean, String english) {

  /** Copies the series. */
  public Misleading {
    series = List.copyOf(series);
  }

  /** Returns all of them as a tree, for the member {@code notEvidence} of a report. */
  public static Map<String, Object> toTree(List<Misleading> all) {
    var tree = new LinkedHashMap<String, Object>();
    for (Misleading one : all) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("value", rounded(one.value()));
      entry.put("control", rounded(one.control()));
      if (!one.series().isEmpty()) {
        entry.put("byLayer", one.series().stream().map(Misleading::rounded).toList());
      }
      entry.put("sentence", Map.of("ko", one.korean(), "en", one.english()));
      tree.put(one.name(), entry);
    }
    return tree;
  }

  private static BigDecimal rounded(double value) {
    double finite = Double.isFinite(value) ? value : 0;
    return BigDecimal.valueOf(finite).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }
}
