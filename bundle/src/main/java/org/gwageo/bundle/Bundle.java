package org.gwageo.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a bundle by their path, in the order of the paths. */
public final class Bundle {

  /** The list of the other files. */
  public static final String MANIFEST = "bundle.json";

  /** The digest of the list. */
  public static final String MANIFEST_DIGEST = "bundle.sha256";

  private final SortedMap<String, byte[]> files;

  private Bundle(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Returns a bundle of {@code files}; the arrays are not copied.
   *
   * @throws BundleException if a path is none that a bundle may hold
   */
  public static Bundle of(SortedMap<String, byte[]> files) throws BundleException {
    var checked = new TreeMap<String, byte[]>();
    for (var file : files.entrySet()) {
      checked.put(BundlePath.checked(file.getKey()), file.getValue());
    }
    return new Bundle(checked);
  }

  /**
   * Reads a bundle from a folder or a zip file, and nothing outside of it: symbolic links, entries
   * that lead elsewhere and sizes beyond the limits are refused.
   *
   * @throws BundleException if it cannot be read as a bundle
   * @throws IOException if the operating system refuses to read it
   */
  public static Bundle open(Path path) throws BundleException, IOException {
    if (Files.isDirectory(path)) {
      return new Bundle(BundleFolder.read(path));
    }
    return new Bundle(BundleZip.read(readZip(path)));
  }

  /**
   * Returns the first entry in which the zip file differs from the one that {@link #writeZip}
   * writes for the same files; empty if they are equal byte for byte.
   */
  public Optional<String> firstDifference(Path zip) throws BundleException, IOException {
    return BundleZip.firstDifference(readZip(zip), files);
  }

  private static byte[] readZip(Path path) throws BundleException, IOException {
    if (!Files.isRegularFile(path)) {
      throw new BundleException(null, "there is no bundle at " + path);
    }
    if (Files.size(path) > BundleLimits.BYTES) {
      throw new BundleException(
          null,
          "%s has %d bytes; at most %d are read"
              .formatted(path.getFileName(), Files.size(path), BundleLimits.BYTES));
    }
    return Files.readAllBytes(path);
  }

  /** Returns the files by path; do not change the arrays. */
  public SortedMap<String, byte[]> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** Returns a file's bytes, or null if there is no such file; do not change the array. */
  public byte @Nullable [] find(String path) {
    return files.get(path);
  }

  /**
   * Returns a file's bytes; do not change the array.
   *
   * @throws BundleException if there is no such file
   */
  public byte[] file(String path) throws BundleException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new BundleException(path, path + " is missing");
    }
    return bytes;
  }

  /** Returns the bytes of the zip file. */
  public byte[] toZip() {
    return BundleZip.write(files);
  }

  /** Writes the zip file: stored entries in the order of their paths, without times. */
  public void writeZip(Path zip) throws IOException {
    Files.write(zip, toZip());
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
