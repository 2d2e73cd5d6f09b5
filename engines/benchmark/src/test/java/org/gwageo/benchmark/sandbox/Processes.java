package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processes of this machine, for tests that look whether one is left. */
final class Processes {

  private Processes() {}

  static boolean anyWith(String argument) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        if (commandLine(folder).contains("\0" + argument + "\0")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String commandLine(Path folder) {
    try {
      return new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It ended between the listing and the reading.
      return "";
    }
  }
}
