package org.gwageo.cli.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.checkpoint.CheckpointException;

/** Checkpoints as users name them. */
final class CheckpointPaths {

  private CheckpointPaths() {}

  /** Opens a checkpoint; {@code thing} is what it is to the command. */
  static Checkpoint open(String thing, Path path) throws CannotRun {
    InputFile.requireSomething(thing, path);
    if (Files.isDirectory(path) && !isCheckpoint(path)) {
      throw new CannotRun(
          "the %s %s holds neither model.safetensors nor model.safetensors.index.json"
              .formatted(thing, path));
    }
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
      List<Path> found = isCheckpoint(path) ? List.of(path) : below(path);
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
      return entries.filter(CheckpointPaths::isCheckpoint).sorted().toList();
    } catch (IOException e) {
      throw InputFile.unreadable("reference", folder, e);
    }
  }

  private static boolean isCheckpoint(Path path) {
    return Files.isDirectory(path)
        ? Files.exists(path.resolve("model.safetensors"))
            || Files.exists(path.resolve("model.safetensors.index.json"))
        : path.toString().endsWith(".safetensors");
  }

  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
