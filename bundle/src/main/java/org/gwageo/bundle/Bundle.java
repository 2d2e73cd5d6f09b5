package org.gwageo.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * The files of a bundle by their path, in the order of the paths. One that was opened is read from
 * the disk when it is asked for, and has to stay there as it is.
 */
public final class Bundle {

  /** The list of the other files. */
  public static final String MANIFEST = "bundle.json";

  /** The digest of the list. */
  public static final String MANIFEST_DIGEST = "bundle.sha256";

  private final SortedMap<String, Content> files;

  private Bundle(SortedMap<String, Content> files) {
    this.files = files;
  }

  /**
   * Returns a bundle of {@code files}.
   *
   * @throws BundleException if a path is none that a bundle may hold
   */
  public static Bundle of(SortedMap<String, Content> files) throws BundleException {
    var checked = new TreeMap<String, Content>();
    for (var file : files.entrySet()) {
      checked.put(BundlePath.checked(file.getKey()), file.getValue());
    }
    return new Bundle(checked);
  }

  /**
   * Opens a bundle in a folder or a zip file, and nothing outside of it: symbolic links, entries
   * that lead elsewhere and sizes beyond the limits are refused.
   *
   * @throws BundleException if it cannot be read as a bundle
   * @throws IOException if the operating system refuses to read it
   */
  public static Bundle open(Path path) throws BundleException, IOException {
    if (Files.isDirectory(path)) {
      return new Bundle(BundleFolder.read(path));
    }
    requireZip(path);
    return new Bundle(BundleZip.read(path));
  }

  /**
   * Returns the first entry in which the zip file differs from the one that {@link #writeZip}
   * writes for the same files; empty if they are equal byte for byte.
   */
  public Optional<String> firstDifference(Path zip) throws BundleException, IOException {
    requireZip(zip);
    return BundleZip.firstDifference(zip, files);
  }

  private static void requireZip(Path path) throws BundleException, IOException {
    if (!Files.isRegularFile(path)) {
      throw new BundleException(null, "there is no bundle at " + path);
    }
    if (Files.size(path) > BundleLimits.BYTES) {
      throw new BundleException(
          null,
          "%s has %d bytes; at most %d are read"
              .formatted(path.getFileName(), Files.size(path), BundleLimits.BYTES));
    }
  }

  /** Returns the files by path. */
  public SortedMap<String, Content> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** Returns a file's bytes, or null if there is no such file; do not change the array. */
  public byte @Nullable [] find(String path) {
    return Content.find(files, path);
  }

  /**
   * Returns a file's bytes; do not change the array.
   *
   * @throws BundleException if there is no such file
   */
  public byte[] file(String path) throws BundleException {
    byte[] bytes = find(path);
    if (bytes == null) {
      throw new BundleException(path, path + " is missing");
    }
    return bytes;
  }

  /**
   * Writes the zip file: stored entries in the order of their paths, without times.
   *
   * @throws IOException if a file cannot be read, the zip file cannot be written, or it would be
   *     larger than 4 GiB
   */
  public void writeZip(Path zip) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16)) {
      BundleZip.write(files, out);
    }
  }

  /**
   * Writes the files below {@code folder}, which is created if it is absent.
   *
   * @throws IOException if it holds something already, or cannot be written
   */
  public void writeFolder(Path folder) throws IOException {
    BundleFolder.write(folder, files);
  }
}
