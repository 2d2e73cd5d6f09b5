package org.gwageo.bundle.proposal;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A benchmark that a team proposes and the catalogue does not have.
 *
 * @param name its name as the team wrote it
 * @param source where its items are from, an address
 * @param licence what may be done with its items, in the team's words
 */
public record NewBenchmark(String name, String source, String licence) {

  /**
   * Returns what two spellings of one name have in common: letters and digits alone, small, in
   * compatibility form. {@code MMLU-Pro}, {@code mmlu pro} and {@code ＭＭＬＵ＿Pro} are one.
   */
  public static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Returns the key of this name. */
  public String key() {
    return key(name);
  }
}
