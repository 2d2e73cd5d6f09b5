package org.gwageo.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and folders that a user names. */
public final class InputFile {

  private static final long TEXT_LIMIT = 64L << 20;

  private InputFile() {}

  /**
   * Reads a text in UTF-8 of at most 64 MiB.
   *
   * @param thing what the file is to its reader, such as {@code rulebook}
   * @throws CannotRun if it is absent, a folder, too long, unreadable or not UTF-8
   */
  public static String text(String thing, Path path) throws CannotRun {
    requireFile(thing, path);
    try {
      long size = Files.size(path);
      if (size > TEXT_LIMIT) {
        throw new CannotRun(
            "the %s %s has %d bytes; at most %d are read".formatted(thing, path, size, TEXT_LIMIT));
      }
      byte[] bytes = Files.readAllBytes(path);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CannotRun("the %s %s is not a text in UTF-8".formatted(thing, path), e);
    } catch (IOException e) {
      throw unreadable(thing, path, e);
    }
  }

  /**
   * Checks that a path leads to a file.
   *
   * @throws CannotRun if nothing is there, or a folder
   */
  public static void requireFile(String thing, Path path) throws CannotRun {
    requireSomething(thing, path);
    if (Files.isDirectory(path)) {
      throw new CannotRun("the %s %s is a folder, not a file".formatted(thing, path));
    }
  }

  /**
   * Checks that a path leads to a folder.
   *
   * @throws CannotRun if nothing is there, or no folder
   */
  public static void requireFolder(String thing, Path path) throws CannotRun {
    requireSomething(thing, path);
    if (!Files.isDirectory(path)) {
      throw new CannotRun("the %s %s is a file, not a folder".formatted(thing, path));
    }
  }

  /**
   * Checks that a path leads to something.
   *
   * @throws CannotRun if nothing is there
   */
  public static void requireSomething(String thing, Path path) throws CannotRun {
    if (!Files.exists(path)) {
      throw new CannotRun("the %s %s does not exist".formatted(thing, path));
    }
  }

  /** Returns the failure of reading something that is there. */
  public static CannotRun unreadable(String thing, Path path, IOException cause) {
    return new CannotRun(
        "the %s %s cannot be read: %s".formatted(thing, path, Reasons.of(cause)), cause);
  }
}
