package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Part.View;
import org.gwageo.lineage.anatomy.Settings.Heads;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Takes a joined query, key and value projection (or its bias) apart, and puts rows that a file
 * orders by rotary pairs into the order of half heads.
 *
 * <p>Three orders of rows are in use. Joined: all queries, all keys, all values. By head: for each
 * head its query, key and value. By group: for each key head its queries, its key, its value.
 */
final class FusedAttention {

  /** How the rows of a joined projection are ordered. */
  enum Order {
    JOINED,
    BY_HEAD,
    BY_GROUP
  }

  private static final List<Role> ROLES = List.of(Role.QUERY, Role.KEY, Role.VALUE);

  private FusedAttention() {}

  /** Returns the order in which a family stores the rows, if its name and numbers settle it. */
  static Optional<Order> order(String name, Settings settings, Heads heads, long rows, long width) {
    if (settings.gguf()) {
      return Optional.of(Order.JOINED);
    }
    if (name.contains("wqkv")) {
      return Optional.of(Order.BY_GROUP);
    }
    String family = settings.family();
    if (name.contains("query_key_value")) {
      if (family.equals("falcon") || name.contains("self_attention.query_key_value")) {
        return falcon(name, settings, heads, rows, width);
      }
      boolean byHead = family.equals("persimmon") || name.startsWith("gpt_neox.");
      return Optional.of(byHead || family.equals("gpt_neox") ? Order.BY_HEAD : Order.JOINED);
    }
    if (family.equals("codegen")) {
      return Optional.empty();
    }
    if (family.equals("gpt_bigcode") && !settings.flag("multi_query", true)) {
      return Optional.of(Order.BY_HEAD);
    }
    return Optional.of(Order.JOINED);
  }

  private static Optional<Order> falcon(
      String name, Settings settings, Heads heads, long rows, long width) {
    String family = settings.family();
    if (family.equals("bloom") || (family.isEmpty() && rows == 3 * width)) {
      return Optional.of(Order.BY_HEAD);
    }
    if (family.equals("chatglm") || name.contains("encoder.layers.")) {
      return Optional.of(Order.JOINED);
    }
    if (family.equals("falcon")) {
      if (settings.flag("new_decoder_architecture", false)) {
        return heads.key() > 0 ? Optional.of(Order.BY_GROUP) : Optional.empty();
      }
      return Optional.of(settings.flag("multi_query", true) ? Order.JOINED : Order.BY_HEAD);
    }
    return Optional.empty();
  }

  /**
   * Returns the stored indices of the rows of query, key and value.
   *
   * @param rows rows of the joined tensor
   * @param queryRows rows of the query, from the output projection, 0 if unknown
   */
  static Optional<List<int[]>> rows(Order order, Heads heads, long rows, long queryRows) {
    if (rows > Integer.MAX_VALUE / 2) {
      return Optional.empty();
    }
    int all = (int) rows;
    return switch (order) {
      case JOINED -> joined(all, heads, (int) Math.min(queryRows, rows));
      case BY_HEAD -> grouped(all, new Heads(heads.query(), heads.query(), heads.size()));
      case BY_GROUP -> grouped(all, heads);
    };
  }

  private static Optional<List<int[]>> joined(int rows, Heads heads, int queryRows) {
    int query = queryRows;
    if (query == 0 && heads.query() > 0) {
      int size = heads.size() > 0 ? heads.size() : rows / (heads.query() + 2 * heads.key());
      query = heads.query() * size;
    }
    if (query == 0 && rows % 3 == 0) {
      query = rows / 3;
    }
    int rest = rows - query;
    if (query <= 0 || rest <= 0 || rest % 2 != 0) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            range(0, query, 1, query, query),
            range(query, 1, rest / 2, rest / 2, rest / 2),
            range(query + rest / 2, 1, rest / 2, rest / 2, rest / 2)));
  }

  private static Optional<List<int[]>> grouped(int rows, Heads heads) {
    if (heads.query() == 0 || heads.key() == 0 || heads.query() % heads.key() != 0) {
      return Optional.empty();
    }
    int perGroup = heads.query() / heads.key();
    int blocks = heads.key() * (perGroup + 2);
    if (rows % blocks != 0) {
      return Optional.empty();
    }
    int size = rows / blocks;
    int stride = (perGroup + 2) * size;
    return Optional.of(
        List.of(
            range(0, heads.key(), perGroup * size, stride, 0),
            range(perGroup * size, heads.key(), size, stride, 0),
            range((perGroup + 1) * size, heads.key(), size, stride, 0)));
  }

  /** Runs of {@code length} indices, {@code stride} apart; a single run if {@code single} fits. */
  private static int[] range(int from, int runs, int length, int stride, int single) {
    int count = single > 0 ? single : runs * length;
    var order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = single > 0 ? from + i : from + i / length * stride + i % length;
    }
    return order;
  }

  /**
   * Splits the joined tensor.
   *
   * @param transposed whether the file stores (in, out)
   */
  static List<Part> split(Claim claim, StoredTensor tensor, List<int[]> rows, boolean transposed) {
    var parts = new ArrayList<Part>();
    for (int i = 0; i < ROLES.size(); i++) {
      parts.add(share(claim.place(), tensor, ROLES.get(i), rows.get(i), transposed));
    }
    return parts;
  }

  private static Part share(
      Place joined, StoredTensor tensor, Role role, int[] rows, boolean transposed) {
    boolean bias = joined.role() == Role.ATTENTION_BIAS;
    Place place =
        new Place(
            joined.tower(),
            bias ? Role.ATTENTION_BIAS : role,
            joined.layer(),
            joined.expert(),
            bias ? role.label() : joined.name());
    return Part.share(place, tensor, role.label(), view(tensor, rows, transposed));
  }

  /** Returns the given rows of a matrix, or elements of a vector. */
  static View view(StoredTensor tensor, int[] rows, boolean transposed) {
    boolean run = run(rows);
    List<Long> shape = tensor.shape();
    if (shape.size() == 1) {
      return run ? View.vector(rows[0], rows.length) : View.gathered(rows);
    }
    if (transposed) {
      long out = shape.get(1);
      View all = View.matrix(run ? rows[0] : 0, rows.length, shape.get(0), 1, out);
      return run ? all : all.withRows(rows);
    }
    long in = tensor.elements() / Math.max(1, shape.getFirst());
    View all = View.matrix(run ? rows[0] * in : 0, rows.length, in, in, 1);
    return run ? all : all.withRows(rows);
  }

  private static boolean run(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      if (rows[i] != rows[0] + i) {
        return false;
      }
    }
    return rows.length > 0;
  }

  /**
   * Returns the stored index of each row in the order of half heads, for rows stored by rotary
   * pairs: index (head, pair, half) holds row (head, half, pair).
   */
  static Optional<int[]> halfHeads(long rows, int heads) {
    if (heads <= 0 || rows <= 0 || rows > Integer.MAX_VALUE || rows % (2L * heads) != 0) {
      return Optional.empty();
    }
    int size = (int) rows / heads;
    int half = size / 2;
    var order = new int[(int) rows];
    for (int row = 0; row < order.length; row++) {
      int channel = row % size;
      order[row] = row - channel + 2 * (channel % half) + channel / half;
    }
    return Optional.of(order);
  }
}
