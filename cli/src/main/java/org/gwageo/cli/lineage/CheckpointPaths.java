package org.gwageo.cli.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.FingerprintFile;

/** Checkpoints as users name them. */
final class CheckpointPaths {

  private static final Pattern WEIGHTS =
      Pattern.compile("(?i).*\\.(?:safetensors|gguf|onnx|bin|pt|pth)");
  private static final String[] INDEXES = {
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin.index.json"
  };

  private CheckpointPaths() {}

  /** Opens a checkpoint; {@code thing} is what it is to the command. */
  static Checkpoint open(String thing, Path path) throws CannotRun {
    InputFile.requireSomething(thing, path);
    try {
      return Checkpoint.open(path);
    } catch (CheckpointException e) {
      throw new CannotRun("the %s %s cannot be read: %s".formatted(thing, path, e.getMessage()), e);
    }
  }

  /**
   * Returns the checkpoints among {@code paths} and directly below them, by name.
   *
   * @throws CannotRun if a path leads to none, or two checkpoints have the same name
   */
  static SortedMap<String, Path> references(Collection<Path> paths) throws CannotRun {
    var references = new TreeMap<String, Path>();
    for (Path path : paths) {
      InputFile.requireSomething("reference", path);
      List<Path> found = isReference(path) ? List.of(path) : below(path);
      if (found.isEmpty()) {
        throw new CannotRun("the reference %s holds no checkpoint".formatted(path));
      }
      for (Path one : found) {
        Path other = references.put(name(one), one);
        if (other != null) {
          throw new CannotRun(
              "the references %s and %s are both named %s".formatted(other, one, name(one)));
        }
      }
    }
    return references;
  }

  private static List<Path> below(Path folder) throws CannotRun {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(CheckpointPaths::isReference).sorted().toList();
    } catch (IOException e) {
      throw InputFile.unreadable("reference", folder, e);
    }
  }

  /** Returns whether the path names a fingerprint rather than weights. */
  static boolean isFingerprint(Path path) {
    return path.toString().endsWith(FingerprintFile.SUFFIX);
  }

  private static boolean isReference(Path path) {
    return isFingerprint(path) || isCheckpoint(path);
  }

  /** Whether something there could be weights; what is inside is looked at when it is opened. */
  private static boolean isCheckpoint(Path path) {
    if (!Files.isDirectory(path)) {
      return WEIGHTS.matcher(path.toString()).matches();
    }
    if (Stream.of(INDEXES).anyMatch(index -> Files.exists(path.resolve(index)))) {
      return true;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> WEIGHTS.matcher(file.toString()).matches()).count() == 1;
    } catch (IOException e) {
      return false;
    }
  }

  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
