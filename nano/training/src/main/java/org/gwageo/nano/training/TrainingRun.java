package org.gwageo.nano.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.training.exercise.Exercise;
import org.gwageo.nano.training.tokenizer.BytePairs;

/** Trains one model by its recipe and leaves all its files in one folder. */
final class TrainingRun {
  private static final int TOKENIZER_EXERCISES = 20_000;
  private static final int SAVE_EVERY = 400;
  private static final int RISE = 100;
  private static final float DECAY = 0.01f;
  private static final float LARGEST_NORM = 1f;
  private static final double BALANCE_WEIGHT = 0.01;

  private final Recipe recipe;
  private final Path models;
  private final Path folder;

  TrainingRun(Recipe recipe, Path models) {
    this.recipe = recipe;
    this.models = models;
    this.folder = models.resolve(recipe.name());
  }

  /** Runs the whole training. */
  void run() throws IOException, BadModelException, CheckpointException {
    Files.createDirectories(folder);
    Path tokenizerFile = folder.resolve("tokenizer.json");
    Files.write(tokenizerFile, tokenizerJson());
    Tokenizer tokenizer = Tokenizer.read(tokenizerFile);
    Architecture shape = withVocabulary(recipe.shape(), tokenizer.size());
    Files.write(folder.resolve("config.json"), CanonicalJson.bytes(shape.config()));
    ModelFiles files = new ModelFiles(folder);
    files.writeTokenizerConfig();
    Map<String, float[]> drawn = Checkpoint.draw(shape, recipe.seed() + 1);
    Digest initial = Digest.of(SafetensorsFile.bytes(shape.tensors(), drawn));
    Map<String, float[]> start =
        recipe.continues().isEmpty()
            ? drawn
            : Checkpoint.read(models.resolve(recipe.continues()).resolve("model.safetensors"));
    TrainingText text = new TrainingText(recipe, tokenizer);
    long tokens;
    try (TorchDecoder decoder = new TorchDecoder(shape, start, true)) {
      tokens = train(decoder, shape, text, initial);
      save(decoder, shape);
    }
    files.writeRecords(recipe, shape, text.counts(), text.digest(), initial, tokens);
  }

  private byte[] tokenizerJson() throws IOException {
    if (!recipe.continues().isEmpty()) {
      return Files.readAllBytes(models.resolve(recipe.continues()).resolve("tokenizer.json"));
    }
    RandomGenerator random = new SplittableRandom(recipe.seed());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TOKENIZER_EXERCISES; i++) {
      Exercise exercise = TrainingText.draw(recipe, random, new TreeMap<>());
      texts.add(exercise.question());
      texts.add(exercise.answer());
    }
    return BytePairs.learn(texts, Chat.SPECIALS, recipe.shape().vocabulary()).json();
  }

  private long train(TorchDecoder decoder, Architecture shape, TrainingText text, Digest initial)
      throws IOException {
    AdamW optimiser = new AdamW(decoder, DECAY, LARGEST_NORM);
    Schedule schedule = new Schedule(recipe.peakRate(), RISE, recipe.steps());
    TrainingLog log =
        new TrainingLog(
            folder.resolve("training-log.jsonl"), recipe.steps(), initial, shape.parameters());
    long tokens = 0;
    for (int step = 0; step < recipe.steps(); step++) {
      TrainingText.Batch batch = text.next();
      tokens += batch.ids().length;
      double rate = schedule.rate(step);
      Update update = update(decoder, optimiser, batch, rate);
      log.step(step + 1, tokens, update.loss(), rate, update.norm());
      if ((step + 1) % SAVE_EVERY == 0) {
        save(decoder, shape);
      }
    }
    return tokens;
  }

  private record Update(double loss, double norm) {}

  private static Update update(
      TorchDecoder decoder, AdamW optimiser, TrainingText.Batch batch, double rate) {
    try (NDManager scratch = decoder.manager().newSubManager()) {
      float loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray ids = scratch.create(batch.ids(), new Shape(batch.count(), batch.length()));
        TorchDecoder.Pass pass = decoder.states(scratch, ids);
        NDArray logits = decoder.logits(pass.states(), scratch.create(batch.rows()));
        NDArray targets = scratch.create(batch.targets(), new Shape(batch.targets().length, 1));
        NDArray entropy = logits.logSoftmax(-1).gather(targets, 1).mean().neg();
        collector.backward(entropy.add(pass.balance().mul(BALANCE_WEIGHT)));
        loss = entropy.getFloat();
      }
      return new Update(loss, optimiser.update(decoder.weights(), rate));
    }
  }

  private void save(TorchDecoder decoder, Architecture shape) throws IOException {
    Files.write(
        folder.resolve("model.safetensors"),
        SafetensorsFile.bytes(shape.tensors(), decoder.values()));
  }

  private static Architecture withVocabulary(Architecture shape, int size) {
    return new Architecture(
        shape.family(),
        size,
        shape.hidden(),
        shape.intermediate(),
        shape.layers(),
        shape.heads(),
        shape.keyHeads(),
        shape.headSize(),
        shape.positions(),
        shape.ropeTheta(),
        shape.epsilon(),
        shape.window(),
        shape.experts(),
        shape.expertsPerToken(),
        shape.startId(),
        shape.endId());
  }
}
