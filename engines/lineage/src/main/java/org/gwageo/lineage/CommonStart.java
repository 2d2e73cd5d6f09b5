package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.NeuronRowTest;
import org.gwageo.lineage.independence.NeuronScalarTest;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;

/**
 * Did both models grow from one start, such as a generator's default seed or a checkpoint that
 * everybody may use? Then every test that compares weights in place finds the start again.
 *
 * <p>A start is carried by a model if T1 or φU between them is strong enough for an established
 * derivation. If both models carry it, the report says how much of what training <em>added</em>
 * agrees: the cosine between the differences θ - θ₀ of all matrices of a component. No test is made
 * of it. Two honest trainings from one start move the same neurons in related directions, so the
 * differences are not independent either: in the zoo, training on the same text in another order
 * gives cosines of 0.3 to 0.8, other text 0.02 to 0.3, and a continued model 0.9 to 1.0.
 *
 * @param files the start's files, as canonical JSON prints them
 * @param subjectZ the largest z of T1 and φU between the subject and the start
 * @param referenceZ the same for the reference
 * @param carried whether both models carry the start
 * @param added the cosine between what training added, by component; empty if not carried
 */
public record CommonStart(
    List<Map<String, Object>> files,
    double subjectZ,
    double referenceZ,
    boolean carried,
    Map<String, Double> added) {

  private static final int BLOCK = 1 << 18;

  /** Copies the collections. */
  public CommonStart {
    files = List.copyOf(files);
    added = new TreeMap<>(added);
  }

  /** How strongly a model carries a start. */
  private record Trace(double z, boolean strong) {

    Trace or(Outcome outcome, Strength strength) {
      return new Trace(
          Math.max(z, outcome.z()), strong || strength.establishes(outcome.z(), outcome.log10p()));
    }
  }

  /** Sums over the elements of a component. */
  private record Sums(double product, double subject, double reference) {

    Sums plus(Sums other) {
      return new Sums(
          product + other.product, subject + other.subject, reference + other.reference);
    }

    double cosine() {
      double squares = subject * reference;
      return squares > 0 ? product / Math.sqrt(squares) : 0;
    }
  }

  /** What training added to one matrix of both models. */
  private record Added(Place place) implements Piece<Sums> {

    @Override
    public Sums on(Site site) {
      List<Part> parts =
          site.towers().stream()
              .map(tower -> Objects.requireNonNull(tower.parts().get(place)))
              .toList();
      return sums(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return towers.stream()
          .map(tower -> Objects.requireNonNull(tower.parts().get(place)).whole())
          .toList();
    }
  }

  /**
   * Looks for a start in two models.
   *
   * @param hypotheses the size of the family of hypotheses that p-values are corrected for
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  static CommonStart of(
      Checkpoint subject,
      Checkpoint reference,
      Checkpoint start,
      long hypotheses,
      long seed,
      Crew crew)
      throws CheckpointException {
    var strength = new Strength(StrictMath.log10((double) hypotheses));
    Trace own = trace(subject, start, strength, seed, crew);
    Trace other = trace(reference, start, strength, seed, crew);
    boolean carried = own.strong() && other.strong();
    return new CommonStart(
        start.filesAsJson(),
        own.z(),
        other.z(),
        carried,
        carried ? added(subject, reference, start, crew) : Map.of());
  }

  private static Trace trace(
      Checkpoint model, Checkpoint start, Strength strength, long seed, Crew crew)
      throws CheckpointException {
    var trace = new Trace(0, false);
    for (Tower tower : model.anatomy().towers()) {
      Optional<Tower> before = start.anatomy().tower(tower.name());
      if (before.isPresent()) {
        var towers = new TowerPair(tower, before.get(), crew);
        for (Outcome outcome : NeuronScalarTest.of(towers).outcomes()) {
          trace = trace.or(outcome, strength);
        }
        for (Outcome outcome : NeuronRowTest.of(towers, seed).outcomes()) {
          trace = trace.or(outcome, strength);
        }
      }
    }
    return trace;
  }

  private static Map<String, Double> added(
      Checkpoint subject, Checkpoint reference, Checkpoint start, Crew crew)
      throws CheckpointException {
    var sums = new TreeMap<String, Sums>();
    for (Tower tower : subject.anatomy().towers()) {
      Optional<Tower> other = reference.anatomy().tower(tower.name());
      Optional<Tower> before = start.anatomy().tower(tower.name());
      if (other.isPresent() && before.isPresent()) {
        var pieces = new ArrayList<Added>();
        for (Part part : tower.parts().values()) {
          Part beside = other.get().parts().get(part.place());
          Part first = before.get().parts().get(part.place());
          if (part.shape().size() == 2
              && beside != null
              && first != null
              && part.shape().equals(beside.shape())
              && part.shape().equals(first.shape())) {
            pieces.add(new Added(part.place()));
          }
        }
        List<Sums> added = crew.compute(List.of(tower, other.get(), before.get()), pieces);
        for (int i = 0; i < added.size(); i++) {
          sums.merge(pieces.get(i).place().component(), added.get(i), Sums::plus);
        }
      }
    }
    var cosines = new TreeMap<String, Double>();
    sums.forEach((component, own) -> cosines.put(component, own.cosine()));
    return cosines;
  }

  private static Sums sums(Part subject, Part reference, Part start) {
    double product = 0;
    double ofSubject = 0;
    double ofReference = 0;
    for (long at = 0; at < subject.elements(); at += BLOCK) {
      int count = (int) Math.min(BLOCK, subject.elements() - at);
      float[] own = subject.toFloats(at, count);
      float[] other = reference.toFloats(at, count);
      float[] before = start.toFloats(at, count);
      for (int i = 0; i < count; i++) {
        double a = (double) own[i] - before[i];
        double b = (double) other[i] - before[i];
        product += a * b;
        ofSubject += a * a;
        ofReference += b * b;
      }
    }
    return new Sums(product, ofSubject, ofReference);
  }

  /** Returns the start as a tree for canonical JSON. */
  Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("files", files);
    tree.put("digest", Digest.ofJson(files).toString());
    tree.put("subjectZ", LineageReport.rounded(subjectZ));
    tree.put("referenceZ", LineageReport.rounded(referenceZ));
    tree.put("carried", carried);
    var cosines = new TreeMap<String, Object>();
    added.forEach((component, cosine) -> cosines.put(component, LineageReport.rounded(cosine)));
    tree.put("addedCosine", cosines);
    return tree;
  }
}
