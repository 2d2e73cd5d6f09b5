package org.gwageo.cluster.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that read weights. */
final class ReadingOptions {

  private static final int MEGABYTE = 1 << 20;
  private static final long DIGESTS_LIMIT = 16 << 20;
  private static final Pattern DIGEST_LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[*]",
      description =
          "Where Spark runs unless spark-submit says it; default ${DEFAULT-VALUE}, all processors"
              + " of this machine.")
  private String master = "local[*]";

  @Option(
      names = "--task-megabytes",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "About how many MiB of weights one task reads, default ${DEFAULT-VALUE}. A worker needs"
              + " twice that of disk or page cache per task.")
  private int taskMegabytes = 256;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many ranges a task reads at the same time, default ${DEFAULT-VALUE}.")
  private int readers = 4;

  @Option(
      names = "--digests",
      paramLabel = "FILE",
      description =
          "Lines as sha256sum writes them, from a verified manifest; these files are not hashed"
              + " again. A screen takes them for the subject's.")
  private @Nullable Path digests;

  @Option(
      names = "--no-digests",
      description =
          "Leave out SHA-256 of the files, for which they are read a second time: the fingerprint"
              + " then does not say which bytes it is of.")
  private boolean withoutDigests;

  String master() {
    return master;
  }

  boolean withoutDigests() {
    return withoutDigests;
  }

  FingerprintJob.Settings settings() throws CannotRun {
    if (taskMegabytes < 1 || taskMegabytes > 1 << 20) {
      throw new CannotRun(
          "--task-megabytes is between 1 and 1048576, not %d".formatted(taskMegabytes));
    }
    if (readers < 1 || readers > 256) {
      throw new CannotRun("--readers is between 1 and 256, not %d".formatted(readers));
    }
    Map<String, Digest> known = digests == null ? Map.of() : known(digests);
    return new FingerprintJob.Settings(
        (long) taskMegabytes * MEGABYTE, readers, !withoutDigests, known);
  }

  private static Map<String, Digest> known(Path file) throws CannotRun {
    var known = new HashMap<String, Digest>();
    try {
      if (Files.size(file) > DIGESTS_LIMIT) {
        throw new CannotRun(
            "the list of digests %s has %d bytes; at most %d are read"
                .formatted(file, Files.size(file), DIGESTS_LIMIT));
      }
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Matcher matcher = DIGEST_LINE.matcher(line);
        if (!matcher.matches()) {
          throw new CannotRun(
              "%s holds a line that is no digest and name: %s"
                  .formatted(file, line.substring(0, Math.min(80, line.length()))));
        }
        String name = matcher.group(2);
        known.put(name.substring(name.lastIndexOf('/') + 1), new Digest(matcher.group(1)));
      }
      return known;
    } catch (IOException e) {
      throw new CannotRun(
          "the list of digests %s cannot be read: %s".formatted(file, Sentences.reason(e)), e);
    }
  }
}
