package org.gwageo.cluster.spark;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.gwageo.lineage.fingerprint.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fingerprint}: keeps what screening a model needs without its weights. */
@Command(
    name = "fingerprint",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a model once, in blocks spread over the workers, and writes its fingerprint.",
      "The file has the bytes that gwageo lineage fingerprint writes on one machine."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer =
        "  cluster/spark/run fingerprint s3a://models/reference --out s3a://library/reference.gwf")
final class FingerprintCommand implements Callable<Integer> {

  private final Session session;
  private final PrintStream out;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(
      paramLabel = "MODEL",
      description = "A folder in Hugging Face layout, or a .safetensors or .gguf file.")
  private String model;

  @SuppressWarnings("NullAway.Init") // Required, so picocli sets it.
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the fingerprint; the usual suffix is .gwf.")
  private String file;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  FingerprintCommand(Session session, PrintStream out) {
    this.session = session;
    this.out = out;
  }

  @Override
  public Integer call() throws CannotRun {
    FingerprintJob.Settings settings = reading.settings();
    return session.run(
        reading.master(),
        (spark, narration) -> {
          Path to = RemotePaths.path(file, spark.hadoopConfiguration());
          Fingerprint print =
              new FingerprintJob(spark, settings, narration)
                  .fingerprint(RemotePaths.path(model, spark.hadoopConfiguration()));
          RemotePaths.write(to, spark.hadoopConfiguration(), print);
          long bytes = RemotePaths.file(to, spark.hadoopConfiguration()).length();
          out.println(
              String.format(
                  Locale.ROOT,
                  narration.say(
                      "매개변수 %,d개, 텐서 %,d개, 지문 %,d바이트",
                      "%,d parameters, %,d tensors, fingerprint of %,d bytes"),
                  print.parameters(),
                  print.tensors().size(),
                  bytes));
          return SparkScreen.DONE;
        });
  }
}
