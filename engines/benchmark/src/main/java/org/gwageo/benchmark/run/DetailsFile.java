package org.gwageo.benchmark.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.gwageo.benchmark.score.QuestionScore;
import org.jspecify.annotations.Nullable;

/**
 * Scores of questions, one a line, in a file that takes the place of the last one when complete.
 */
final class DetailsFile implements Consumer<QuestionScore>, AutoCloseable {

  private final Path file;
  private final Path next;
  private @Nullable BufferedWriter out;
  private @Nullable IOException failure;

  DetailsFile(Path file) {
    this.file = file;
    this.next = file.resolveSibling(file.getFileName() + ".next");
  }

  @Override
  public void accept(QuestionScore score) {
    if (failure != null) {
      return;
    }
    try {
      writer().append(score.toJson()).append('\n');
    } catch (IOException e) {
      failure = e;
    }
  }

  private BufferedWriter writer() throws IOException {
    BufferedWriter writer = out;
    if (writer == null) {
      writer = Files.newBufferedWriter(next);
      out = writer;
    }
    return writer;
  }

  /**
   * Puts what was written in place.
   *
   * @throws IOException if any of it could not be written
   */
  void publish() throws IOException {
    writer().close();
    if (failure != null) {
      throw new IOException("cannot write " + file, failure);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    Files.deleteIfExists(next);
  }
}
