package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs programs of some language.
 *
 * @param name what results call it, such as {@code python 3.11.7}
 * @param command the executable, absolute, and arguments that come before the program's file
 * @param folders folders besides the system's that it needs to read, absolute
 */
public record Interpreter(String name, List<String> command, List<Path> folders) {

  private static final String ABOUT =
      "import sys; print('%d.%d.%d' % sys.version_info[:3]);"
          + " print(sys.executable); print(sys.base_prefix); print(sys.base_exec_prefix)";

  /** Checks that paths are absolute. */
  public Interpreter {
    command = List.copyOf(command);
    folders = List.copyOf(folders);
    if (command.isEmpty() || !Path.of(command.getFirst()).isAbsolute()) {
      throw new IllegalArgumentException("the interpreter's command needs an absolute path");
    }
    for (Path folder : folders) {
      if (!folder.isAbsolute()) {
        throw new IllegalArgumentException("not an absolute folder: " + folder);
      }
    }
  }

  /**
   * Returns the Python 3 that {@code PATH} finds, or nothing. It starts without site packages, so
   * that programs see the standard library only, and writes no compiled files.
   */
  public static Optional<Interpreter> python() {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve("python3");
      if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
        Optional<Interpreter> found = python(candidate);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the Python 3.8 or later at {@code executable}, or nothing where it does not answer. */
  public static Optional<Interpreter> python(Path executable) {
    List<String> about = answer(List.of(executable.toString(), "-c", ABOUT));
    if (about.size() != 4 || !about.getFirst().matches("3\\.(?:[89]|[1-9][0-9])\\.[0-9]+")) {
      return Optional.empty();
    }
    Set<Path> folders = new LinkedHashSet<>();
    for (String prefix : about.subList(2, 4)) {
      Path folder = Path.of(prefix);
      if (folder.getNameCount() > 0 && !folder.startsWith("/usr")) {
        folders.add(folder);
      }
    }
    Path real = Path.of(about.get(1));
    try {
      real = real.toRealPath();
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Interpreter(
            "python " + about.getFirst(),
            List.of(real.toString(), "-S", "-s", "-B"),
            List.copyOf(folders)));
  }

  private static List<String> answer(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return List.of();
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        return List.of();
      }
      byte[] printed = process.getInputStream().readNBytes(10_000);
      return new ArrayList<>(new String(printed, StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      process.destroyForcibly();
    }
  }
}
