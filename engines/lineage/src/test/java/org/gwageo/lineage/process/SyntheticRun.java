package org.gwageo.lineage.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;

/** A run of random but persistent updates, with the record that its team would hand in. */
final class SyntheticRun {

  static final long STEPS = 2_000;
  static final double BATCH = 1_000;
  static final RateSchedule SCHEDULE =
      new RateSchedule(RateSchedule.Kind.COSINE, 0.002, 100, STEPS, 0, 0.1);
  static final DrawRule RULE =
      new DrawRule(
          "public-randomness-1",
          List.of(new DrawRule.Tensors("*norm*", 1, 0), new DrawRule.Tensors("*.weight", 0, 0.05)));

  private static final Map<String, List<Long>> SHAPES =
      Map.of(
          "embed.weight", List.of(120L, 40L),
          "layer.0.norm.weight", List.of(40L),
          "layer.0.up.weight", List.of(96L, 40L),
          "layer.0.down.weight", List.of(40L, 96L));

  final Map<String, Object> record = new LinkedHashMap<>();
  final SequencedMap<Long, Map<String, float[]>> chain = new LinkedHashMap<>();
  final List<Map<String, Object>> log = new ArrayList<>();

  /** An honest run. */
  static SyntheticRun honest(long seed) {
    var run = new SyntheticRun();
    run.train(start(), seed);
    run.write(seed);
    return run;
  }

  static Map<String, float[]> start() {
    var values = new LinkedHashMap<String, float[]>();
    SHAPES.keySet().stream()
        .sorted()
        .forEach(name -> values.put(name, RULE.draw(name, 0, Math.toIntExact(size(name)))));
    return values;
  }

  private static long size(String name) {
    return SHAPES.getOrDefault(name, List.of()).stream()
        .mapToLong(Long::longValue)
        .reduce(1, (a, b) -> a * b);
  }

  private void train(Map<String, float[]> start, long seed) {
    var random = new SplittableRandom(seed);
    Map<String, float[]> weights = start;
    Map<String, float[]> drift = new LinkedHashMap<>();
    long before = 0;
    chain.put(0L, copy(weights));
    for (long step : steps()) {
      double rates = SCHEDULE.sum(before, step);
      for (var tensor : weights.entrySet()) {
        float[] d =
            drift.computeIfAbsent(tensor.getKey(), any -> new float[tensor.getValue().length]);
        for (int i = 0; i < d.length; i++) {
          d[i] = (float) (0.6 * d[i] + 0.8 * random.nextGaussian());
          tensor.getValue()[i] += (float) (0.2 * rates * d[i]);
        }
      }
      chain.put(step, copy(weights));
      before = step;
    }
  }

  private static List<Long> steps() {
    var steps = new ArrayList<>(List.of(10L, 20L, 50L));
    for (long step = 100; step <= STEPS; step += 100) {
      steps.add(step);
    }
    return steps;
  }

  static Map<String, float[]> copy(Map<String, float[]> weights) {
    var copy = new LinkedHashMap<String, float[]>();
    weights.forEach((name, values) -> copy.put(name, values.clone()));
    return copy;
  }

  private void write(long seed) {
    var random = new SplittableRandom(seed);
    for (long step = 10; step <= STEPS; step += 10) {
      double loss = 1.5 + 6 * Math.exp(-step / 300.0) + 0.05 * random.nextGaussian();
      log.add(
          new LinkedHashMap<>(
              Map.of(
                  "step",
                  step,
                  "tokens",
                  step * BATCH,
                  "loss",
                  Math.round(loss * 1e6) / 1e6,
                  "rate",
                  Math.round(SCHEDULE.rate(step - 1.0) * 1e6) / 1e6,
                  "seconds",
                  0.5 * step)));
    }
    record.put("format", "gwageo-training-record/1");
    record.put("model", "synthetic");
    record.put("steps", STEPS);
    record.put("batchTokens", BATCH);
    record.put("tokens", STEPS * BATCH);
    record.put("activeParameters", 12_520);
    record.put(
        "initialisation",
        Map.of(
            "seed", RULE.seed(),
            "rule", DrawRule.NAME,
            "tensors",
                List.of(
                    Map.of("names", "*norm*", "value", 1),
                    Map.of("names", "*.weight", "spread", 0.05))));
    record.put(
        "optimiser", Map.of("name", "AdamW", "beta1", 0.9, "beta2", 0.98, "weightDecay", 0.01));
    record.put(
        "schedule",
        Map.of("kind", "cosine", "peak", 0.002, "warmupSteps", 100, "steps", STEPS, "floor", 0.1));
    record.put("log", "log.jsonl");
    record.put("compute", Map.of("gpuHours", 0.0001, "peakFlops", 1e12, "utilisation", 0.4));
  }

  /** Writes the folder. */
  Path into(Path folder) throws IOException {
    Files.createDirectories(folder);
    var checkpoints = new ArrayList<Object>();
    for (var entry : chain.entrySet()) {
      Path file = folder.resolve("step-" + entry.getKey() + ".safetensors");
      var tensors = new ArrayList<StoredTensor>();
      entry
          .getValue()
          .forEach(
              (name, values) ->
                  tensors.add(
                      StoredTensor.of(
                          name, ElementType.F32, SHAPES.getOrDefault(name, List.of()), values)));
      Safetensors.write(file, tensors, Map.of());
      checkpoints.add(
          Map.of(
              "step", entry.getKey(),
              "file", String.valueOf(file.getFileName()),
              "digest", Digest.of(file).toString()));
    }
    record.put("checkpoints", checkpoints);
    var lines = new StringBuilder();
    log.forEach(line -> lines.append(CanonicalJson.string(line)).append('\n'));
    Files.writeString(folder.resolve("log.jsonl"), lines);
    Files.write(folder.resolve(TrainingRecord.FILE), CanonicalJson.bytes(record));
    return folder;
  }
}
