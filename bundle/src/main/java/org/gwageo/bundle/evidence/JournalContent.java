package org.gwageo.bundle.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.bundle.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * A journal of a bundle, one attempt a line, of which one line at a time is held. A published
 * journal is whole: a last line that is torn is refused like any other that is no attempt.
 */
final class JournalContent implements Attempts {

  /** Most bytes of a line: 64 MiB. */
  private static final int LONGEST = 1 << 26;

  private final String path;
  private final Content content;

  /** Reads {@code content}; {@code path} is for messages. */
  JournalContent(String path, Content content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public Cursor read() throws IOException {
    return new Lines(content.open());
  }

  private final class Lines implements Cursor {

    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int at;
    private int filled;
    private int number;

    Lines(InputStream in) {
      this.in = in;
    }

    @Override
    public @Nullable Attempt next() throws IOException {
      if (!hasMore()) {
        return null;
      }
      number++;
      readLine();
      try {
        return Attempt.parse(line.toString(StandardCharsets.UTF_8));
      } catch (JournalException e) {
        throw new JournalException("%s line %d: %s".formatted(path, number, e.getMessage()), e);
      }
    }

    private void readLine() throws IOException {
      line.reset();
      while (hasMore()) {
        int end = at;
        while (end < filled && block[end] != '\n') {
          end++;
        }
        if (line.size() + end - at > LONGEST) {
          throw new JournalException(
              "%s line %d has more than %d bytes".formatted(path, number, LONGEST));
        }
        line.write(block, at, end - at);
        at = Math.min(end + 1, filled);
        if (end < filled) {
          return;
        }
      }
      throw new JournalException(path + " ends inside a line");
    }

    private boolean hasMore() throws IOException {
      if (at == filled) {
        at = 0;
        filled = Math.max(0, in.read(block));
      }
      return at < filled;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
