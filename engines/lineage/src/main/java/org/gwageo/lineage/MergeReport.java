package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.alignment.ChannelAlignment;
import org.gwageo.lineage.alignment.MergeRegression;
import org.gwageo.lineage.alignment.PolarTraceTest;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Strength;

/**
 * Which weighted mixture of several references a model is, tower by tower. The report explains a
 * derivation that a comparison found; it gives no grade.
 *
 * @param references the names of the references, in the order of all lists
 * @param towers what was fitted, by tower
 * @param seed the seed of all random draws
 * @param subject the subject's files, as canonical JSON prints them
 * @param files the references' files, by name
 */
public record MergeReport(
    List<String> references,
    SequencedMap<String, TowerMixture> towers,
    long seed,
    List<Map<String, Object>> subject,
    Map<String, List<Map<String, Object>>> files) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-lineage-merge/1";

  /** Copies the collections. */
  public MergeReport {
    references = List.copyOf(references);
    towers = new TreeMap<>(towers);
    subject = List.copyOf(subject);
    files = new TreeMap<>(files);
  }

  /**
   * The mixture of one tower.
   *
   * @param kinds the fitted shares, kind by kind of matrix
   * @param contributions what each reference adds to the others
   * @param merged the names of the references it is a merge of; empty if there are not two
   * @param skipped what could not be fitted, one sentence each
   */
  public record TowerMixture(
      List<MergeRegression.Kind> kinds,
      List<MergeRegression.Contribution> contributions,
      List<String> merged,
      List<String> skipped) {

    /** Copies the lists. */
    public TowerMixture {
      kinds = List.copyOf(kinds);
      contributions = List.copyOf(contributions);
      merged = List.copyOf(merged);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * Fits every tower of the subject that all references have.
   *
   * @param references two to eight models by name
   * @throws IllegalArgumentException if there are fewer or more
   * @throws CheckpointException if tensors hold infinities
   */
  public static MergeReport of(
      Checkpoint subject, SequencedMap<String, Checkpoint> references, long seed)
      throws CheckpointException {
    var names = List.copyOf(references.keySet());
    var towers = new TreeMap<String, TowerMixture>();
    for (Tower own : subject.anatomy().towers()) {
      var others = new ArrayList<Tower>();
      var alignments = new ArrayList<ChannelAlignment>();
      for (Checkpoint reference : references.values()) {
        Optional<Tower> other = reference.anatomy().tower(own.name());
        if (other.isPresent()) {
          others.add(other.get());
          alignments.add(alignment(subject, own, reference, other.get(), seed));
        }
      }
      if (others.size() == names.size()) {
        towers.put(own.name(), fitted(own, others, alignments, names, seed));
      }
    }
    var files = new TreeMap<String, List<Map<String, Object>>>();
    references.forEach((name, reference) -> files.put(name, reference.filesAsJson()));
    return new MergeReport(names, towers, seed, subject.filesAsJson(), files);
  }

  /** The order that the embeddings tell where they are related, otherwise the stored one. */
  private static ChannelAlignment alignment(
      Checkpoint subject, Tower own, Checkpoint reference, Tower other, long seed)
      throws CheckpointException {
    var trace = PolarTraceTest.of(own, subject.tokenIds(), other, reference.tokenIds(), seed);
    boolean related =
        trace.outcomes().stream()
            .anyMatch(outcome -> outcome.log10p() <= Strength.ESTABLISHED_LOG10P);
    return trace
        .alignment()
        .filter(alignment -> related)
        .orElseGet(() -> ChannelAlignment.identity(other.width()));
  }

  private static TowerMixture fitted(
      Tower own,
      List<Tower> others,
      List<ChannelAlignment> alignments,
      List<String> names,
      long seed)
      throws CheckpointException {
    var regression = MergeRegression.of(own, others, alignments, seed);
    List<String> merged = regression.merged().orElse(List.of()).stream().map(names::get).toList();
    return new TowerMixture(
        regression.kinds(), regression.contributions(), merged, regression.skipped());
  }

  /** Returns whether a tower is a merge of at least two of the references. */
  public boolean merge() {
    return towers.values().stream().anyMatch(tower -> !tower.merged().isEmpty());
  }

  /** Returns the report as canonical JSON; the same inputs and seed give the same bytes. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("merge", merge());
    tree.put("references", references);
    tree.put("seed", Long.toString(seed));
    tree.put("subject", subject);
    tree.put("files", files);
    var trees = new TreeMap<String, Object>();
    towers.forEach((name, tower) -> trees.put(name, tree(tower)));
    tree.put("towers", trees);
    return CanonicalJson.bytes(tree);
  }

  private Map<String, Object> tree(TowerMixture tower) {
    var kinds = new ArrayList<Object>();
    for (MergeRegression.Kind kind : tower.kinds()) {
      var one = new LinkedHashMap<String, Object>();
      one.put("component", kind.component());
      one.put("role", kind.role());
      one.put("matrices", kind.matrices());
      one.put("shares", kind.shares().stream().map(LineageReport::rounded).toList());
      one.put("spread", kind.spread().stream().map(LineageReport::rounded).toList());
      one.put("explained", LineageReport.rounded(kind.explained()));
      kinds.add(one);
    }
    var contributions = new ArrayList<Object>();
    for (MergeRegression.Contribution contribution : tower.contributions()) {
      var one = new LinkedHashMap<String, Object>();
      one.put("reference", references.get(contribution.reference()));
      one.put("z", LineageReport.rounded(contribution.z()));
      one.put("log10p", LineageReport.rounded(contribution.log10p()));
      one.put("share", LineageReport.rounded(contribution.share()));
      one.put("spread", LineageReport.rounded(contribution.spread()));
      contributions.add(one);
    }
    return Map.of(
        "kinds",
        kinds,
        "contributions",
        contributions,
        "merged",
        tower.merged(),
        "skipped",
        tower.skipped());
  }
}
