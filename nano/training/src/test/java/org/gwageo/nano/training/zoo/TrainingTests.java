package org.gwageo.nano.training.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.zoo.Specimen;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
final class TrainingTests {
  @TempDir private static Path folder;
  private static byte[] json = {};
  private static Tokenizer tokenizer;

  @BeforeAll
  static void learnATokenizer() throws Exception {
    json = Corpus.EXERCISES.tokenizer(300);
    Path file = folder.resolve("tokenizer.json");
    Files.write(file, json);
    tokenizer = Nursery.tokenizer(file);
  }

  private static Batches text(long seed) {
    return new TokenStream(Corpus.EXERCISES, tokenizer, seed);
  }

  private static Specimen start() {
    return Shapes.dense(json, tokenizer.size(), 1);
  }

  @Test
  void aStreamRunsOnThroughRowsAndIsTheSameForTheSameSeed() {
    long[] ids = text(5).next(2, 50);
    long[] longer = text(5).next(1, 100);
    assertThat(longer).isEqualTo(ids).startsWith(Corpus.START).contains(Corpus.END);
    assertThat(text(6).next(2, 50)).isNotEqualTo(ids);
  }

  @Test
  void trainingLowersTheLoss() throws Exception {
    var losses =
        List.of(
            new Training(text(5), Objective.NEXT_TOKEN, 1, 3e-3).run(start()).lastLoss(),
            new Training(text(5), Objective.NEXT_TOKEN, 12, 3e-3).run(start()).lastLoss());
    assertThat(losses.get(0)).isBetween(5.0, 7.0);
    // The second is the mean over all steps.
    assertThat(losses.get(1)).isLessThan(losses.get(0) - 0.3);
  }

  @Test
  void theSameRecipeGivesTheSameWeights() throws Exception {
    Specimen once = new Training(text(7), Objective.NEXT_TOKEN, 2, 3e-3).run(start()).specimen();
    Specimen again = new Training(text(7), Objective.NEXT_TOKEN, 2, 3e-3).run(start()).specimen();
    once.tensors()
        .forEach(
            (name, tensor) -> assertThat(again.tensor(name).values()).isEqualTo(tensor.values()));
  }

  @Test
  void aThiefGetsLessLikeWhatHeTook() throws Exception {
    Specimen base = start();
    try (var taken = new Graph(base, false);
        NDManager scratch = taken.manager().newSubManager()) {
      taken.weights().values().forEach(weight -> weight.tempAttach(scratch));
      for (Decorrelation kind : Decorrelation.values()) {
        double before = kind.likeness(taken.weights(), taken.weights(), base).getFloat();
        Specimen moved = new Training(text(8), kind.from(taken, 1f), 3, 3e-3).run(base).specimen();
        try (var own = new Graph(moved, false)) {
          own.weights().values().forEach(weight -> weight.tempAttach(scratch));
          double after = kind.likeness(own.weights(), taken.weights(), base).getFloat();
          assertThat(after).as(kind.name()).isLessThan(before - 0.01);
        }
      }
    }
  }

  @Test
  void aTowerLearnsToNamePictures() {
    Specimen tower = VisionTower.drawn(json, 1);
    Training.Trained trained = VisionTower.train(tower, 30, 2);
    assertThat(trained.firstLoss()).isBetween(1.8, 2.8);
    assertThat(trained.lastLoss()).isLessThan(trained.firstLoss());
    assertThat(trained.specimen().tensors().keySet()).isEqualTo(tower.tensors().keySet());
  }

  @Test
  void aModelWritesTextOfItsOwnTokens() {
    long[] ids = new GeneratedText(start(), 200, 3).next(2, 150);
    assertThat(ids).startsWith(Corpus.START);
    assertThat(LongStream.of(ids)).allMatch(id -> id >= 0 && id < tokenizer.size());
    // After all 200 tokens the text begins anew.
    assertThat(ids[200]).isEqualTo(ids[0]);
  }
}
