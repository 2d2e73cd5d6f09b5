package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.anatomy.Part;

/**
 * Which rows of two matrices mean the same thing: the same token, or the same tap of a stem.
 *
 * @param pairs one row of the subject and one of the reference each, ascending in the reference
 * @param basis what makes them the same, for the report
 */
record SharedRows(List<Pair> pairs, String basis) {

  /** Row numbers from 0. */
  record Pair(int subject, int reference) {}

  private static final Comparator<Pair> ORDER =
      Comparator.comparingInt(Pair::reference).thenComparingInt(Pair::subject);

  /**
   * Returns the rows of tokens that both tokenizers have, or all rows in order where neither model
   * has a tokenizer and both have as many rows.
   */
  static SharedRows ofTokens(
      Part subject,
      Map<String, Integer> subjectIds,
      Part reference,
      Map<String, Integer> referenceIds) {
    long own = subject.shape().getFirst();
    long other = reference.shape().getFirst();
    if (subjectIds.isEmpty() && referenceIds.isEmpty()) {
      return own == other
          ? inOrder(Math.toIntExact(own), "row number, because neither model has a tokenizer")
          : new SharedRows(
              List.of(), "none: no tokenizer, and %d and %d rows".formatted(own, other));
    }
    var pairs = new ArrayList<Pair>();
    subjectIds.forEach(
        (token, id) -> {
          Integer partner = referenceIds.get(token);
          if (partner != null && id >= 0 && partner >= 0 && id < own && partner < other) {
            pairs.add(new Pair(id, partner));
          }
        });
    pairs.sort(ORDER);
    return new SharedRows(List.copyOf(pairs), "shared tokens");
  }

  /** Returns rows 0 to {@code rows} - 1, each with itself. */
  static SharedRows inOrder(int rows, String basis) {
    var pairs = new ArrayList<Pair>(rows);
    for (int row = 0; row < rows; row++) {
      pairs.add(new Pair(row, row));
    }
    return new SharedRows(List.copyOf(pairs), basis);
  }

  int size() {
    return pairs.size();
  }

  int[] subject(int from, int count) {
    return pairs.subList(from, from + count).stream().mapToInt(Pair::subject).toArray();
  }

  int[] reference(int from, int count) {
    return pairs.subList(from, from + count).stream().mapToInt(Pair::reference).toArray();
  }
}
