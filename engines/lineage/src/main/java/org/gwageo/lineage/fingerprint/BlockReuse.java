package org.gwageo.lineage.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which blocks of one model's tensors are found anywhere in another's.
 *
 * <p>Two blocks that say anything are never equal by chance: with random content the odds that any
 * of the pairs of blocks has one hash are at most pairs · 2^-128. Blocks of one value and tensors
 * whose content is set by a formula (positions, indices) are no evidence and left out.
 *
 * @param shares what was found of each component of the subject
 * @param log10Pairs log10 of the number of pairs of blocks that could have agreed
 */
public record BlockReuse(Map<String, Share> shares, double log10Pairs) {

  /** log10 of the odds that one pair of different blocks has the same hash. */
  private static final double COLLISION = -128 * 0.3010299956639812;

  /** Copies the table. */
  public BlockReuse {
    shares = new TreeMap<>(shares);
  }

  /**
   * What was found of one component.
   *
   * @param blocks how many of its blocks say anything
   * @param found how many of these the other model has
   * @param tensors how many tensors it has
   * @param identical how many of these the other model has whole, wherever they stand
   */
  public record Share(long blocks, long found, int tensors, int identical) {

    private Share plus(Share other) {
      return new Share(
          blocks + other.blocks,
          found + other.found,
          tensors + other.tensors,
          identical + other.identical);
    }
  }

  /** Looks up every block of {@code subject} in {@code reference}. */
  public static BlockReuse of(Fingerprint subject, Fingerprint reference) {
    var index = BlockIndex.of(reference.tensors());
    Map<Long, List<TensorPrint>> whole = new HashMap<>();
    for (TensorPrint tensor : reference.tensors()) {
      if (!tensor.component().isEmpty()) {
        whole.computeIfAbsent(key(tensor), any -> new ArrayList<>()).add(tensor);
      }
    }
    var shares = new TreeMap<String, Share>();
    long all = 0;
    for (TensorPrint tensor : subject.tensors()) {
      if (tensor.component().isEmpty()) {
        continue;
      }
      long blocks = 0;
      long found = 0;
      for (int i = 0; i < tensor.blocks().count(); i++) {
        if (tensor.blocks().speaks(i)) {
          blocks++;
          found += index.contains(tensor.blocks().low(i), tensor.blocks().high(i)) ? 1 : 0;
        }
      }
      all += blocks;
      boolean identical =
          whole.getOrDefault(key(tensor), List.of()).stream().anyMatch(tensor::sameContent);
      shares.merge(tensor.component(), new Share(blocks, found, 1, identical ? 1 : 0), Share::plus);
    }
    return new BlockReuse(shares, log10(all) + log10(index.size()));
  }

  /** Returns log10 of the odds that chance makes any block of any component agree. */
  public double log10p() {
    return Math.min(0, log10Pairs + COLLISION);
  }

  /** Returns the components of which at least one block says anything. */
  public Set<String> testable() {
    var testable = new HashSet<String>();
    shares.forEach(
        (component, share) -> {
          if (share.blocks() > 0) {
            testable.add(component);
          }
        });
    return testable;
  }

  private static double log10(long count) {
    return StrictMath.log10((double) Math.max(1, count));
  }

  private static long key(TensorPrint tensor) {
    return Double.doubleToLongBits(tensor.sums().squares()) * 31 + tensor.sums().count();
  }
}
