package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;

/**
 * φ_U: do the rows of neuron k resemble the rows of the reference's neuron k more than those of its
 * other neurons?
 *
 * <p>With C the inner products between all neurons of two MLPs of equal shape, summed over gate, up
 * and down (each scaled to length 1), the statistic is the trace. Under a uniform permutation of
 * the neurons its mean is ΣC/m and its variance ΣC̃²/(m-1), C̃ the doubly centred C (Hoeffding
 * 1951, theorem 2). This is the linear form of the constrained test of Zhu et al. 2025, section
 * 3.2. Layers permute independently, so their z are added over √n. At most {@value #MOST_NEURONS}
 * neurons and {@value #MOST_LAYERS} blocks of a model are used, drawn by the seed.
 */
public final class NeuronRowTest {

  private static final int MOST_NEURONS = 384;
  private static final int MOST_LAYERS = 64;
  private static final int LEAST_NEURONS = 32;
  private static final int LEAST_COLUMNS = 16;

  /** So many values of a matrix are decoded at a time where neurons are its columns. */
  private static final int BLOCK_VALUES = 8 << 20;

  /** Roles of matrices whose place in the computation is unknown; rows stand for neurons there. */
  private static final List<Role> UNPLACED = List.of(Role.VISION, Role.AUDIO, Role.UNKNOWN);

  /** A matrix at one place in both models, and whether neurons are its columns. */
  private record Matrix(Place place, boolean columns) {

    Part in(Tower tower) {
      return Objects.requireNonNull(tower.parts().get(place));
    }
  }

  /** The chosen neurons of one block in both models. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(List<Matrix> matrices, int[] chosen) implements Piece<Block> {

    Rows {
      matrices = List.copyOf(matrices);
    }

    @Override
    public Block on(Site site) {
      return block(matrices, site.subject(), site.reference(), chosen);
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      var extents = new ArrayList<Part.Extent>();
      for (Matrix matrix : matrices) {
        for (Tower tower : towers) {
          Part part = matrix.in(tower);
          if (matrix.columns()) {
            extents.add(part.whole());
          } else {
            IntStream.of(chosen)
                .sorted()
                .mapToObj(row -> part.extent(row, 1))
                .forEach(extents::add);
          }
        }
      }
      return extents;
    }
  }

  /** A piece and the component that its result belongs to. */
  private record Planned(String component, Rows rows) {}

  /** One pair of blocks: the trace with its null, and what a neuron's own copy would add. */
  private static final class Block {

    final double trace;
    final double mean;
    final double deviation;
    final double[] own;
    final double[] copy;

    Block(double trace, double mean, double deviation, double[] own, double[] copy) {
      this.trace = trace;
      this.mean = mean;
      this.deviation = deviation;
      this.own = own;
      this.copy = copy;
    }

    double z() {
      return (trace - mean) / deviation;
    }

    double plantedZ(double fraction, SplittableRandom random) {
      int[] order = Permutations.identity(own.length);
      Permutations.shuffle(order, random);
      double planted = trace;
      for (int i = 0; i < Math.round(fraction * own.length); i++) {
        planted += copy[order[i]] - own[order[i]];
      }
      return (planted - mean) / deviation;
    }
  }

  private final Map<String, List<Block>> blocks = new TreeMap<>();
  private final Map<String, String> reasons = new TreeMap<>();
  private final List<Planned> planned = new ArrayList<>();

  private NeuronRowTest() {}

  /**
   * Compares the MLPs that stand at the same layer and expert in both towers, and the matrices of
   * unknown role that have the same name and shape; the rows of those are taken for exchangeable.
   *
   * @throws CheckpointException if a block cannot be decoded
   */
  public static NeuronRowTest of(Tower subject, Tower reference, long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), seed);
  }

  /**
   * Compares what stands at the same place in both towers, one piece per block.
   *
   * @throws CheckpointException if a block cannot be decoded
   */
  public static NeuronRowTest of(TowerPair towers, long seed) throws CheckpointException {
    Tower subject = towers.subject();
    Tower reference = towers.reference();
    var test = new NeuronRowTest();
    var random = new SplittableRandom(seed);
    for (Place place : spread(places(subject, Role.UP))) {
      test.addMlp(place, subject, reference, random.split());
    }
    for (Role role : UNPLACED) {
      for (Place place : spread(places(subject, role))) {
        test.addMatrix(place, subject, reference, random.split());
      }
    }
    List<Block> computed = towers.compute(test.planned.stream().map(Planned::rows).toList());
    for (int i = 0; i < computed.size(); i++) {
      Block block = computed.get(i);
      if (Double.isFinite(block.z())) {
        test.blocks
            .computeIfAbsent(test.planned.get(i).component(), any -> new ArrayList<>())
            .add(block);
      }
    }
    return test;
  }

  private static List<Place> places(Tower tower, Role role) {
    return tower.parts().keySet().stream().filter(place -> place.role() == role).toList();
  }

  private static List<Place> spread(List<Place> places) {
    if (places.size() <= MOST_LAYERS) {
      return places;
    }
    var kept = new ArrayList<Place>();
    for (int i = 0; i < MOST_LAYERS; i++) {
      kept.add(places.get((int) ((long) i * places.size() / MOST_LAYERS)));
    }
    return kept;
  }

  private void addMlp(Place place, Tower subject, Tower reference, SplittableRandom random) {
    var pairs = new ArrayList<Matrix>();
    long neurons = 0;
    for (Role role : List.of(Role.GATE, Role.UP, Role.DOWN)) {
      var a = subject.part(role, place.layer(), place.expert());
      var b = reference.part(role, place.layer(), place.expert());
      if (role == Role.GATE && a.isEmpty() && b.isEmpty()) {
        continue;
      }
      if (a.isEmpty() || b.isEmpty() || !a.get().shape().equals(b.get().shape())) {
        reasons.putIfAbsent(
            place.component(),
            a.isEmpty() || b.isEmpty()
                ? "the reference has no such MLP in layer " + place.layer()
                : "%s has shape %s, in the reference %s"
                    .formatted(a.get().name(), a.get().shape(), b.get().shape()));
        return;
      }
      if (pairs.isEmpty()) {
        neurons = a.get().shape().getFirst();
      }
      var where = new Place(subject.name(), role, place.layer(), place.expert(), "");
      pairs.add(new Matrix(where, role == Role.DOWN));
    }
    plan(place.component(), pairs, neurons, random);
  }

  private void addMatrix(Place place, Tower subject, Tower reference, SplittableRandom random) {
    Part a = subject.parts().get(place);
    Part b = reference.parts().get(place);
    if (a != null && b != null && a.shape().size() == 2 && a.shape().equals(b.shape())) {
      if (a.shape().getLast() >= LEAST_COLUMNS) {
        plan(place.component(), List.of(new Matrix(place, false)), a.shape().getFirst(), random);
      }
    }
  }

  private void plan(String component, List<Matrix> pairs, long length, SplittableRandom random) {
    int[] order = Permutations.identity(Math.toIntExact(length));
    Permutations.shuffle(order, random);
    int[] chosen = Arrays.copyOf(order, Math.min(order.length, MOST_NEURONS));
    if (chosen.length >= LEAST_NEURONS) {
      planned.add(new Planned(component, new Rows(pairs, chosen)));
    }
  }

  private static Block block(List<Matrix> matrices, Tower subject, Tower reference, int[] chosen) {
    int m = chosen.length;
    var products = new double[m][m];
    var copy = new double[m];
    for (Matrix matrix : matrices) {
      float[][] a = neurons(matrix.in(subject), chosen, matrix.columns());
      float[][] b = neurons(matrix.in(reference), chosen, matrix.columns());
      for (int k = 0; k < m; k++) {
        copy[k] += dot(b[k], b[k]);
        for (int l = 0; l < m; l++) {
          products[k][l] += dot(a[k], b[l]);
        }
      }
    }
    return hoeffding(products, copy);
  }

  private static Block hoeffding(double[][] products, double[] copy) {
    int m = products.length;
    var rows = new double[m];
    var columns = new double[m];
    var own = new double[m];
    double total = 0;
    double trace = 0;
    for (int k = 0; k < m; k++) {
      for (int l = 0; l < m; l++) {
        rows[k] += products[k][l] / m;
        columns[l] += products[k][l] / m;
        total += products[k][l];
      }
      own[k] = products[k][k];
      trace += own[k];
    }
    double grand = total / m / m;
    double squares = 0;
    for (int k = 0; k < m; k++) {
      for (int l = 0; l < m; l++) {
        double centred = products[k][l] - rows[k] - columns[l] + grand;
        squares += centred * centred;
      }
    }
    return new Block(trace, total / m, Math.sqrt(squares / (m - 1)), own, copy);
  }

  /** Returns the weights of the chosen neurons, one row each, scaled to length 1 together. */
  private static float[][] neurons(Part tensor, int[] chosen, boolean columns) {
    int outer = Math.toIntExact(tensor.shape().getFirst());
    int inner = Math.toIntExact(tensor.shape().getLast());
    float[][] rows = columns ? columns(tensor, chosen, outer, inner) : rows(tensor, chosen, inner);
    double squares = 0;
    for (float[] row : rows) {
      squares += dot(row, row);
    }
    float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (float[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        row[c] *= scale;
      }
    }
    return rows;
  }

  private static float[][] rows(Part tensor, int[] chosen, int inner) {
    var rows = new float[chosen.length][];
    for (int k = 0; k < chosen.length; k++) {
      rows[k] = tensor.toFloats((long) chosen[k] * inner, inner);
    }
    return rows;
  }

  private static float[][] columns(Part tensor, int[] chosen, int outer, int inner) {
    var columns = new float[chosen.length][outer];
    int most = Math.max(1, BLOCK_VALUES / Math.max(1, inner));
    for (int from = 0; from < outer; from += most) {
      int count = Math.min(most, outer - from);
      float[] block = tensor.toFloats((long) from * inner, count * inner);
      for (int k = 0; k < chosen.length; k++) {
        for (int c = 0; c < count; c++) {
          columns[k][from + c] = block[c * inner + chosen[k]];
        }
      }
    }
    return columns;
  }

  /** Eight partial sums let the processor overlap the additions; their order is fixed. */
  private static double dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    double sum = (double) s0 + s1 + s2 + s3;
    for (; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Returns one outcome per component. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    blocks.forEach(
        (component, compared) -> {
          double z = compared.stream().mapToDouble(Block::z).sum() / Math.sqrt(compared.size());
          Block best = compared.stream().max(Comparator.comparingDouble(Block::z)).orElseThrow();
          var details = new LinkedHashMap<String, Object>();
          details.put("blocksInPlace", compared.size());
          details.put("neurons", best.own.length);
          details.put("largestZ", best.z());
          double statistic =
              compared.stream().mapToDouble(block -> block.trace).sum()
                  / compared.stream().mapToDouble(b -> Arrays.stream(b.copy).sum()).sum();
          outcomes.add(
              new Outcome(
                  component, Family.PHI_U, statistic, z, LogTails.normal(z), false, details));
        });
    return outcomes;
  }

  /** Returns the components without a pair of blocks of equal shape, with the reason. */
  public List<Untestable> untestable() {
    var untestable = new ArrayList<Untestable>();
    reasons.forEach(
        (component, reason) -> {
          if (!blocks.containsKey(component)) {
            untestable.add(new Untestable(component, Family.PHI_U, reason));
          }
        });
    return untestable;
  }

  /** Returns which share of the neurons of every layer, copied to their own places, would show. */
  public Optional<Sensitivity> sensitivity(String component, Strength strength, long seed) {
    List<Block> compared = blocks.getOrDefault(component, List.of());
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.PHI_U,
            "neurons of every layer",
            strength,
            fraction -> {
              var random = new SplittableRandom(seed);
              double sum = 0;
              for (Block block : compared) {
                sum += block.plantedZ(fraction, random);
              }
              double z = sum / Math.sqrt(compared.size());
              return new double[] {z, LogTails.normal(z)};
            }));
  }
}
