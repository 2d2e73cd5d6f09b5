package org.gwageo.cluster.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The files of this machine under the scheme {@code gate}. While a file called {@code hold} lies
 * beside a model, worker processes open its weights as often as is set, counted over all of them;
 * whoever opens them next stops before, leaves its number in the name of a file, and waits until
 * {@code hold} is gone.
 */
public final class GateFileSystem extends RawLocalFileSystem {

  /** The process that is never stopped. */
  static final String DRIVER = "gate.driver";

  /** How often worker processes open weights before one is stopped. */
  static final String PASSED = "gate.passed";

  private static final int LONGEST_WAIT_MILLIS = 60_000;

  private String driver = "";
  private int passed = 2;

  @Override
  public URI getUri() {
    return URI.create("gate:///");
  }

  @Override
  public String getScheme() {
    return "gate";
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    driver = configuration.get(DRIVER, "");
    passed = configuration.getInt(PASSED, passed);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    String process = Long.toString(ProcessHandle.current().pid());
    if (!process.equals(driver) && path.getName().endsWith(".safetensors")) {
      java.nio.file.Path folder = pathToFile(path.getParent()).toPath();
      java.nio.file.Path hold = folder.resolve("hold");
      if (Files.exists(hold) && opened(folder) > passed) {
        Files.writeString(folder.resolve("held-" + process), "");
        await(hold);
      }
    }
    return super.open(path, bufferSize);
  }

  /** Counts one more opening; every process adds a byte to the same file. */
  private static long opened(java.nio.file.Path folder) throws IOException {
    java.nio.file.Path count = folder.resolve("opened");
    Files.write(count, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return Files.size(count);
  }

  private static void await(java.nio.file.Path hold) throws IOException {
    long until = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000L;
    while (Files.exists(hold) && System.nanoTime() < until) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted at the gate", e);
      }
    }
  }
}
