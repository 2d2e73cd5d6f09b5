package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.gwageo.lineage.Language;
import org.junit.jupiter.api.Test;

class SessionTests {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anApplicationThatSparkEndsIsOneSentence() {
    Session session = session(Run.conf("local[1]"));
    assertThatThrownBy(
            () ->
                session.run(
                    "local[1]",
                    (spark, _) -> {
                      spark.sc().stop();
                      spark.broadcast("anything").destroy();
                      return SparkScreen.DONE;
                    }))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("Spark at local[1] ended the application");
  }

  @Test
  void whatIsWrongWithAJobStaysWhatItIs() {
    Session session = session(Run.conf("local[1]"));
    assertThatThrownBy(
            () ->
                session.run(
                    "local[1]",
                    (_, _) -> {
                      throw new CannotRun("there is no such model");
                    }))
        .isInstanceOf(CannotRun.class)
        .hasMessage("there is no such model");
  }

  @Test
  void aClusterWithoutRoomForAWorkerProcessIsSaid() throws Exception {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    SparkConf conf =
        Run.conf("local-cluster[1,1,1024]")
            .set("spark.executor.cores", "2")
            .set("spark.starvation.timeout", "10ms");
    int status = session(conf).run("local[1]", (_, _) -> untilSomethingIsSaid());
    assertThat(status).isEqualTo(SparkScreen.DONE);
    assertThat(said())
        .hasLineCount(1)
        .contains("no worker process has come yet")
        .contains("local-cluster[1,1,1024]")
        .contains("2 processors and 1g of memory");
  }

  @Test
  void oneMachineWithoutAClusterNeedsNoWorkerProcess() throws Exception {
    SparkConf conf = Run.conf("local[1]").set("spark.starvation.timeout", "1ms");
    Integer sum =
        session(conf)
            .run("local[1]", (spark, _) -> spark.parallelize(List.of(1, 2)).reduce(Integer::sum));
    assertThat(sum).isEqualTo(3);
    assertThat(said()).isEmpty();
  }

  private int untilSomethingIsSaid() {
    while (said().isEmpty()) {
      Thread.onSpinWait();
    }
    return SparkScreen.DONE;
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Session session(SparkConf conf) {
    return new Session(
        conf,
        new Narration(new PrintStream(err, true, StandardCharsets.UTF_8), false, Language.EN));
  }
}
