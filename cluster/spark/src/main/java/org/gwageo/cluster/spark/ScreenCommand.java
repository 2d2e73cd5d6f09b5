package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** {@code screen}: compares a model with a library by fingerprints. */
@Command(
    name = "screen",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a model with every reference of a library by their fingerprints.",
      "The report has the bytes that gwageo lineage screen writes for the same fingerprints. What is"
          + " indicated or stronger deserves the full comparison of its weights: gwageo lineage"
          + " compare."
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
      description =
          "References (models or fingerprints), or folders that hold them. Models are"
              + " fingerprinted first.")
  private List<String> references = List.of();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the fingerprints of references there as NAME.gwf, and use those that are there.")
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
    FingerprintJob.Settings settings = reading.settings();
    Settings pair = pair();
    return session.run(
        reading.master(), (spark, narration) -> run(spark, narration, settings, pair));
  }

  private int run(
      JavaSparkContext spark, Narration narration, FingerprintJob.Settings settings, Settings pair)
      throws CannotRun {
    Configuration configuration = spark.hadoopConfiguration();
    var job = new FingerprintJob(spark, settings, narration);
    var named = new ArrayList<Path>();
    for (String reference : references) {
      named.add(RemotePaths.path(reference, configuration));
    }
    Map<String, Path> found = RemotePaths.references(named, configuration);
    Fingerprint own = print(job, RemotePaths.path(subject, configuration), configuration);
    var library = new Library(keep, configuration);
    var prints = new TreeMap<String, ScreenJob.Reference>();
    for (Map.Entry<String, Path> entry : found.entrySet()) {
      prints.put(entry.getKey(), library.fingerprint(entry.getKey(), entry.getValue(), job));
    }
    LineageScreen screen = new ScreenJob(spark, narration).screen(own, prints, pair, entrants);
    write(screen);
    if (!"-".equals(json)) {
      print(screen, narration);
    }
    return status(screen, narration);
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
