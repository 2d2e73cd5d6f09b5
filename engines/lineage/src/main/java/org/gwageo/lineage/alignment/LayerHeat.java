package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.statistics.Assignment;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Unbiased CKA of every layer of the subject with every layer of the reference, averaged over at
 * most {@value #MOST_KINDS} kinds of matrices, and the layer map that it suggests.
 */
final class LayerHeat {

  private static final int MOST_KINDS = 4;
  private static final int MOST_LAYERS = 128;

  /** Null deviations by which another map has to beat equal depth. */
  private static final double CLEARLY = 6;

  private static final List<Role> PREFERRED =
      List.of(
          Role.VALUE,
          Role.KEY_VALUE_DOWN,
          Role.UP,
          Role.OUTPUT,
          Role.DOWN,
          Role.QUERY,
          Role.QUERY_DOWN,
          Role.STATE_IN,
          Role.STATE_OUT);

  private final List<Integer> subjectLayers;
  private final List<Integer> referenceLayers;
  private final double[][] mean;
  private final double deviation;

  private LayerHeat(
      List<Integer> subjectLayers,
      List<Integer> referenceLayers,
      double[][] mean,
      double deviation) {
    this.subjectLayers = subjectLayers;
    this.referenceLayers = referenceLayers;
    this.mean = mean;
    this.deviation = deviation;
  }

  static LayerHeat of(
      TowerPair towers, ResidualMatrices subject, ResidualMatrices reference, ChannelSample sample)
      throws CheckpointException {
    List<ResidualMatrix.Kind> kinds =
        subject.kinds().stream()
            .filter(kind -> !kind.experts() && reference.kinds().contains(kind))
            .filter(kind -> PREFERRED.contains(kind.role()))
            .sorted(
                (a, b) -> Integer.compare(PREFERRED.indexOf(a.role()), PREFERRED.indexOf(b.role())))
            .limit(MOST_KINDS)
            .toList();
    List<Integer> own = layers(subject, kinds);
    List<Integer> other = layers(reference, kinds);
    var sum = new double[own.size()][other.size()];
    var count = new int[own.size()][other.size()];
    var pieces = new ArrayList<GramPiece>();
    for (ResidualMatrix.Kind kind : kinds) {
      for (int layer : own) {
        if (subject.at(kind, layer).isPresent()) {
          pieces.add(new GramPiece(0, kind, layer, sample.subject(), sample.subjectSign()));
        }
      }
      for (int layer : other) {
        if (reference.at(kind, layer).isPresent()) {
          pieces.add(new GramPiece(1, kind, layer, sample.reference(), sample.referenceSign()));
        }
      }
    }
    List<ChannelGram> grams = towers.compute(pieces);
    for (ResidualMatrix.Kind kind : kinds) {
      var left = new TreeMap<Integer, ChannelGram>();
      var right = new TreeMap<Integer, ChannelGram>();
      for (int i = 0; i < grams.size(); i++) {
        GramPiece piece = pieces.get(i);
        if (piece.kind().equals(kind)) {
          (piece.model() == 0 ? left : right).put(piece.layer(), grams.get(i));
        }
      }
      for (int a = 0; a < own.size(); a++) {
        ChannelGram x = left.get(own.get(a));
        for (int b = 0; b < other.size() && x != null; b++) {
          ChannelGram y = right.get(other.get(b));
          if (y != null) {
            sum[a][b] += x.dot(y);
            count[a][b]++;
          }
        }
      }
    }
    for (int a = 0; a < own.size(); a++) {
      for (int b = 0; b < other.size(); b++) {
        sum[a][b] /= Math.max(1, count[a][b]);
      }
    }
    return new LayerHeat(own, other, sum, ChannelGram.deviation(sample.size()));
  }

  private static List<Integer> layers(ResidualMatrices all, List<ResidualMatrix.Kind> kinds) {
    var layers = new TreeSet<Integer>();
    kinds.forEach(kind -> layers.addAll(all.layers(kind)));
    return layers.stream().limit(MOST_LAYERS).toList();
  }

  List<Integer> subjectLayers() {
    return subjectLayers;
  }

  List<Integer> referenceLayers() {
    return referenceLayers;
  }

  /** Returns the mean UCKA, a row per layer of the subject, rounded to three places. */
  List<List<Double>> rounded() {
    var rows = new ArrayList<List<Double>>();
    for (double[] row : mean) {
      var values = new ArrayList<Double>();
      for (double value : row) {
        values.add(Math.rint(value * 1000) / 1000);
      }
      rows.add(List.copyOf(values));
    }
    return List.copyOf(rows);
  }

  /**
   * Returns pairs of layers: equal depths where both models have as many layers and no other map
   * fits clearly better, else the one-to-one map with the largest sum, of the layers of a deeper
   * subject that are left over each with its best partner.
   */
  List<LayerMatch> map(SplittableRandom random) {
    if (subjectLayers.isEmpty() || referenceLayers.isEmpty()) {
      return List.of();
    }
    int[] best = best(random);
    if (subjectLayers.equals(referenceLayers)) {
      int[] same = Permutations.identity(subjectLayers.size());
      if (total(best) - total(same) <= CLEARLY * deviation * Math.sqrt(same.length)) {
        best = same;
      }
    }
    var matches = new ArrayList<LayerMatch>();
    for (int a = 0; a < best.length; a++) {
      double z = mean[a][best[a]] / deviation;
      matches.add(new LayerMatch(subjectLayers.get(a), referenceLayers.get(best[a]), z, 0));
    }
    return List.copyOf(matches);
  }

  private double total(int[] map) {
    double total = 0;
    for (int a = 0; a < map.length; a++) {
      total += mean[a][map[a]];
    }
    return total;
  }

  private int[] best(SplittableRandom random) {
    int own = subjectLayers.size();
    int other = referenceLayers.size();
    int[] columns = Permutations.identity(other);
    Permutations.shuffle(columns, random);
    int[] best = new int[own];
    for (int a = 0; a < own; a++) {
      for (int b = 1; b < other; b++) {
        best[a] = mean[a][b] > mean[a][best[a]] ? b : best[a];
      }
    }
    boolean turned = own > other;
    var value = new float[Math.min(own, other)][Math.max(own, other)];
    for (int a = 0; a < own; a++) {
      for (int b = 0; b < other; b++) {
        if (turned) {
          value[b][a] = (float) mean[a][columns[b]];
        } else {
          value[a][b] = (float) mean[a][columns[b]];
        }
      }
    }
    int[] matched = Assignment.maximise(value);
    for (int i = 0; i < matched.length; i++) {
      best[turned ? matched[i] : i] = columns[turned ? i : matched[i]];
    }
    return best;
  }
}
