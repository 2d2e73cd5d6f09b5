package org.gwageo.cluster.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gwageo.cluster.spark.ScreenJob.Reference;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of a screen's references; those that have to be made can be kept for the next
 * screen.
 */
final class Library {

  private final @Nullable Path keep;
  private final Configuration configuration;

  /**
   * Makes fingerprints and keeps them in a folder.
   *
   * @param keep the folder, or null to keep none
   * @throws CannotRun if it is no path
   */
  Library(@Nullable String keep, Configuration configuration) throws CannotRun {
    this.keep = keep == null ? null : RemotePaths.path(keep, configuration);
    this.configuration = configuration;
  }

  /**
   * Returns the fingerprint of a reference, which is made unless it is one or is kept already.
   *
   * @throws CannotRun if the reference cannot be read or the fingerprint not be kept
   */
  Reference fingerprint(String name, Path reference, FingerprintJob job) throws CannotRun {
    if (RemotePaths.isFingerprint(reference)) {
      return new Reference.Kept(RemotePaths.file(reference, configuration));
    }
    if (keep == null) {
      return new Reference.Made(job.fingerprint(reference));
    }
    var file = new Path(keep, name + FingerprintFile.SUFFIX);
    try {
      if (!file.getFileSystem(configuration).exists(file)) {
        Fingerprint made = job.fingerprint(reference);
        RemotePaths.write(file, configuration, made);
      }
      return new Reference.Kept(RemotePaths.file(file, configuration));
    } catch (IOException e) {
      throw new CannotRun("%s cannot be read: %s".formatted(file, Sentences.reason(e)), e);
    }
  }
}
