package org.gwageo.cluster.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkConf;
import org.gwageo.lineage.Language;

/**
 * One run of the program.
 *
 * @param status the exit status
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
record Run(int status, String out, String err) {

  /** Runs a command on two threads of this process. */
  static Run of(String... arguments) {
    return of(conf("local[2]"), Language.EN, arguments);
  }

  static SparkConf conf(String master) {
    return new SparkConf(false)
        .setMaster(master)
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1");
  }

  static Run of(SparkConf conf, Language language, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        SparkScreen.run(
            arguments,
            conf,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            language);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
