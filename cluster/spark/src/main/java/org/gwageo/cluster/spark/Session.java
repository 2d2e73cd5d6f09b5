package org.gwageo.cluster.spark;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark for a command and stops it afterwards. */
final class Session {

  /** What the engine's kernels need of a Java machine. */
  private static final String KERNELS =
      "--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED";

  private static final String WORKERS_OPTIONS = "spark.executor.extraJavaOptions";

  /** How long Spark itself waits before it complains that nobody takes its tasks. */
  private static final String PATIENCE = "spark.starvation.timeout";

  private static final String PATIENCE_UNLESS_GIVEN = "15s";

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
    try (spark;
        ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("gwageo-watch").factory())) {
      spark.setLogLevel("ERROR");
      spark.sc().addSparkListener(new Losses(narration));
      ScheduledFuture<?> remark =
          watch.schedule(
              () -> remarkThatNobodyWorks(spark),
              own.getTimeAsMs(PATIENCE, PATIENCE_UNLESS_GIVEN),
              TimeUnit.MILLISECONDS);
      try {
        return job.run(spark, narration);
      } catch (CannotRun | RuntimeException e) {
        if (spark.sc().isStopped()) {
          throw new CannotRun(
              "Spark at %s ended the application before it was done (%s);"
                      .formatted(own.get("spark.master"), Sentences.reason(e))
                  + " no master may be there, or it gave up",
              e);
        }
        throw e;
      } finally {
        remark.cancel(true);
      }
    } finally {
      Worker.closeAll();
    }
  }

  /** A job that no worker can take waits for ever, and Spark's own log keeps to errors. */
  private void remarkThatNobodyWorks(JavaSparkContext spark) {
    // The driver counts as one.
    boolean alone = spark.sc().statusTracker().getExecutorInfos().length <= 1;
    if (spark.sc().isLocal() || spark.sc().isStopped() || !alone) {
      return;
    }
    String memory = spark.getConf().get("spark.executor.memory", "1g");
    String processors = spark.getConf().get("spark.executor.cores", "1");
    narration.remark(
        narration
            .say(
                "아직 작업 프로세스가 없습니다. %s에 프로세서 %s개와 메모리 %s이(가) 남은 작업 노드가 생기면 시작합니다.",
                "no worker process has come yet; %s has to have a worker with %s processors and"
                    + " %s of memory free")
            .formatted(spark.master(), processors, memory));
  }
}
