package org.gwageo.benchmark.reproduction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gwageo.benchmark.statistics.ReproductionDraw;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The draw of a stage in which several teams hand in bundles: which of them are repeated, and which
 * of their items.
 *
 * <p>Two things decide it, and nobody has both beforehand: a secret seed, whose commitment is
 * published before bundles are handed in, and the digests of all bundles that count at the
 * deadline. Lots are drawn by HMAC-SHA256(seed, digest of the bundles) in place of the seed itself.
 * Who knows the seed cannot foresee the bundles; who hands in a bundle does not know the seed.
 *
 * @param context what the draw is for, part of the commitment
 * @param seed the seed in hexadecimal digits, at least {@link ReproductionDraw#SEED_BYTES} bytes
 * @param received the bundles that count
 */
public record StageDraw(String context, String seed, List<Received> received) {

  /** The value of {@code format} in the document. */
  public static final String FORMAT = "gwageo-stage-draw/1";

  /**
   * A bundle that counts.
   *
   * @param item the rulebook's item that it is for
   * @param team the team's id
   * @param task the task's id
   * @param bundle the bundle's digest
   */
  public record Received(String item, String team, String task, Digest bundle) {

    private Map<String, Object> toTree() {
      return Map.of("item", item, "team", team, "task", task, "bundle", bundle.toString());
    }
  }

  /**
   * Sorts the bundles.
   *
   * @throws IllegalArgumentException if the seed is too short or no hexadecimal number, or a team's
   *     bundle for a task is there twice
   */
  public StageDraw {
    received =
        received.stream()
            .sorted(
                Comparator.comparing(Received::item)
                    .thenComparing(Received::team)
                    .thenComparing(Received::task))
            .toList();
    var seen = new TreeSet<String>();
    for (Received one : received) {
      if (!seen.add(one.team() + "/" + one.task())) {
        throw new IllegalArgumentException(
            "the bundle of %s for %s is there twice".formatted(one.team(), one.task()));
      }
    }
    new ReproductionDraw(HexFormat.of().parseHex(seed), context);
  }

  /** Returns what is published of the seed before bundles are handed in. */
  public Digest commitment() {
    return commitment(context, seed);
  }

  /** Returns what is published of a seed beforehand. */
  public static Digest commitment(String context, String seed) {
    return new ReproductionDraw(HexFormat.of().parseHex(seed), context).commitment();
  }

  /** Returns the digest of all bundles that count, with item, team and task. */
  public Digest receivedDigest() {
    return Digest.ofJson(received.stream().map(Received::toTree).toList());
  }

  private ReproductionDraw lots(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), "HmacSHA256"));
      byte[] bound =
          mac.doFinal(
              CanonicalJson.string(List.of("stage-draw", receivedDigest().toString()))
                  .getBytes(StandardCharsets.UTF_8));
      return new ReproductionDraw(bound, context + "/" + purpose);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /**
   * Returns the bundles that are repeated: of each team the same number for an item.
   *
   * @param item the rulebook's item
   * @param each how many of each team's bundles for it; all where a team has fewer
   */
  public List<Received> chosen(String item, int each) {
    var chosen = new ArrayList<Received>();
    var lots = lots(item);
    var teams = new TreeSet<String>();
    received.stream().filter(one -> one.item().equals(item)).forEach(one -> teams.add(one.team()));
    for (String team : teams) {
      List<Received> own =
          received.stream()
              .filter(one -> one.item().equals(item) && one.team().equals(team))
              .toList();
      List<String> drawn =
          lots.choose(
              own.stream().map(one -> "bundle:" + one.team() + "/" + one.task()).toList(),
              Math.min(each, own.size()));
      own.stream()
          .filter(one -> drawn.contains("bundle:" + one.team() + "/" + one.task()))
          .forEach(chosen::add);
    }
    return chosen;
  }

  /**
   * Returns what is repeated of a chosen bundle: all its runs are compared, and all teams with the
   * same task have the same items drawn.
   *
   * @param ids the ids of the task's items in their order
   * @param items how many items are drawn; all where it is null or more than there are
   */
  public BundleDraw of(
      Received bundle, Declaration declaration, List<String> ids, @Nullable Integer items) {
    String purpose = bundle.item() + "/" + bundle.task();
    return BundleDraw.of(
        declaration,
        bundle.bundle(),
        ids,
        lots(purpose),
        context + "/" + purpose,
        declaration.runs().size(),
        items == null || items >= ids.size() ? null : items);
  }

  /**
   * Reads a document.
   *
   * @throws BundleException if it is none
   */
  public static StageDraw parse(byte[] json) throws BundleException {
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(json);
      if (!FORMAT.equals(tree.path("format").asString(""))) {
        throw new BundleException("the draw is not a document of the format " + FORMAT);
      }
      var received = new ArrayList<Received>();
      for (JsonNode one : tree.path("received")) {
        received.add(
            new Received(
                one.path("item").asString(""),
                one.path("team").asString(""),
                one.path("task").asString(""),
                Digest.parse(one.path("bundle").asString(""))));
      }
      return new StageDraw(
          tree.path("context").asString(""), tree.path("seed").asString(""), received);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BundleException("the draw cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the document: canonical JSON with the seed, for publication after the draw. */
  public byte[] toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("context", context);
    tree.put("commitment", commitment().toString());
    tree.put("seed", seed);
    tree.put("received", received.stream().map(Received::toTree).toList());
    tree.put("receivedDigest", receivedDigest().toString());
    return CanonicalJson.bytes(tree);
  }
}
