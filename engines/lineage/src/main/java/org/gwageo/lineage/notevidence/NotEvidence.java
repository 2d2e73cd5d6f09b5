package org.gwageo.lineage.notevidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;

/** Computes the similarities that are not evidence, where the shapes of two towers allow them. */
public final class NotEvidence {

  private static final List<Role> ATTENTION =
      List.of(Role.QUERY, Role.KEY, Role.VALUE, Role.OUTPUT);

  /** At most so many elements of a matrix are looked at for its spread. */
  private static final long SAMPLED = 64 * 4096;

  /** Of the vocabularies of cl100k_base and DeepSeek-V3, which were learned apart. */
  private static final double USUAL_OVERLAP = 0.588;

  private final TowerPair towers;
  private final long seed;
  private final Map<String, Integer> subjectTokens;
  private final Map<String, Integer> referenceTokens;

  private NotEvidence(
      TowerPair towers,
      long seed,
      Map<String, Integer> subjectTokens,
      Map<String, Integer> referenceTokens) {
    this.towers = towers;
    this.seed = seed;
    this.subjectTokens = subjectTokens;
    this.referenceTokens = referenceTokens;
  }

  /** Looks at two towers; the seed decides the random vectors and rows. */
  public static NotEvidence of(Tower subject, Tower reference, long seed) {
    return of(TowerPair.here(subject, reference), seed);
  }

  /** Looks at two towers, statistic by statistic; the seed decides the random vectors and rows. */
  public static NotEvidence of(TowerPair towers, long seed) {
    return new NotEvidence(towers, seed, Map.of(), Map.of());
  }

  /** Takes the ids of the tokens too, a token written with one character per byte. */
  public NotEvidence withTokens(Map<String, Integer> ofSubject, Map<String, Integer> ofReference) {
    return new NotEvidence(towers, seed, Map.copyOf(ofSubject), Map.copyOf(ofReference));
  }

  /**
   * Returns everything that the shapes allow, in a fixed order.
   *
   * @throws CheckpointException if a tensor cannot be decoded
   */
  public List<Misleading> all() throws CheckpointException {
    var all = new ArrayList<Misleading>(towers.compute(new Gains(seed)));
    vocabularyOverlap().ifPresent(all::add);
    spreadCurve().ifPresent(all::add);
    spectra().ifPresent(all::add);
    if (!subjectTokens.isEmpty()) {
      TokenGram.of(towers, subjectTokens, referenceTokens, seed).ifPresent(all::add);
    }
    return all;
  }

  /** The cosine and the correlation of the gains. */
  private record Gains(long seed) implements Piece<List<Misleading>> {

    @Override
    public List<Misleading> on(Site site) {
      return Stream.of(false, true)
          .flatMap(pearson -> gains(site.subject(), site.reference(), seed, pearson).stream())
          .toList();
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return towers.stream()
          .flatMap(tower -> tower.parts().values().stream())
          .filter(part -> part.place().role().residualGain())
          .map(Part::whole)
          .toList();
    }
  }

  /** The cosine, or the correlation, of the gains of the same norms. */
  private static Optional<Misleading> gains(
      Tower subject, Tower reference, long seed, boolean pearson) {
    var random = new SplittableRandom(seed);
    var series = new ArrayList<Double>();
    var controls = new ArrayList<Double>();
    for (var entry : subject.parts().entrySet()) {
      Part other = reference.parts().get(entry.getKey());
      boolean norm = entry.getKey().role().name().endsWith("NORM");
      if (!norm
          || !entry.getKey().role().residualGain()
          || other == null
          || !other.shape().equals(entry.getValue().shape())) {
        continue;
      }
      double[] a = Vectors.doubles(entry.getValue().toFloats());
      double[] b = Vectors.doubles(other.toFloats());
      double[] x = RandomPair.normal(a.length, Vectors.mean(a), Vectors.spread(a), random);
      double[] y = RandomPair.normal(b.length, Vectors.mean(b), Vectors.spread(b), random);
      series.add(pearson ? Vectors.pearson(a, b) : Vectors.cosine(a, b));
      controls.add(pearson ? Vectors.pearson(x, y) : Vectors.cosine(x, y));
    }
    if (series.isEmpty()) {
      return Optional.empty();
    }
    double value = mean(series);
    double control = mean(controls);
    return Optional.of(
        pearson
            ? new Misleading(
                "gainPearson",
                value,
                control,
                series,
                text("평균을 뺀 상관은 %.3f이고, 난수 벡터에서는 %.3f입니다. 순서 검정 T2만 증거로 씁니다.", value, control),
                text(
                    "Without the common mean the correlation is %.3f, with random vectors %.3f;"
                        + " only the rank test T2 counts.",
                    value, control))
            : new Misleading(
                "gainCosine",
                value,
                control,
                series,
                text("정규화 이득의 코사인은 %.4f이지만, 평균과 퍼짐이 같은 난수 벡터도 %.4f입니다.", value, control),
                text(
                    "The gains have a cosine of %.4f, and so have random vectors of the same mean"
                        + " and spread: %.4f.",
                    value, control)));
  }

  private Optional<Misleading> vocabularyOverlap() {
    if (subjectTokens.isEmpty() || referenceTokens.isEmpty()) {
      return Optional.empty();
    }
    long common = subjectTokens.keySet().stream().filter(referenceTokens::containsKey).count();
    double value = (double) common / subjectTokens.size();
    return Optional.of(
        new Misleading(
            "vocabularyOverlap",
            value,
            USUAL_OVERLAP,
            List.of(),
            text(
                "토큰의 %.1f%%가 기준 모델에도 있습니다. 서로 무관하게 만든 두 공개 토크나이저도 %.1f%%를 공유합니다.",
                100 * value, 100 * USUAL_OVERLAP),
            text(
                "%.1f %% of the tokens are also the reference's; two public tokenizers that were"
                    + " learned apart share %.1f %%.",
                100 * value, 100 * USUAL_OVERLAP)));
  }

  /** Correlation over the layers of the spreads of the same matrix, against different matrices. */
  private Optional<Misleading> spreadCurve() throws CheckpointException {
    var pieces = new ArrayList<Spreads>();
    for (Role role : ATTENTION) {
      pieces.add(new Spreads(0, role));
      pieces.add(new Spreads(1, role));
    }
    List<List<Double>> curves = towers.compute(pieces);
    var same = new ArrayList<Double>();
    var different = new ArrayList<Double>();
    for (Role role : ATTENTION) {
      for (Role other : ATTENTION) {
        double[] a = doubles(curves.get(pieces.indexOf(new Spreads(0, role))));
        double[] b = doubles(curves.get(pieces.indexOf(new Spreads(1, other))));
        if (a.length >= 4 && a.length == b.length) {
          (role == other ? same : different).add(Vectors.pearson(a, b));
        }
      }
    }
    if (same.isEmpty() || different.isEmpty()) {
      return Optional.empty();
    }
    double value = mean(same);
    double control = different.stream().mapToDouble(Math::abs).max().orElse(0);
    return Optional.of(
        new Misleading(
            "spreadCurve",
            value,
            control,
            same,
            text("층별 표준편차 곡선의 상관은 %.3f이지만, 서로 다른 종류의 행렬끼리도 %.3f까지 나옵니다.", value, control),
            text(
                "The curves of spreads over the layers have a correlation of %.3f; matrices of"
                    + " different kinds reach %.3f.",
                value, control)));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The spread of one kind of matrix, layer by layer. */
  private record Spreads(int model, Role role) implements Piece<List<Double>> {

    @Override
    public List<Double> on(Site site) {
      Tower tower = site.towers().get(model);
      return tower.layers().stream()
          .map(layer -> tower.part(role, layer, Place.NONE))
          .flatMap(Optional::stream)
          .map(part -> Vectors.spread(sampled(part)))
          .toList();
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      Tower tower = towers.get(model);
      return tower.layers().stream()
          .map(layer -> tower.part(role, layer, Place.NONE))
          .flatMap(Optional::stream)
          .filter(part -> part.elements() <= 2 * SAMPLED)
          .map(Part::whole)
          .toList();
    }
  }

  /** The spectra of the output matrix of one layer in both models. */
  private record Spectra(int layer) implements Piece<List<double[]>> {

    @Override
    public List<double[]> on(Site site) {
      return site.towers().stream()
          .map(tower -> Spectrum.of(tower.part(Role.OUTPUT, layer, Place.NONE).orElseThrow()))
          .toList();
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return towers.stream()
          .map(tower -> tower.part(Role.OUTPUT, layer, Place.NONE).orElseThrow())
          .filter(part -> part.elements() <= SAMPLED)
          .map(Part::whole)
          .toList();
    }
  }

  /** At most 64 runs of 4096 elements, spread evenly. */
  private static double[] sampled(Part part) {
    long blocks = Math.min(64, Math.ceilDiv(part.elements(), 4096));
    var values = new ArrayList<double[]>();
    int total = 0;
    for (long block = 0; block < blocks; block++) {
      long from = block * (part.elements() / blocks);
      int count = (int) Math.min(4096, part.elements() - from);
      values.add(Vectors.doubles(part.toFloats(from, count)));
      total += count;
    }
    var joined = new double[total];
    int at = 0;
    for (double[] run : values) {
      System.arraycopy(run, 0, joined, at, run.length);
      at += run.length;
    }
    return joined;
  }

  /** One minus the distance of spectra at the same layer, against layers that do not match. */
  private Optional<Misleading> spectra() throws CheckpointException {
    List<Spectra> pieces =
        towers.subject().layers().stream()
            .filter(
                layer ->
                    towers.subject().part(Role.OUTPUT, layer, Place.NONE).isPresent()
                        && towers.reference().part(Role.OUTPUT, layer, Place.NONE).isPresent())
            .map(Spectra::new)
            .toList();
    if (pieces.size() < 2) {
      return Optional.empty();
    }
    List<List<double[]>> curves = towers.compute(pieces);
    List<double[]> own = curves.stream().map(List::getFirst).toList();
    List<double[]> their = curves.stream().map(List::getLast).toList();
    var same = new ArrayList<Double>();
    var shifted = new ArrayList<Double>();
    int shift = own.size() / 2;
    for (int i = 0; i < own.size(); i++) {
      same.add(1 - Spectrum.distance(own.get(i), their.get(i)));
      shifted.add(1 - Spectrum.distance(own.get(i), their.get((i + shift) % their.size())));
    }
    double value = mean(same);
    double control = mean(shifted);
    return Optional.of(
        new Misleading(
            "singularValues",
            value,
            control,
            same,
            text("특잇값 곡선의 유사도는 %.3f이지만, 서로 다른 층끼리도 %.3f입니다.", value, control),
            text(
                "The curves of singular values are alike to %.3f; those of layers that do not"
                    + " match, to %.3f.",
                value, control)));
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation is not on the class path.
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
