package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;

/**
 * T4b: is a model a weighted mixture of several others?
 *
 * <p>Every matrix of the subject, its mean taken off, is fitted as a mixture of the references'
 * matrices at the same place with shares that are not negative. A merge, linear, spherical, with
 * trimmed or dropped differences, has the same shares in all matrices of a kind; chance has none.
 *
 * <p>Whether a reference contributes beyond the others is tested on the neurons of the MLPs: the
 * sum over neurons of the product of the subject's rows with what is left of the reference's rows
 * after the other references are regressed out, against random orders of the subject's neurons.
 * Mean and variance over all orders are exact (Hoeffding 1951), the tail is normal. The order of
 * neurons of different layers and experts is independent, so their sums add.
 *
 * <p>Assumptions: equal shapes, neurons in the reference's order; residual channels are brought
 * into order by alignments that are handed in. Between siblings of one base the base itself is what
 * shows first: two siblings as references then both contribute only with what they do not share.
 */
public final class MergeRegression {

  /** The tail that each of two references needs before {@link #merged} speaks of a merge. */
  public static final double LOG10P_NEEDED = -6;

  /** The largest standard deviation of a share over the matrices of a kind in a merge. */
  public static final double SPREAD_ALLOWED = 0.1;

  private static final int MOST_LAYERS = 16;
  private static final int MOST_EXPERTS = 8;
  private static final int MOST_NEURONS = 512;
  private static final int MOST_VECTORS = 2_048;

  /**
   * The fitted shares of one kind of matrix.
   *
   * @param component the component of the report
   * @param role the role's name
   * @param matrices how many matrices were fitted
   * @param shares the mean share of each reference, in their order
   * @param spread the standard deviation of the share over the matrices
   * @param explained the mean share of the subject's sum of squares that the mixture explains
   */
  public record Kind(
      String component,
      String role,
      int matrices,
      List<Double> shares,
      List<Double> spread,
      double explained) {

    /** Copies the lists. */
    public Kind {
      shares = List.copyOf(shares);
      spread = List.copyOf(spread);
    }
  }

  /**
   * What one reference adds to the others.
   *
   * @param reference its number in the list handed in
   * @param z in standard deviations of random orders of neurons
   * @param log10p log10 of the tail
   * @param share the mean share over all matrices
   * @param spread the largest spread over kinds
   */
  public record Contribution(int reference, double z, double log10p, double share, double spread) {}

  /** Shares and explained part of one matrix. */
  private static final class Fits {
    final List<double[]> shares = new ArrayList<>();
    double explained;
  }

  private final Tower subject;
  private final List<Tower> references;
  private final List<ChannelAlignment> alignments;
  private final long seed;
  private final MatrixProduct product =
      MatrixProduct.onThreads(Runtime.getRuntime().availableProcessors());
  private final Map<String, Fits> fits = new TreeMap<>();
  private final PartnerCosines.Moments[] moments;
  private final List<String> skipped = new ArrayList<>();

  private MergeRegression(
      Tower subject, List<Tower> references, List<ChannelAlignment> alignments, long seed) {
    this.subject = subject;
    this.references = references;
    this.alignments = alignments;
    this.seed = seed;
    moments = new PartnerCosines.Moments[references.size()];
    Arrays.fill(moments, new PartnerCosines.Moments(0, 0, 0));
  }

  /**
   * Fits a subject as a mixture of references.
   *
   * @param references from 2 to {@value NonNegativeFit#MOST}
   * @param alignments one per reference, how the subject's channels go with the reference's; if
   *     empty, channels are taken as they stand
   * @throws IllegalArgumentException if the numbers do not fit
   * @throws CheckpointException if a value is not a finite number
   */
  public static MergeRegression of(
      Tower subject, List<Tower> references, List<ChannelAlignment> alignments, long seed)
      throws CheckpointException {
    if (references.size() < 2 || references.size() > NonNegativeFit.MOST) {
      throw new IllegalArgumentException(
          "a mixture is fitted to 2 to %d references, not %d"
              .formatted(NonNegativeFit.MOST, references.size()));
    }
    if (!alignments.isEmpty() && alignments.size() != references.size()) {
      throw new IllegalArgumentException(
          "%d alignments do not go with %d references"
              .formatted(alignments.size(), references.size()));
    }
    List<ChannelAlignment> used =
        alignments.isEmpty()
            ? references.stream().map(r -> ChannelAlignment.identity(r.width())).toList()
            : List.copyOf(alignments);
    var regression = new MergeRegression(subject, List.copyOf(references), used, seed);
    for (int i = 0; i < used.size(); i++) {
      if (used.get(i).matched().length != subject.width()
          || used.get(i).referenceChannels() != subject.width()) {
        regression.skipped.add(
            "reference %d has a residual stream of %d channels, the subject of %d"
                .formatted(i, references.get(i).width(), subject.width()));
      }
    }
    if (regression.skipped.isEmpty()) {
      regression.fit();
    }
    return regression;
  }

  private void fit() throws CheckpointException {
    List<Integer> layers = List.copyOf(subject.layers());
    int stride = Math.max(1, Math.ceilDiv(layers.size(), MOST_LAYERS));
    for (Part part : subject.parts().values()) {
      Place place = part.place();
      var axis = place.role().channelAxis();
      boolean sampled = place.layer() < 0 || layers.indexOf(place.layer()) % stride == 0;
      if (axis.isPresent()
          && part.shape().size() == 2
          && sampled
          && place.expert() < MOST_EXPERTS) {
        List<Part> others = partsAt(part);
        if (others.isEmpty()) {
          skipped.add(part.name() + " has no part of its shape at its place in every reference");
        } else {
          fit(part, others, axis.getAsInt());
          if (place.role() == Role.UP) {
            contribute(place);
          }
        }
      }
    }
  }

  /** Returns the references' parts at the same place, or none if one is missing or differs. */
  private List<Part> partsAt(Part part) {
    var others = new ArrayList<Part>();
    for (Tower reference : references) {
      Part other = reference.parts().get(part.place());
      if (other == null || !other.shape().equals(part.shape())) {
        return List.of();
      }
      others.add(other);
    }
    return others;
  }

  private void fit(Part part, List<Part> others, int axis) throws CheckpointException {
    int[] vectors = sample(Math.toIntExact(part.shape().get(1 - axis)), MOST_VECTORS, part.place());
    float[] own = centred(new ResidualRows(part, axis, new float[0]).read(vectors));
    var regressors = new ArrayList<float[]>();
    for (int i = 0; i < others.size(); i++) {
      regressors.add(centred(AlignedRows.read(others.get(i), axis, vectors, alignments.get(i))));
    }
    double squares = dot(own, own);
    if (!Double.isFinite(squares)) {
      throw new CheckpointException(part.name() + " holds a value that is not a finite number");
    }
    if (squares == 0) {
      return;
    }
    double[] with = regressors.stream().mapToDouble(r -> dot(own, r)).toArray();
    double[] shares = NonNegativeFit.of(gram(regressors), with);
    String kind = part.place().component() + "/" + part.place().role().name();
    Fits all = fits.computeIfAbsent(kind, any -> new Fits());
    all.shares.add(shares);
    for (int i = 0; i < shares.length; i++) {
      all.explained += shares[i] * with[i] / squares;
    }
  }

  private int[] sample(int count, int most, Place place) {
    int[] order = Permutations.identity(count);
    if (count > most) {
      Permutations.shuffle(
          order, new SplittableRandom(seed + 101L * place.layer() + place.expert()));
      order = Arrays.copyOf(order, most);
      Arrays.sort(order);
    }
    return order;
  }

  private static float[] centred(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    float mean = (float) (sum / values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
    return values;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double[][] gram(List<float[]> vectors) {
    var gram = new double[vectors.size()][vectors.size()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(vectors.get(i), vectors.get(j));
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /** Adds the neurons of one MLP or expert to what is known about each reference. */
  private void contribute(Place place) throws CheckpointException {
    var views = new ArrayList<Part>();
    for (Role role : List.of(Role.GATE, Role.UP, Role.DOWN)) {
      subject
          .part(role, place.layer(), place.expert())
          .filter(part -> !partsAt(part).isEmpty())
          .ifPresent(views::add);
    }
    Part up = subject.part(Role.UP, place.layer(), place.expert()).orElseThrow();
    int[] neurons = sample(Math.toIntExact(up.shape().getFirst()), MOST_NEURONS, place);
    if (neurons.length < 4) {
      return;
    }
    var crosses = new ArrayList<FloatMatrix>();
    references.forEach(any -> crosses.add(FloatMatrix.zeros(neurons.length, neurons.length)));
    for (Part view : views) {
      addView(view, neurons, crosses);
    }
    for (int i = 0; i < moments.length; i++) {
      FloatMatrix cross = crosses.get(i);
      moments[i] = moments[i].plus(new PartnerCosines(cross, cross, views.size()).moments(0));
    }
  }

  private void addView(Part view, int[] neurons, List<FloatMatrix> crosses) {
    int axis = view.place().role().channelAxis().orElseThrow();
    int channels = subject.width();
    FloatMatrix own =
        unit(new ResidualRows(view, axis, new float[0]).read(neurons), neurons.length, channels);
    List<Part> others = partsAt(view);
    var rows = new ArrayList<float[]>();
    for (int i = 0; i < others.size(); i++) {
      rows.add(
          unit(
                  AlignedRows.read(others.get(i), axis, neurons, alignments.get(i)),
                  neurons.length,
                  channels)
              .values());
    }
    double[][] gram = gram(rows);
    for (int i = 0; i < rows.size(); i++) {
      int rest = ((1 << rows.size()) - 1) & ~(1 << i);
      double[] with = gram[i];
      double[] share = NonNegativeFit.solve(gram, with, rest);
      float[] left = rows.get(i).clone();
      for (int j = 0; j < share.length; j++) {
        for (int at = 0; at < left.length; at++) {
          left[at] -= (float) (share[j] * rows.get(j)[at]);
        }
      }
      product.addTimesTransposed(
          own, FloatMatrix.of(left, neurons.length, channels), crosses.get(i));
    }
  }

  /** Scales the whole matrix to length 1, so that all views weigh alike. */
  private static FloatMatrix unit(float[] values, int rows, int columns) {
    double squares = dot(values, values);
    float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return FloatMatrix.of(values, rows, columns);
  }

  /** Returns the fitted shares, kind by kind. */
  public List<Kind> kinds() {
    var kinds = new ArrayList<Kind>();
    fits.forEach(
        (name, fit) -> {
          int slash = name.indexOf('/');
          var shares = new ArrayList<Double>();
          var spread = new ArrayList<Double>();
          for (int i = 0; i < references.size(); i++) {
            int reference = i;
            double[] values = fit.shares.stream().mapToDouble(s -> s[reference]).toArray();
            shares.add(Arrays.stream(values).average().orElse(0));
            spread.add(deviation(values));
          }
          kinds.add(
              new Kind(
                  name.substring(0, slash),
                  name.substring(slash + 1),
                  fit.shares.size(),
                  shares,
                  spread,
                  fit.explained / fit.shares.size()));
        });
    return kinds;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  /** Returns what each reference adds to the others, in their order. */
  public List<Contribution> contributions() {
    List<Kind> kinds = kinds();
    return IntStream.range(0, references.size())
        .mapToObj(
            i ->
                new Contribution(
                    i,
                    moments[i].z(),
                    Math.min(0, LogTails.normal(moments[i].z())),
                    kinds.stream().mapToDouble(k -> k.shares().get(i)).average().orElse(0),
                    kinds.stream().mapToDouble(k -> k.spread().get(i)).max().orElse(0)))
        .toList();
  }

  /**
   * Returns the references that the subject is a merge of: those that contribute with log10 p of at
   * most {@value #LOG10P_NEEDED} and whose shares spread by at most {@value #SPREAD_ALLOWED} within
   * every kind; empty if there are not two.
   */
  public Optional<List<Integer>> merged() {
    List<Integer> found =
        contributions().stream()
            .filter(c -> c.log10p() <= LOG10P_NEEDED && c.spread() <= SPREAD_ALLOWED)
            .map(Contribution::reference)
            .toList();
    return found.size() >= 2 ? Optional.of(found) : Optional.empty();
  }

  /** Returns what could not be fitted, one sentence each. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }
}
