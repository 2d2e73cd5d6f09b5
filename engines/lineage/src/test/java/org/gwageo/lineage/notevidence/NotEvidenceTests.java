package org.gwageo.lineage.notevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;

class NotEvidenceTests {

  private static final int WIDTH = 256;
  private static final int LAYERS = 6;

  @Test
  void thePatternOfJanuaryIsThatOfRandomVectors() throws Exception {
    Misleading cosine = named("gainCosine", NotEvidence.of(model(1), model(2), 3).all());
    assertThat(cosine.value()).isBetween(0.985, 0.995);
    assertThat(cosine.control()).isCloseTo(cosine.value(), within(0.003));
    assertThat(cosine.series()).hasSize(2 * LAYERS + 1);
    Misleading pearson = named("gainPearson", NotEvidence.of(model(1), model(2), 3).all());
    assertThat(pearson.value()).isCloseTo(0, within(0.06));
    assertThat(pearson.control()).isCloseTo(0, within(0.06));
  }

  @Test
  void aCopyHasTheCorrelationThatRandomVectorsLack() throws Exception {
    Misleading pearson = named("gainPearson", NotEvidence.of(model(1), model(1), 3).all());
    assertThat(pearson.value()).isCloseTo(1, within(1e-9));
    assertThat(pearson.control()).isCloseTo(0, within(0.06));
  }

  @Test
  void curvesOverTheLayersAreHighForIndependentModelsAndTheirControlsToo() throws Exception {
    List<Misleading> all = NotEvidence.of(model(1), model(2), 3).all();
    for (String name : List.of("spreadCurve", "singularValues")) {
      assertThat(named(name, all).value()).as(name).isGreaterThan(0.9);
      assertThat(named(name, all).control()).as(name).isGreaterThan(0.85);
    }
  }

  @Test
  void tokensAreComparedWhereTheyAreKnown() throws Exception {
    var tokens = new LinkedHashMap<String, Integer>();
    for (int id = 0; id < 300; id++) {
      tokens.put("token" + id * 7919 % 10_007, id);
    }
    List<Misleading> all =
        NotEvidence.of(model(1), model(2), 3).withTokens(tokens, Map.copyOf(tokens)).all();
    assertThat(named("vocabularyOverlap", all).value()).isEqualTo(1);
    assertThat(named("tokenGramAlignment", all).control()).isGreaterThan(0.1);
    assertThat(CanonicalJson.string(Misleading.toTree(all)))
        .contains("\"vocabularyOverlap\":{\"control\":0.588")
        .isEqualTo(
            CanonicalJson.string(
                Misleading.toTree(
                    NotEvidence.of(model(1), model(2), 3)
                        .withTokens(tokens, Map.copyOf(tokens))
                        .all())));
  }

  @Test
  void towersWithoutCommonShapesSayNothing() throws Exception {
    assertThat(NotEvidence.of(tower(List.of()), tower(List.of()), 1).all()).isEmpty();
  }

  @Test
  void randomPairsHaveTheCosineOfTheirSpread() {
    List<RandomPair> table =
        RandomPair.table(List.of(4096, 65_536), List.of(0.01, 0.1, 0.5, 1.0), 11);
    assertThat(table).hasSize(8);
    for (RandomPair pair : table) {
      assertThat(pair.cosine()).isCloseTo(pair.expectedCosine(), within(0.02));
      assertThat(Math.abs(pair.pearson())).isLessThan(5 / Math.sqrt(pair.length()));
      assertThat(pair.first()).hasSize(256);
    }
    assertThat(table.getFirst().cosine()).isGreaterThan(0.9998);
    assertThatThrownBy(() -> RandomPair.draw(1, 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a vector has between 2 and 1048576 elements, not 1");
    assertThatThrownBy(() -> RandomPair.draw(9, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eigenvaluesOfASmallMatrixAreExact() {
    assertThat(Spectrum.eigenvalues(new double[][] {{2, 1, 0}, {1, 2, 1}, {0, 1, 2}}))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(2 - Math.sqrt(2), 2, 2 + Math.sqrt(2));
  }

  private static Misleading named(String name, List<Misleading> all) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Weights whose spread grows with the depth, as common recipes leave it. */
  private static Tower model(long seed) throws CheckpointException {
    var random = new SplittableRandom(seed);
    var tensors = new ArrayList<StoredTensor>();
    tensors.add(tensor("model.embed_tokens.weight", 0, 1, random, 300, WIDTH));
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      tensors.add(tensor(prefix + "input_layernorm.weight", 1, 0.1, random, WIDTH));
      tensors.add(tensor(prefix + "post_attention_layernorm.weight", 1, 0.1, random, WIDTH));
      for (String part : List.of("q", "k", "v", "o")) {
        tensors.add(
            tensor(
                prefix + "self_attn." + part + "_proj.weight",
                0,
                0.02 * (1 + 0.2 * layer),
                random,
                WIDTH,
                WIDTH));
      }
    }
    tensors.add(tensor("model.norm.weight", 1, 0.1, random, WIDTH));
    return tower(tensors);
  }

  private static Tower tower(List<StoredTensor> tensors) throws CheckpointException {
    var all = new ArrayList<>(tensors);
    if (all.isEmpty()) {
      all.add(tensor("model.norm.bias", 0, 1, new SplittableRandom(1), 3));
    }
    return Anatomy.of(all, false).towers().getFirst();
  }

  private static StoredTensor tensor(
      String name, double mean, double spread, SplittableRandom random, long... axes) {
    var shape = new ArrayList<Long>();
    int size = 1;
    for (long axis : axes) {
      shape.add(axis);
      size *= Math.toIntExact(axis);
    }
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (mean + spread * random.nextGaussian());
    }
    return StoredTensor.of(name, ElementType.F32, shape, values);
  }
}
