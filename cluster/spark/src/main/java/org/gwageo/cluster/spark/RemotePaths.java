package org.gwageo.cluster.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;

/** Paths of Hadoop file systems as users name them. */
final class RemotePaths {

  private static final List<String> LAYOUT =
      List.of("model.safetensors", "model.safetensors.index.json");

  private RemotePaths() {}

  /**
   * Returns what the user named; without a scheme it is a path of the default file system, of this
   * machine unless Hadoop is configured otherwise.
   *
   * @throws CannotRun if it is no path
   */
  static Path path(String named, Configuration configuration) throws CannotRun {
    try {
      var path = new Path(named);
      return path.getFileSystem(configuration).makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotRun("%s cannot be read: %s".formatted(named, Sentences.reason(e)), e);
    }
  }

  static boolean isFingerprint(Path path) {
    return path.getName().endsWith(FingerprintFile.SUFFIX);
  }

  /**
   * Returns the file at a path.
   *
   * @throws CannotRun if there is none
   */
  static RemoteFile file(Path path, Configuration configuration) throws CannotRun {
    try {
      FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
      if (!status.isFile()) {
        throw new CannotRun(path + " is no file");
      }
      return RemoteFile.of(status);
    } catch (FileNotFoundException e) {
      throw new CannotRun("there is no file " + path, e);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be read: %s".formatted(path, Sentences.reason(e)), e);
    }
  }

  /**
   * Returns the models and fingerprints among {@code paths} and directly below them, by name.
   *
   * @throws CannotRun if a path leads to none, or two have the same name
   */
  static SortedMap<String, Path> references(List<Path> paths, Configuration configuration)
      throws CannotRun {
    var references = new TreeMap<String, Path>();
    for (Path path : paths) {
      try {
        FileSystem files = path.getFileSystem(configuration);
        FileStatus status = files.getFileStatus(path);
        List<Path> found =
            isReference(files, status) ? List.of(status.getPath()) : below(files, status);
        if (found.isEmpty()) {
          throw new CannotRun("the reference %s holds no checkpoint".formatted(path));
        }
        for (Path one : found) {
          Path other = references.put(one.getName(), one);
          if (other != null) {
            throw new CannotRun(
                "the references %s and %s are both named %s".formatted(other, one, one.getName()));
          }
        }
      } catch (FileNotFoundException e) {
        throw new CannotRun("there is no reference at " + path, e);
      } catch (IOException e) {
        throw new CannotRun("%s cannot be read: %s".formatted(path, Sentences.reason(e)), e);
      }
    }
    return references;
  }

  private static List<Path> below(FileSystem files, FileStatus folder) throws IOException {
    var found = new ArrayList<Path>();
    if (folder.isDirectory()) {
      FileStatus[] entries = files.listStatus(folder.getPath());
      Arrays.sort(entries);
      for (FileStatus entry : entries) {
        if (isReference(files, entry)) {
          found.add(entry.getPath());
        }
      }
    }
    return found;
  }

  private static boolean isReference(FileSystem files, FileStatus entry) throws IOException {
    if (entry.isFile()) {
      return isFingerprint(entry.getPath()) || ModelFiles.isWeights(entry.getPath().getName());
    }
    int weights = 0;
    for (FileStatus file : files.listStatus(entry.getPath())) {
      if (LAYOUT.contains(file.getPath().getName())) {
        return true;
      }
      weights += file.isFile() && ModelFiles.isWeights(file.getPath().getName()) ? 1 : 0;
    }
    return weights == 1;
  }

  /** Reads a file of this machine. */
  @FunctionalInterface
  interface Reader<T> {
    T read(java.nio.file.Path file) throws CheckpointException;
  }

  /**
   * Reads a small file through a copy of it on this machine, which has its name.
   *
   * @throws IOException if it cannot be copied
   */
  static <T> T local(RemoteFile file, Configuration configuration, Reader<T> reader)
      throws IOException, CheckpointException {
    java.nio.file.Path folder =
        Files.createTempDirectory(Files.createDirectories(Worker.room()), "gwageo-");
    java.nio.file.Path copy = folder.resolve(file.name());
    try (var in = file.open(configuration)) {
      Files.copy(in, copy);
      return reader.read(copy);
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(folder);
    }
  }

  /**
   * Writes bytes so that either all of them are at the path or what was there before.
   *
   * @throws CannotRun if they cannot be written
   */
  static void write(Path path, Configuration configuration, Fingerprint print) throws CannotRun {
    var part = new Path(path.getParent(), "." + path.getName() + ".part");
    try {
      FileSystem files = path.getFileSystem(configuration);
      java.nio.file.Path local =
          Files.createTempFile(
              Files.createDirectories(Worker.room()), "gwageo-", FingerprintFile.SUFFIX);
      try {
        FingerprintFile.write(print, local);
        try (var out = files.create(part, true)) {
          Files.copy(local, out);
        }
        files.delete(path, false);
        if (!files.rename(part, path)) {
          throw new IOException("it cannot be renamed from " + part);
        }
      } finally {
        Files.deleteIfExists(local);
      }
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(path, Sentences.reason(e)), e);
    }
  }
}
