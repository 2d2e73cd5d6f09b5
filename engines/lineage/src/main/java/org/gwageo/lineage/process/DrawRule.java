package org.gwageo.lineage.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.generators.Philox;

/**
 * How initial weights follow from a seed: the rule {@value #NAME}.
 *
 * <p>Every tensor has a stream of its own. Its key is the first 8 bytes, little-endian, of SHA-256
 * over the seed's UTF-8 bytes, one zero byte and the tensor's name. Element e takes output word
 * pair (0,1) or (2,3) of Philox4x32-10 at counter (b mod 2^32, b div 2^32, 0, 0) with b = e div 4:
 * with u = (x + 1/2) / 2^32 of the pair's words, the even element is √(-2 ln u₁)·cos(2π u₂), the
 * odd one √(-2 ln u₁)·sin(2π u₂) (Box and Muller 1958), times the tensor's spread. Any element can
 * so be drawn alone, in any language, by any number of machines.
 *
 * @param seed the organiser's seed
 * @param tensors which tensors are drawn how; the first whose pattern matches the whole name counts
 */
public record DrawRule(String seed, List<Tensors> tensors) {

  /** The rule's name in records. */
  public static final String NAME = "gwageo-normal/1";

  /**
   * Tensors that are drawn alike.
   *
   * @param names what their names look like; an asterisk stands for any characters
   * @param mean the constant, or the mean of the normal law
   * @param spread the standard deviation; 0 for a constant
   */
  public record Tensors(String names, double mean, double spread) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the mean is not finite, the spread negative, or the names
     *     are too long
     */
    public Tensors {
      if (!Double.isFinite(mean) || !(spread >= 0) || Double.isInfinite(spread)) {
        throw new IllegalArgumentException(
            "tensors are drawn with a finite mean and a spread of at least 0, not %s and %s"
                .formatted(mean, spread));
      }
      if (names.length() > 200 || names.chars().filter(c -> c == '*').count() > 4) {
        throw new IllegalArgumentException(
            "names of tensors have at most 200 characters and 4 asterisks: " + names);
      }
    }

    boolean match(String name) {
      String[] parts = names.split("\\*", -1);
      if (parts.length == 1) {
        return names.equals(name);
      }
      String last = parts[parts.length - 1];
      if (!name.startsWith(parts[0])) {
        return false;
      }
      int at = parts[0].length();
      for (int i = 1; i < parts.length - 1; i++) {
        int found = name.indexOf(parts[i], at);
        if (found < 0) {
          return false;
        }
        at = found + parts[i].length();
      }
      return name.length() >= at + last.length() && name.endsWith(last);
    }
  }

  /** Copies the list. */
  public DrawRule {
    tensors = List.copyOf(tensors);
  }

  /** Returns how the tensor called {@code name} is drawn, if the rule says. */
  public Optional<Tensors> of(String name) {
    return tensors.stream().filter(each -> each.match(name)).findFirst();
  }

  /**
   * Draws {@code count} elements of a tensor from element {@code from} on.
   *
   * @throws IllegalArgumentException if the rule does not say how
   */
  public float[] draw(String name, long from, int count) {
    Tensors how =
        of(name)
            .orElseThrow(
                () -> new IllegalArgumentException("the rule does not say how to draw " + name));
    var drawn = new float[count];
    byte[] key = key(name);
    var words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    int key0 = words.getInt(0);
    int key1 = words.getInt(4);
    int[] block = new int[0];
    for (int i = 0; i < count; i++) {
      long element = from + i;
      if (how.spread() == 0) {
        drawn[i] = (float) how.mean();
        continue;
      }
      if (block.length == 0 || (element & 3) == 0) {
        long b = element >>> 2;
        block = Philox.words(new int[] {(int) b, (int) (b >>> 32), 0, 0}, key0, key1);
      }
      drawn[i] = (float) (how.mean() + how.spread() * normal(block, (int) (element & 3)));
    }
    return drawn;
  }

  private static double normal(int[] block, int lane) {
    double u1 = uniform(block[lane & 2]);
    double u2 = uniform(block[(lane & 2) + 1]);
    double radius = Math.sqrt(-2 * StrictMath.log(u1));
    double angle = 2 * Math.PI * u2;
    return radius * ((lane & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  private static double uniform(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) / 4294967296.0;
  }

  private byte[] key(String name) {
    byte[] text = (seed + "\0" + name).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().parseHex(Digest.of(text).hex().substring(0, 16));
  }
}
