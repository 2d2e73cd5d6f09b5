package org.gwageo.cluster.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark for a command and stops it afterwards. */
final class Session {

  /** What the engine's kernels need of a Java machine. */
  private static final String KERNELS =
      "--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED";

  private static final String WORKERS_OPTIONS = "spark.executor.extraJavaOptions";

  private final SparkConf conf;
  private final Narration narration;

  Session(SparkConf conf, Narration narration) {
    this.conf = conf;
    this.narration = narration;
  }

  Narration narration() {
    return narration;
  }

  /** What a command does with Spark. */
  @FunctionalInterface
  interface Job {
    int run(JavaSparkContext spark, Narration narration) throws CannotRun;
  }

  /**
   * Runs a job.
   *
   * @param master where Spark runs if its own configuration does not say it
   * @throws CannotRun if Spark cannot be started, or the job cannot be done
   */
  int run(String master, Job job) throws CannotRun {
    SparkConf own = conf.clone();
    own.setIfMissing("spark.app.name", "gwageo lineage");
    own.setIfMissing("spark.master", master);
    own.setIfMissing("spark.ui.enabled", "false");
    own.setIfMissing("spark.ui.showConsoleProgress", "false");
    // The driver takes results one by one and keeps nothing of them but sums.
    own.setIfMissing("spark.driver.maxResultSize", "0");
    String options = own.get(WORKERS_OPTIONS, "");
    if (!options.contains("jdk.incubator.vector")) {
      own.set(WORKERS_OPTIONS, (options + " " + KERNELS).strip());
    }
    JavaSparkContext spark;
    try {
      spark = new JavaSparkContext(own);
    } catch (RuntimeException e) {
      throw new CannotRun("Spark cannot be started: " + Sentences.reason(e), e);
    }
    try (spark) {
      spark.setLogLevel("ERROR");
      spark.sc().addSparkListener(new Losses(narration));
      return job.run(spark, narration);
    } finally {
      Worker.closeAll();
    }
  }
}
