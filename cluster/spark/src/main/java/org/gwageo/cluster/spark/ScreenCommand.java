package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code screen}: compares a model with a library, by weights where both have them. */
@Command(
    name = "screen",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a model with every reference of a library: with all families of tests where the"
          + " reference is a model, by fingerprints where it is one.",
      "The report has the bytes that gwageo lineage screen writes for the same inputs and seed."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no trace of a derivation from any reference",
      "1:a trace (identical, derivation-established, indicated)",
      "2:cannot run, or no reference allows a test (untestable)"
    },
    footerHeading = "%nExample:%n",
    footer =
        "  cluster/spark/run screen s3a://models/entrant --references s3a://library --json out.json")
final class ScreenCommand implements Callable<Integer> {

  private static final int MOST_ENTRANTS = 1_000_000;

  private final Session session;
  private final PrintStream out;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "A folder in Hugging Face layout, a .safetensors or .gguf file, or a .gwf file.")
  private String subject;

  @Option(
      names = "--references",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "References (models or fingerprints), or folders that hold them.")
  private List<String> references = List.of();

  @Option(
      names = "--start",
      paramLabel = "PATH",
      description =
          "Weights that both models may have started from, such as a seed's or a public step 0; if"
              + " both carry them, a derivation is only indicated. May be given several times.")
  private List<String> starts = List.of();

  @Option(
      names = "--by-fingerprint",
      description =
          "Fingerprint the models and compare nothing else: T0, T1 and T2 alone, with one reading"
              + " of every model.")
  private boolean byFingerprint;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "With --by-fingerprint: keep the fingerprints of references there as NAME.gwf, and use"
              + " those that are there.")
  private @Nullable String keep;

  @Option(
      names = "--entrants",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many models are screened in the same programme: the error rate holds for all"
              + " together. Default ${DEFAULT-VALUE}.")
  private int entrants = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of all random draws, default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--controls",
      paramLabel = "FILE",
      description =
          "Control library to calibrate with, made by gwageo lineage calibrate; the engine's own"
              + " unless given.")
  private java.nio.file.@Nullable Path controls;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write the report as canonical JSON to a file of this machine, or - for standard output.")
  private @Nullable String json;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  ScreenCommand(Session session, PrintStream out) {
    this.session = session;
    this.out = out;
  }

  @Override
  public Integer call() throws CannotRun {
    if (entrants < 1 || entrants > MOST_ENTRANTS) {
      throw new CannotRun(
          "--entrants is between 1 and %d, not %d".formatted(MOST_ENTRANTS, entrants));
    }
    if (byFingerprint && !starts.isEmpty()) {
      throw new CannotRun("--start looks for weights, which --by-fingerprint does not compare");
    }
    FingerprintJob.Settings settings = reading.settings();
    Settings pair = pair();
    return session.run(
        reading.master(), (spark, narration) -> run(spark, narration, settings, pair));
  }

  private int run(
      JavaSparkContext spark, Narration narration, FingerprintJob.Settings settings, Settings pair)
      throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    var named = new ArrayList<Path>();
    for (String reference : references) {
      named.add(RemotePaths.path(reference, configuration));
    }
    Map<String, Path> found = RemotePaths.references(named, configuration);
    Settings each = pair.forPairs(Math.multiplyExact(found.size(), entrants));
    var weights = new TreeMap<String, Path>();
    var prints = new TreeMap<String, Path>();
    found.forEach(
        (name, path) ->
            (byFingerprint || RemotePaths.isFingerprint(path) ? prints : weights).put(name, path));
    Path own = RemotePaths.path(subject, configuration);
    var reports = new TreeMap<String, LineageReport>();
    if (weights.isEmpty()) {
      reports.putAll(byPrint(spark, narration, settings, own, prints, each));
    } else {
      check(own, weights.firstKey());
      try (var job = new WeightsJob(spark, settings, narration)) {
        ComparedModel model = job.open("subject", own, settings.known());
        var first = new ArrayList<ComparedModel>();
        for (String start : starts) {
          first.add(job.open("start", RemotePaths.path(start, configuration), Map.of()));
        }
        reports.putAll(job.compare(model, weights, first, each));
        if (!prints.isEmpty()) {
          FingerprintJob.Settings hashed = settings.withKnown(model.digests());
          reports.putAll(byPrint(spark, narration, hashed, own, prints, each));
        }
      }
    }
    var screen = new LineageScreen(entrants, pair.seed(), reports);
    write(screen);
    if (!"-".equals(json)) {
      print(screen, narration);
    }
    return status(screen, narration);
  }

  /** The comparison of weights needs what fingerprints do without. */
  private void check(Path own, String reference) throws CannotRun {
    if (RemotePaths.isFingerprint(own)) {
      throw new CannotRun(
          "%s is a fingerprint, and comparing it with the model %s takes its weights;"
                  .formatted(subject, reference)
              + " --by-fingerprint compares fingerprints");
    }
    if (keep != null) {
      throw new CannotRun("--keep keeps fingerprints, which only --by-fingerprint makes");
    }
    if (reading.withoutDigests()) {
      throw new CannotRun(
          "--no-digests leaves out what the report names its inputs by; it goes with"
              + " --by-fingerprint only");
    }
  }

  private Map<String, LineageReport> byPrint(
      JavaSparkContext spark,
      Narration narration,
      FingerprintJob.Settings settings,
      Path own,
      SequencedMap<String, Path> references,
      Settings each)
      throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    Fingerprint print = print(new FingerprintJob(spark, settings, narration), own, configuration);
    var job = new FingerprintJob(spark, settings.withKnown(Map.of()), narration);
    var library = new Library(keep, configuration);
    var prints = new TreeMap<String, ScreenJob.Reference>();
    for (Map.Entry<String, Path> entry : references.entrySet()) {
      prints.put(entry.getKey(), library.fingerprint(entry.getKey(), entry.getValue(), job));
    }
    return new ScreenJob(spark, narration).compare(print, prints, each);
  }

  private static Fingerprint print(FingerprintJob job, Path path, Configuration configuration)
      throws CannotRun {
    if (!RemotePaths.isFingerprint(path)) {
      return job.fingerprint(path);
    }
    try {
      return RemotePaths.local(
          RemotePaths.file(path, configuration), configuration, FingerprintFile::read);
    } catch (IOException | CheckpointException e) {
      throw new CannotRun("%s cannot be read: %s".formatted(path, Sentences.reason(e)), e);
    }
  }

  private Settings pair() throws CannotRun {
    if (controls == null) {
      return Settings.of(seed);
    }
    try {
      return Settings.of(seed).with(ControlLibrary.read(controls));
    } catch (CheckpointException e) {
      throw new CannotRun("the controls cannot be used: " + e.getMessage(), e);
    }
  }

  private void write(LineageScreen screen) throws CannotRun {
    if (json == null) {
      return;
    }
    byte[] bytes = screen.toJson();
    if (json.equals("-")) {
      out.write(bytes, 0, bytes.length);
      out.flush();
      return;
    }
    try {
      Files.write(java.nio.file.Path.of(json), bytes);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(json, Sentences.reason(e)), e);
    }
  }

  private void print(LineageScreen screen, Narration narration) {
    for (Map.Entry<String, LineageReport> entry : screen.reports().entrySet()) {
      out.printf("%-24s %s%n", entry.getValue().grade().id(), entry.getKey());
    }
    if (screen.grade() == Grade.NOT_FOUND) {
      return;
    }
    for (String name : screen.strongest()) {
      LineageReport report = screen.reports().get(name);
      if (report != null) {
        out.println();
        out.println(name + ": " + report.sentence(narration.language()));
      }
    }
  }

  private int status(LineageScreen screen, Narration narration) {
    return switch (screen.grade()) {
      case IDENTICAL, DERIVATION_ESTABLISHED, INDICATED -> SparkScreen.FOUND_SOMETHING;
      case NOT_FOUND -> SparkScreen.DONE;
      case UNTESTABLE -> {
        narration.remark(
            narration.say(
                "%s에 적용할 수 있는 검정이 없습니다. 모양이 기준 모델과 다릅니다.".formatted(subject),
                "no test applies to %s, whose shapes are not the references'".formatted(subject)));
        yield SparkScreen.CANNOT_RUN;
      }
    };
  }
}
