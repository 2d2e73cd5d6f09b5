package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Processes that a program left behind where no name space ends them: found by the account that
 * only this program has, or by a variable of its environment.
 */
final class Strays {

  private static final Path PROCESSES = Path.of("/proc");
  private static final int ROUNDS = 20;
  private static final long PAUSE_MILLIS = 5;

  private Strays() {}

  /** Ends all of them; a process that starts others while it is ended is met in the next round. */
  static void end(String mark, int user) {
    for (int round = 0; round < ROUNDS; round++) {
      if (endOnce(mark, user) == 0) {
        return;
      }
      pause(PAUSE_MILLIS * (round + 1));
    }
  }

  /** A killed process is there until the kernel has taken it down. */
  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int endOnce(String mark, int user) {
    int found = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path folder : folders) {
        if (belongs(folder, mark, user)) {
          found++;
          long id = Long.parseLong(folder.getFileName().toString());
          ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return found;
  }

  private static boolean belongs(Path folder, String mark, int user) {
    try {
      if (user >= 0) {
        return Files.getAttribute(folder, "unix:uid") instanceof Integer owner && owner == user;
      }
      byte[] environment = Files.readAllBytes(folder.resolve("environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
