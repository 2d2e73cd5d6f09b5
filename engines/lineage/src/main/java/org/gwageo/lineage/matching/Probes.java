package org.gwageo.lineage.matching;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.numerics.FloatMatrix;

/**
 * Inputs that mean the same to both models, each in the model's own residual basis: shared tokens,
 * or, in a tower without a vocabulary, the columns of its stem, because patch pixels and mel taps
 * are shared by all models.
 *
 * @param count how many probes there are
 * @param route where they come from, in words
 */
record Probes(int count, String route, Side subject, Side reference) {

  /** Fewer probes than this say too little about a neuron. */
  static final int LEAST = 64;

  /**
   * The probes in one model.
   *
   * @param read (probes, channels): what a block reads, normalised as the model's norms do
   * @param write (channels, probes): what the block's output is compared with
   */
  record Side(FloatMatrix read, FloatMatrix write) {

    Side first(int probes) {
      return new Side(read.rows(0, probes), write.columns(0, probes));
    }
  }

  /** Returns the first {@code probes} of them, in the order of their keyed hashes. */
  Probes first(int probes) {
    int fewer = Math.min(count, probes);
    return new Probes(fewer, route, subject.first(fewer), reference.first(fewer));
  }

  static ProbeChoice of(
      Tower subject,
      Map<String, Integer> subjectIds,
      Tower reference,
      Map<String, Integer> referenceIds,
      int most,
      long seed) {
    var a = subject.part(Role.EMBEDDING);
    var b = reference.part(Role.EMBEDDING);
    if (a.isPresent() && b.isPresent()) {
      return ofTokens(subject, a.get(), subjectIds, reference, b.get(), referenceIds, most, seed);
    }
    var stemA = subject.part(Role.STEM);
    var stemB = reference.part(Role.STEM);
    if (stemA.isPresent() && stemB.isPresent()) {
      return ofStem(stemA.get(), stemB.get(), most, seed);
    }
    return new ProbeChoice.Refused(
        "the towers share neither an embedding nor a stem: subject has %s, reference has %s"
            .formatted(inputs(a, stemA), inputs(b, stemB)));
  }

  private static String inputs(Optional<Part> embedding, Optional<Part> stem) {
    if (embedding.isPresent()) {
      return "an embedding";
    }
    return stem.isPresent() ? "a stem" : "none of known name";
  }

  private static ProbeChoice ofTokens(
      Tower subject,
      Part a,
      Map<String, Integer> subjectIds,
      Tower reference,
      Part b,
      Map<String, Integer> referenceIds,
      int most,
      long seed) {
    long rowsA = a.shape().getFirst();
    long rowsB = b.shape().getFirst();
    var shared = new ArrayList<Shared>();
    String route;
    if (!subjectIds.isEmpty() && !referenceIds.isEmpty()) {
      route = "shared tokens";
      subjectIds.forEach(
          (token, id) -> {
            Integer other = referenceIds.get(token);
            if (other != null && id < rowsA && other < rowsB) {
              shared.add(new Shared(key(seed, token), token, id, other));
            }
          });
    } else if (rowsA == rowsB && rowsA <= Integer.MAX_VALUE) {
      route = "token ids of vocabularies of equal size, without a tokenizer";
      for (int id = 0; id < rowsA; id++) {
        shared.add(new Shared(key(seed, Integer.toString(id)), Integer.toString(id), id, id));
      }
    } else {
      return new ProbeChoice.Refused(
          "a tokenizer is missing and the vocabularies differ: %d and %d rows"
              .formatted(rowsA, rowsB));
    }
    if (shared.size() < LEAST) {
      return new ProbeChoice.Refused(
          "the tokenizers share %d tokens; at least %d are needed".formatted(shared.size(), LEAST));
    }
    shared.sort(Comparator.comparingLong(Shared::key).thenComparing(Shared::token));
    List<Shared> chosen = shared.subList(0, Math.min(most, shared.size()));
    int[] idsA = chosen.stream().mapToInt(Shared::subject).toArray();
    int[] idsB = chosen.stream().mapToInt(Shared::reference).toArray();
    boolean heads = head(subject, idsA).isPresent() && head(reference, idsB).isPresent();
    return new ProbeRows(route, false, heads, idsA, idsB);
  }

  /** Reads the rows that were chosen. */
  static Probes of(ProbeRows rows, Tower subject, Tower reference) {
    return new Probes(
        rows.count(),
        rows.route(),
        side(rows, subject, rows.subject()),
        side(rows, reference, rows.reference()));
  }

  private static Side side(ProbeRows rows, Tower tower, int[] chosen) {
    return rows.taps()
        ? stem(tower, tower.part(Role.STEM).orElseThrow(), chosen)
        : tokens(tower, tower.part(Role.EMBEDDING).orElseThrow(), chosen, rows.heads());
  }

  private record Shared(long key, String token, int subject, int reference) {}

  /** The keyed hash by which tokens are chosen: the first 8 bytes of SHA-256(seed, token). */
  private static long key(long seed, String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(8).putLong(seed).flip());
      return ByteBuffer.wrap(digest.digest(token.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Optional<Part> head(Tower tower, int[] ids) {
    return tower
        .part(Role.LM_HEAD)
        .filter(
            head -> {
              for (int id : ids) {
                if (id >= head.shape().getFirst()) {
                  return false;
                }
              }
              return true;
            });
  }

  private static Side tokens(Tower tower, Part embedding, int[] ids, boolean heads) {
    float[] rows = gathered(embedding, ids);
    int channels = Math.toIntExact(embedding.shape().getLast());
    float[] read = normalised(tower, rows, ids.length, channels);
    float[] write = rows;
    if (heads) {
      write = gathered(tower.part(Role.LM_HEAD).orElseThrow(), ids);
      scale(write, channels, tower.gainBeforeHead().orElse(new float[0]));
    }
    return side(read, write, ids.length, channels);
  }

  private static float[] gathered(Part part, int[] ids) {
    int channels = Math.toIntExact(part.shape().getLast());
    var rows = new float[Math.multiplyExact(ids.length, channels)];
    for (int p = 0; p < ids.length; p++) {
      float[] row = part.toFloats((long) ids[p] * channels, channels);
      System.arraycopy(row, 0, rows, p * channels, channels);
    }
    return rows;
  }

  private static ProbeChoice ofStem(Part a, Part b, int most, long seed) {
    long tapsA = a.shape().getLast();
    long tapsB = b.shape().getLast();
    if (tapsA != tapsB || tapsA < LEAST) {
      return new ProbeChoice.Refused(
          "the stems have %d and %d taps; they must be equal and at least %d"
              .formatted(tapsA, tapsB, LEAST));
    }
    var taps = new ArrayList<Shared>();
    for (int tap = 0; tap < tapsA; tap++) {
      taps.add(new Shared(key(seed, Integer.toString(tap)), Integer.toString(tap), tap, tap));
    }
    taps.sort(Comparator.comparingLong(Shared::key).thenComparing(Shared::token));
    int[] chosen = taps.stream().limit(most).mapToInt(Shared::subject).toArray();
    return new ProbeRows("columns of the stem", true, false, chosen, chosen);
  }

  private static Side stem(Tower tower, Part stem, int[] chosen) {
    int channels = Math.toIntExact(stem.shape().getFirst());
    int taps = Math.toIntExact(stem.shape().getLast());
    float[] all = stem.toFloats();
    var rows = new float[chosen.length * channels];
    for (int p = 0; p < chosen.length; p++) {
      for (int c = 0; c < channels; c++) {
        rows[p * channels + c] = all[c * taps + chosen[p]];
      }
    }
    return side(normalised(tower, rows, chosen.length, channels), rows, chosen.length, channels);
  }

  private static Side side(float[] read, float[] write, int probes, int channels) {
    var turned = new float[write.length];
    for (int p = 0; p < probes; p++) {
      for (int c = 0; c < channels; c++) {
        turned[c * probes + p] = write[p * channels + c];
      }
    }
    return new Side(
        FloatMatrix.of(read, probes, channels), FloatMatrix.of(turned, channels, probes));
  }

  /** Root mean square 1 in every row; where norms have biases, their means are taken off first. */
  private static float[] normalised(Tower tower, float[] rows, int probes, int channels) {
    boolean centring =
        tower.parts().keySet().stream().map(Place::role).anyMatch(Role.NORM_BIAS::equals);
    var normalised = new float[rows.length];
    for (int p = 0; p < probes; p++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += rows[p * channels + c];
      }
      double mean = centring ? sum / channels : 0;
      double squares = 0;
      for (int c = 0; c < channels; c++) {
        double value = rows[p * channels + c] - mean;
        squares += value * value;
      }
      double scale = 1 / Math.sqrt(squares / channels + 1e-12);
      for (int c = 0; c < channels; c++) {
        normalised[p * channels + c] = (float) ((rows[p * channels + c] - mean) * scale);
      }
    }
    float[] gain = tower.part(Role.EMBEDDING_NORM).map(Part::toFloats).orElse(new float[0]);
    scale(normalised, channels, gain);
    return normalised;
  }

  private static void scale(float[] rows, int channels, float[] gain) {
    if (gain.length == channels) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] *= gain[i % channels];
      }
    }
  }
}
