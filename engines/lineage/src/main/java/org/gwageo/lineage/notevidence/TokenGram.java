package org.gwageo.lineage.notevidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Centred kernel alignment (Kornblith et al. 2019, eq. 3) of the embeddings of the same tokens.
 *
 * <p>The control puts counts of letters and of pairs of letters, which come from no model, in the
 * subject's place.
 */
final class TokenGram {

  private static final int TOKENS = 256;
  private static final int LEAST = 32;
  private static final int SURFACE = 512;

  private TokenGram() {}

  static Optional<Misleading> of(
      TowerPair towers,
      Map<String, Integer> subjectTokens,
      Map<String, Integer> referenceTokens,
      long seed)
      throws CheckpointException {
    var a = towers.subject().part(Role.EMBEDDING);
    var b = towers.reference().part(Role.EMBEDDING);
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    List<String> tokens = shared(a.get(), subjectTokens, b.get(), referenceTokens, seed);
    if (tokens.size() < LEAST) {
      return Optional.empty();
    }
    return Optional.of(
        towers.compute(
            new Embedded(tokens, ids(subjectTokens, tokens), ids(referenceTokens, tokens))));
  }

  private static List<Integer> ids(Map<String, Integer> all, List<String> tokens) {
    return tokens.stream().map(token -> all.getOrDefault(token, 0)).toList();
  }

  /** The same tokens in both embeddings, by their ids. */
  private record Embedded(List<String> tokens, List<Integer> own, List<Integer> their)
      implements Piece<Misleading> {

    @Override
    public Misleading on(Site site) {
      double[][] subject = gram(rows(embedding(site.subject()), own));
      double[][] reference = gram(rows(embedding(site.reference()), their));
      double value = alignment(subject, reference);
      double control = alignment(gram(surface(tokens)), reference);
      return new Misleading(
          "tokenGramAlignment",
          value,
          control,
          List.of(),
          NotEvidence.text(
              "같은 토큰들의 임베딩 관계는 %.3f만큼 같지만, 모델 없이 글자만 센 값도 %.3f입니다. 단어의 관계가 같을 뿐입니다.",
              value, control),
          NotEvidence.text(
              "The embeddings of the same tokens relate alike to %.3f, and plain counts of"
                  + " letters, without any model, to %.3f: the words relate alike.",
              value, control));
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      var extents = new ArrayList<Part.Extent>();
      own.stream().sorted().forEach(id -> extents.add(embedding(towers.get(0)).extent(id, 1)));
      their.stream().sorted().forEach(id -> extents.add(embedding(towers.get(1)).extent(id, 1)));
      return extents;
    }
  }

  private static Part embedding(Tower tower) {
    return tower.part(Role.EMBEDDING).orElseThrow();
  }

  private static List<String> shared(
      Part a, Map<String, Integer> subject, Part b, Map<String, Integer> reference, long seed) {
    var shared = new ArrayList<String>();
    subject.forEach(
        (token, id) -> {
          Integer other = reference.get(token);
          if (other != null && id < a.shape().getFirst() && other < b.shape().getFirst()) {
            shared.add(token);
          }
        });
    shared.sort(null);
    int[] order = Permutations.identity(shared.size());
    Permutations.shuffle(order, new SplittableRandom(seed));
    return Arrays.stream(order).limit(TOKENS).mapToObj(shared::get).toList();
  }

  private static double[][] rows(Part embedding, List<Integer> ids) {
    int width = Math.toIntExact(embedding.shape().getLast());
    return ids.stream()
        .map(id -> Vectors.doubles(embedding.toFloats((long) id * width, width)))
        .toArray(double[][]::new);
  }

  private static double[][] surface(List<String> tokens) {
    var rows = new double[tokens.size()][SURFACE];
    for (int i = 0; i < rows.length; i++) {
      String token = tokens.get(i);
      for (int c = 0; c < token.length(); c++) {
        rows[i][token.charAt(c) & 255]++;
        if (c + 1 < token.length()) {
          rows[i][256 + ((31 * token.charAt(c) + token.charAt(c + 1)) & 255)]++;
        }
      }
    }
    return rows;
  }

  /** Inner products of the rows after the columns are centred. */
  private static double[][] gram(double[][] rows) {
    int n = rows.length;
    var mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / n;
      }
    }
    var gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = 0; c < mean.length; c++) {
          sum += (rows[i][c] - mean[c]) * (rows[j][c] - mean[c]);
        }
        gram[i][j] = sum;
        gram[j][i] = sum;
      }
    }
    return gram;
  }

  private static double alignment(double[][] a, double[][] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        ab += a[i][j] * b[i][j];
        aa += a[i][j] * a[i][j];
        bb += b[i][j] * b[i][j];
      }
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
