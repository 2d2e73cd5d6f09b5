package org.gwageo.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.bundle.evidence.TeamEntry;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Three teams, two tasks of four items, three reviewers, two citizens. The model of team beta is a
 * perturbed copy of the foreign model.
 */
public final class PracticeStage {

  /** The teams, the best first. */
  public static final List<String> TEAMS = List.of("beta", "alpha", "gamma");

  private static final int CHANNELS = 48;
  private static final int NEURONS = 64;

  private final Path weights;

  /** Writes the weights below {@code weights}, one folder per model. */
  public PracticeStage(Path weights) throws IOException {
    this.weights = weights;
    write("foreign", 1, 0);
    write("alpha-model", 2, 0);
    write("beta-model", 1, 0.02);
    write("gamma-model", 3, 0);
  }

  /** Returns the record of the whole stage. */
  public StageRecord record() throws Exception {
    return record(1);
  }

  /**
   * Returns the record of the stage with several runs of the item "sums"; the item "choice" takes
   * the first of en-sums. In run n a team has n - 1 fewer right than in the first.
   */
  public StageRecord record(int runs) throws Exception {
    return record(runs, List.of(), List.of(), Map.of());
  }

  /**
   * Returns the record of the whole stage with verification cases.
   *
   * @param decided the office's entries of decided cases, by team
   */
  public StageRecord record(
      List<CaseFile> cases, List<StageRecord.Claim> claims, Map<String, Object> decided)
      throws Exception {
    return record(1, cases, claims, decided);
  }

  private StageRecord record(
      int runs, List<CaseFile> cases, List<StageRecord.Claim> claims, Map<String, Object> decided)
      throws Exception {
    var journals = new ArrayList<StageRecord.Journal>();
    var lineage = new TreeMap<String, String>();
    var models = new TreeMap<String, ModelManifest>();
    for (int i = 0; i < TEAMS.size(); i++) {
      String team = TEAMS.get(i);
      for (String task : List.of("ko-sums", "en-sums")) {
        for (int run = 1; run <= runs; run++) {
          journals.add(
              new StageRecord.Journal(
                  team, task, run, Content.of(journal(team, task, run, 5 - i - run))));
        }
      }
      lineage.put(team, screen(team));
      models.put(team, manifest(team));
    }
    return new StageRecord(
        "practice",
        "stage-1",
        Instant.parse("2026-11-22T03:00:00Z"),
        "0.1.0",
        rulebook(runs),
        TEAMS.stream().map(PracticeStage::team).toList(),
        List.of(
            new StageRecord.Task("ko-sums", resource("ko-sums.yaml"), items()),
            new StageRecord.Task("en-sums", resource("en-sums.yaml"), items())),
        journals,
        sheets(),
        List.of(
            new PanelMark("E1", "gamma", "conflict", "같은 기관, \"예전\" 동료"),
            new PanelMark("E2", "beta", "independence", "첫 손실값이 낮다")),
        ratings(),
        lineage,
        models,
        cases,
        claims,
        entries(decided));
  }

  private static Map<String, Object> entries(Map<String, Object> decided) {
    var entries =
        new TreeMap<String, Object>(
            Map.of("items", Map.of("bonus", Map.of("alpha", new BigDecimal("2.5")))));
    if (!decided.isEmpty()) {
      entries.put(EvidenceScores.LINEAGE_CASES, decided);
    }
    return entries;
  }

  private static String rulebook(int runs) throws IOException {
    String once = resource("rulebook.yaml");
    return runs == 1
        ? once
        : once.replaceFirst(
            "kind: index\n {10}components:",
            "kind: index\n          runs: {count: "
                + runs
                + ", aggregate: {rule: mean}}\n"
                + "          components:");
  }

  private static TeamEntry team(String id) {
    return new TeamEntry(
        id,
        new TeamEntry.Words(id + " 팀", "Team " + id),
        Optional.empty(),
        new TreeMap<>(),
        Optional.of(List.of("commercial-use")),
        Map.of("licence", "Apache-2.0"));
  }

  private static List<PanelScore> sheets() {
    var rows = new ArrayList<PanelScore>();
    for (String evaluator : List.of("E1", "E2", "E3")) {
      for (String team : TEAMS) {
        if (!(evaluator.equals("E1") && team.equals("gamma"))) {
          rows.add(new PanelScore(evaluator, team, "plan", new BigDecimal("28.5"), "좋다, 그러나"));
        }
      }
    }
    return rows;
  }

  private static List<UserRating> ratings() {
    var rows = new ArrayList<UserRating>();
    for (String rater : List.of("C1", "C2")) {
      for (String team : TEAMS) {
        rows.add(new UserRating("citizens", rater, team, 4, 1, 200));
      }
    }
    return rows;
  }

  private static String items() {
    var lines = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      lines.append(
          "{\"id\":\"i%d\",\"question\":\"%d+%d\",\"answer\":\"%d\"}\n".formatted(i, i, i, 2 * i));
    }
    return lines.toString();
  }

  private static String journal(String team, String taskId, int number, int correct)
      throws Exception {
    var run = new SeasonRun(number);
    BenchmarkTask task =
        run.of(
            BenchmarkTask.parse(
                resource(taskId + ".yaml").getBytes(StandardCharsets.UTF_8),
                items().getBytes(StandardCharsets.UTF_8),
                "items.jsonl"));
    Subject subject = run.of(new Subject(team + "-model", "", ""));
    var lines = new StringBuilder();
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        String reply = item.ordinal() < correct ? item.text("answer") : "모름";
        lines
            .append(
                new Attempt(
                        task.question(item, 0, subject).key(),
                        task.digest(),
                        subject,
                        item.ordinal(),
                        item.id(),
                        0,
                        0,
                        1,
                        Instant.parse("2026-11-22T01:00:00Z").plusMillis(item.ordinal()),
                        Timing.of(900),
                        new Outcome.Answered(Reply.of(reply, "stop")))
                    .toJson())
            .append('\n');
      }
    }
    return lines.toString();
  }

  private String screen(String team) throws Exception {
    try (var subject = Checkpoint.open(weights.resolve(team + "-model"));
        var foreign = Checkpoint.open(weights.resolve("foreign"))) {
      var screen = LineageScreen.of(subject, Map.of("foreign", foreign), 3, 7);
      return new String(screen.toJson(), StandardCharsets.UTF_8);
    }
  }

  private ModelManifest manifest(String team) throws Exception {
    try (var checkpoint = Checkpoint.open(weights.resolve(team + "-model"))) {
      return new ModelManifest(
          team + "-model",
          checkpoint.files().stream()
              .map(file -> new ModelManifest.ModelFile(file.path(), file.size(), file.digest()))
              .toList());
    }
  }

  private void write(String model, long seed, double noise) throws IOException {
    var random = new SplittableRandom(seed);
    var extra = new SplittableRandom(99);
    String layer = "model.layers.0.";
    var tensors =
        List.of(
            tensor("model.embed_tokens.weight", random, extra, noise, 0, 128, CHANNELS),
            tensor(layer + "input_layernorm.weight", random, extra, noise, 1, CHANNELS),
            tensor(layer + "post_attention_layernorm.weight", random, extra, noise, 1, CHANNELS),
            tensor(layer + "self_attn.q_proj.weight", random, extra, noise, 0, CHANNELS, CHANNELS),
            tensor(layer + "mlp.gate_proj.weight", random, extra, noise, 0, NEURONS, CHANNELS),
            tensor(layer + "mlp.up_proj.weight", random, extra, noise, 0, NEURONS, CHANNELS),
            tensor(layer + "mlp.down_proj.weight", random, extra, noise, 0, CHANNELS, NEURONS));
    Path folder = Files.createDirectories(weights.resolve(model));
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of());
  }

  private static StoredTensor tensor(
      String name,
      SplittableRandom random,
      SplittableRandom extra,
      double noise,
      double mean,
      long... axes) {
    var shape = new ArrayList<Long>();
    long elements = 1;
    for (long axis : axes) {
      shape.add(axis);
      elements *= axis;
    }
    var values = new float[Math.toIntExact(elements)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + 0.1 * (random.nextGaussian() + noise * extra.nextGaussian()));
    }
    return StoredTensor.of(name, ElementType.BF16, shape, values);
  }

  /** Returns the text of a test resource. */
  public static String resource(String name) throws IOException {
    try (InputStream in = PracticeStage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
