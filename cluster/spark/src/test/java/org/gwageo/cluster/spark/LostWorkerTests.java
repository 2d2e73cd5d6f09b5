package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small cluster on this machine: a master, two workers, and their processes. */
class LostWorkerTests {

  @TempDir private Path folder;

  @Test
  void aProcessThatIsKilledInTheMiddleChangesNoByte() throws Exception {
    Path model = Model.random(6, 1).write(folder.resolve("model"));
    Path expected = folder.resolve("one.gwf");
    FingerprintFile.write(OnePass.read(model, OnePass.Settings.standard()), expected);
    Path hold = Files.writeString(model.resolve("hold"), "");
    Path out = folder.resolve("spark.gwf");

    var run =
        CompletableFuture.supplyAsync(
            () ->
                Run.of(
                    twoProcesses(),
                    Language.EN,
                    "fingerprint",
                    "gate://" + model,
                    "--out",
                    out.toString(),
                    "--task-megabytes",
                    "1",
                    "--readers",
                    "1"));
    ProcessHandle held = held(model, run);
    assertThat(held.pid()).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(held.destroyForcibly()).isTrue();
    while (held.isAlive()) {
      Thread.sleep(20);
    }
    Files.delete(hold);

    Run done = run.get(10, TimeUnit.MINUTES);
    assertThat(done.err()).contains("worker process").contains("is gone").contains("137");
    assertThat(done.status()).isZero();
    assertThat(out).hasSameBinaryContentAs(expected);
  }

  @Test
  void aProcessThatIsKilledBetweenTheTestsOfWeightsChangesNoByte() throws Exception {
    Path subject = Zoo.copy(Zoo.model("vision-tuned"), folder.resolve("subject"));
    Path reference = Zoo.copy(Zoo.model("vision-1"), folder.resolve("reference"));
    Path hold = Files.writeString(subject.resolve("hold"), "");
    var run =
        CompletableFuture.supplyAsync(
            () ->
                Run.of(
                    // One opening takes the digest; the weights are opened at least four times.
                    twoProcesses().set("spark.hadoop." + GateFileSystem.PASSED, "3"),
                    Language.EN,
                    "screen",
                    "gate://" + subject,
                    "--references",
                    "gate://" + reference,
                    "--json",
                    "-",
                    "--readers",
                    "1"));
    ProcessHandle held = held(subject, run);
    assertThat(held.destroyForcibly()).isTrue();
    while (held.isAlive()) {
      Thread.sleep(20);
    }
    Files.delete(hold);

    Run done = run.get(10, TimeUnit.MINUTES);
    assertThat(done.err()).contains("worker process").contains("is gone").contains("137");
    assertThat(done.status()).isEqualTo(SparkScreen.FOUND_SOMETHING);
    assertThat(done.out())
        .isEqualTo(
            WeightScreenTests.onOneMachine(subject, Map.of("reference", reference), null, 1, 0));
  }

  /** Waits for a process that has read some and stopped. */
  private static ProcessHandle held(Path model, CompletableFuture<Run> run)
      throws IOException, InterruptedException {
    while (true) {
      if (run.isDone()) {
        throw new AssertionError("the job ended before a process was stopped: " + run.join());
      }
      try (Stream<Path> files = Files.list(model)) {
        Optional<ProcessHandle> found =
            files
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.startsWith("held-"))
                .map(name -> Long.parseLong(name.substring("held-".length())))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
      Thread.sleep(50);
    }
  }

  private static SparkConf twoProcesses() {
    try {
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Run.conf("local-cluster[2,1,1024]")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .set("spark.hadoop.fs.gate.impl", GateFileSystem.class.getName())
        .set("spark.hadoop." + GateFileSystem.DRIVER, Long.toString(ProcessHandle.current().pid()));
  }
}
