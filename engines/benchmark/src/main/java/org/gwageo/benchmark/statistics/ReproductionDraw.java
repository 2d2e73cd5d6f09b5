package org.gwageo.benchmark.statistics;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * A draw of what is reproduced, which nobody can foresee and everybody can check.
 *
 * <p>The office draws a secret seed and publishes its commitment before declarations are handed in.
 * Each candidate's lot is HMAC-SHA256(seed, ["reproduction-draw", context, candidate] in canonical
 * JSON); the smallest lots are chosen. Publishing the seed afterwards lets anyone repeat the draw.
 * Where the office itself is not to know the outcome beforehand either, the context carries public
 * randomness of a later time.
 */
public final class ReproductionDraw {

  /** The least length of a seed. */
  public static final int SEED_BYTES = 32;

  private final byte[] seed;
  private final String context;

  /**
   * Makes a draw.
   *
   * @param seed at least {@link #SEED_BYTES} secret random bytes
   * @param context what the draw is for; different contexts give unrelated draws
   */
  public ReproductionDraw(byte[] seed, String context) {
    if (seed.length < SEED_BYTES) {
      throw new IllegalArgumentException(
          "a draw's seed has at least " + SEED_BYTES + " bytes, not " + seed.length);
    }
    this.seed = seed.clone();
    this.context = context;
  }

  /** Returns what is published before the draw: the digest of label, context and seed. */
  public Digest commitment() {
    return Digest.ofJson(
        List.of("reproduction-draw-seed", context, HexFormat.of().formatHex(seed)));
  }

  /** Returns whether this draw's seed and context are those of a published commitment. */
  public boolean keeps(Digest commitment) {
    return commitment().equals(commitment);
  }

  /**
   * Returns every candidate by its lot, smallest lot first; the order of {@code candidates} makes
   * no difference.
   *
   * @throws IllegalArgumentException if a candidate is named twice
   */
  public SequencedMap<String, String> lots(List<String> candidates) {
    if (new HashSet<>(candidates).size() != candidates.size()) {
      throw new IllegalArgumentException("a draw names each candidate once: " + candidates);
    }
    SequencedMap<String, String> lots = new TreeMap<>();
    for (String candidate : candidates) {
      lots.put(lot(candidate), candidate);
    }
    return lots;
  }

  /**
   * Returns the chosen candidates in the order of their lots.
   *
   * @param number how many are chosen, 0 to the number of candidates
   */
  public List<String> choose(List<String> candidates, int number) {
    if (number < 0 || number > candidates.size()) {
      throw new IllegalArgumentException(
          "0 to " + candidates.size() + " candidates are chosen, not " + number);
    }
    return lots(candidates).values().stream().limit(number).toList();
  }

  private String lot(String candidate) {
    byte[] message =
        CanonicalJson.string(List.of("reproduction-draw", context, candidate))
            .getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
