package org.gwageo.cluster.spark;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.gwageo.lineage.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program that takes fingerprints and screens models on Apache Spark. It runs under {@code
 * spark-submit}, or by itself on all processors of one machine.
 */
@Command(
    name = "cluster/spark/run",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Takes fingerprints of checkpoints and screens models on Apache Spark.",
      "Paths are those of any Hadoop file system: file:, hdfs:, s3a: (with hadoop-aws among the"
          + " jars)."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  cluster/spark/run fingerprint hdfs:///models/reference --out hdfs:///library/reference.gwf",
      "  cluster/spark/run screen hdfs:///models/entrant --references hdfs:///library --json out.json"
    })
public final class SparkScreen implements Runnable {

  /** Done, and nothing was found. */
  static final int DONE = 0;

  /** Done, and something was found. */
  static final int FOUND_SOMETHING = 1;

  /** Nothing could be done. */
  static final int CANNOT_RUN = 2;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  private SparkScreen() {}

  /**
   * Runs a command and ends the process with 0 (done), 1 (found a trace) or 2 (cannot run).
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    boolean watched = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    int status = run(arguments, new SparkConf(), out, err, watched, language(System.getenv()));
    out.flush();
    System.exit(status);
  }

  /** Runs a command and returns the exit status. */
  static int run(
      String[] arguments,
      SparkConf conf,
      PrintStream out,
      PrintStream err,
      boolean watched,
      Language language) {
    var narration = new Narration(err, watched, language);
    var session = new Session(conf, narration);
    var line =
        new CommandLine(new SparkScreen())
            .addSubcommand(new FingerprintCommand(session, out))
            .addSubcommand(new ScreenCommand(session, out));
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          narration.close();
          if (failure instanceof CannotRun || failure instanceof IOException) {
            narration.remark(Sentences.reason(failure));
            return CANNOT_RUN;
          }
          throw failure;
        });
    line.setParameterExceptionHandler(
        (failure, wrong) -> {
          narration.remark(
              "%s; see %s --help"
                  .formatted(
                      Sentences.reason(failure),
                      failure.getCommandLine().getCommandSpec().qualifiedName()));
          return CANNOT_RUN;
        });
    return line.execute(arguments);
  }

  private static Language language(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT).startsWith("ko") ? Language.KO : Language.EN;
      }
    }
    return Language.EN;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
