package org.gwageo.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process's own output streams: always UTF-8, quiet when the reader of a pipe has left, honest
 * when a disk is full.
 */
public final class StandardStreams implements Terminal.Watchers {

  private static final int OUTPUT = 1;
  private static final int ERRORS = 2;

  private final Sink sink = new Sink(new FileOutputStream(FileDescriptor.out));
  private final PrintStream out = new PrintStream(sink, false, StandardCharsets.UTF_8);
  private final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  /** Opens the streams. */
  public StandardStreams() {}

  /** Returns standard output, buffered. */
  public PrintStream out() {
    return out;
  }

  /** Returns standard error. */
  public PrintStream err() {
    return err;
  }

  @Override
  public boolean seeOutput() {
    return isTerminal(OUTPUT);
  }

  @Override
  public boolean seeErrors() {
    return isTerminal(ERRORS);
  }

  /**
   * Sends what is buffered on its way and returns what kept standard output from being written;
   * nothing if all went out, or if nobody wanted the rest.
   */
  public Optional<IOException> finish() {
    out.flush();
    return Optional.ofNullable(sink.failure).filter(failure -> !isBrokenPipe(failure));
  }

  private static boolean isBrokenPipe(IOException failure) {
    String message = failure.getMessage();
    return message != null && message.contains("Broken pipe");
  }

  /** POSIX isatty(3). */
  @SuppressWarnings("restricted") // The signature is the one in POSIX.
  private static boolean isTerminal(int descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("isatty")
        .map(
            symbol -> {
              try {
                var isatty =
                    linker.downcallHandle(
                        symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
                return (int) isatty.invokeExact(descriptor) == 1;
              } catch (Throwable e) {
                throw new IllegalStateException("isatty cannot be called", e);
              }
            })
        .orElse(false);
  }

  /** Gathers small writes, and remembers the first failure instead of losing it. */
  private static final class Sink extends OutputStream {

    private final OutputStream to;
    private final byte[] buffer = new byte[1 << 13];
    private int filled;
    private @Nullable IOException failure;

    Sink(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) {
      if (filled == buffer.length) {
        flush();
      }
      buffer[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (length > buffer.length - filled) {
        flush();
      }
      if (length > buffer.length) {
        pass(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, filled, length);
        filled += length;
      }
    }

    @Override
    public void flush() {
      pass(buffer, 0, filled);
      filled = 0;
    }

    private void pass(byte[] bytes, int offset, int length) {
      if (failure != null) {
        return;
      }
      try {
        to.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
