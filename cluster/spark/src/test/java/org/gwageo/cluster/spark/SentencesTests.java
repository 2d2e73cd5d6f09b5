package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SentencesTests {

  /** What Spark 4.2 says when executors run Java 17. */
  private static final String ON_JAVA_17 =
      "Job aborted due to stage failure: Task 3 in stage 0.0 failed 4 times, most recent failure:"
          + " Lost task 3.3 in stage 0.0 (TID 12) (127.0.0.1 executor 0):"
          + " java.lang.UnsupportedClassVersionError: org/gwageo/cluster/spark/Work$Pieces has been"
          + " compiled by a more recent version of the Java Runtime (class file version 69.0), this"
          + " version of the Java Runtime only recognizes class file versions up to 61.0\n"
          + "\tat java.base/java.lang.ClassLoader.defineClass1(Native Method)";

  @Test
  void aWorkerWithAnOlderJavaIsNamedAsSuch() {
    assertThat(Sentences.reason(new IOException(ON_JAVA_17)))
        .isEqualTo(
            "a worker runs Java 17, and the program needs 25 or newer there (JAVA_HOME of the"
                + " workers, or spark.executorEnv.JAVA_HOME)");
  }

  @Test
  void theFirstLineSaysTheReason() {
    assertThat(Sentences.reason(new IOException("disk full\nat line 3"))).isEqualTo("disk full");
    assertThat(Sentences.olderJava("disk full")).isEmpty();
  }
}
