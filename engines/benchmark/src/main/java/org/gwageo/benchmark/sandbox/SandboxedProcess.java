package org.gwageo.benchmark.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One running program with its pipes; closing it ends the program and all of its descendants. */
final class SandboxedProcess implements AutoCloseable {

  private static final int KEPT = 16_384;
  private static final String READY = "ready";

  private final Process process;
  private final Enclosure enclosure;
  private final int place;
  private final String mark;
  private final Limits limits;
  private final ScheduledExecutorService watch;
  private volatile ScheduledFuture<?> end;
  private Duration used = Duration.ZERO;
  private int periods;
  private final Thread drain;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private volatile boolean outOfTime;
  private volatile boolean outOfOutput;

  private SandboxedProcess(
      Process process,
      Enclosure enclosure,
      int place,
      String mark,
      Limits limits,
      ScheduledExecutorService watch) {
    this.process = process;
    this.enclosure = enclosure;
    this.place = place;
    this.mark = mark;
    this.limits = limits;
    this.drain = Thread.ofPlatform().daemon().name("sandbox-errors").unstarted(this::drain);
    this.watch = watch;
    this.end = later();
  }

  private ScheduledFuture<?> later() {
    return watch.schedule(this::timeIsOver, limits.wall().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Ends the program, unless it worked for a tenth of its CPU time since the last look: then the
   * machine is busy, and the program is to meet its CPU limit rather than the wall.
   */
  private void timeIsOver() {
    Duration before = used;
    used = cpuTime();
    boolean works =
        used.minus(before).compareTo(Duration.ofMillis(100L * limits.cpuSeconds())) >= 0;
    if (works && ++periods < Limits.MOST_PERIODS) {
      end = later();
    } else {
      outOfTime = true;
      kill();
    }
  }

  private Duration cpuTime() {
    return process
        .descendants()
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  static SandboxedProcess start(
      Enclosure enclosure,
      int place,
      List<String> command,
      Limits limits,
      ScheduledExecutorService watch)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(enclosure.command(place, command));
    builder.directory(enclosure.folder(place).toFile());
    String mark = enclosure.mark(place);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("PYTHONHASHSEED", "0");
    environment.put(Enclosure.VARIABLE, mark);
    SandboxedProcess started =
        new SandboxedProcess(builder.start(), enclosure, place, mark, limits, watch);
    started.drain.start();
    return started;
  }

  /**
   * Reads what is printed to standard error, keeps its beginning, and ends a program that prints
   * too much.
   */
  private void drain() {
    byte[] buffer = new byte[8192];
    long read = 0;
    try (InputStream stream = process.getErrorStream()) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        read += n;
        synchronized (errors) {
          errors.write(buffer, 0, Math.min(n, KEPT - errors.size()));
        }
        if (read > limits.output()) {
          tooMuch();
        }
      }
    } catch (IOException e) {
      // The pipe broke because the program was ended.
      return;
    }
  }

  /** Ends the program because it wrote more than it may. */
  void tooMuch() {
    outOfOutput = true;
    kill();
  }

  /**
   * Waits until the sandbox around the program is complete and returns the program's standard
   * output.
   *
   * @throws IOException if the sandbox could not be made; the message is what its maker printed
   */
  InputStream output() throws IOException {
    InputStream stream = process.getInputStream();
    if (!enclosure.announces()) {
      return stream;
    }
    StringBuilder line = new StringBuilder();
    for (int c = stream.read(); c >= 0 && c != '\n' && line.length() < 100; c = stream.read()) {
      line.append((char) c);
    }
    if (!line.toString().equals(READY)) {
      throw new IOException("the sandbox could not be made: " + errors().strip());
    }
    return stream;
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** Waits for the end and returns the exit status; 128 and more is a signal. */
  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    drain.join(1000);
    return code;
  }

  /** Returns the beginning of what was printed to standard error. */
  String errors() {
    synchronized (errors) {
      return errors.toString(StandardCharsets.UTF_8);
    }
  }

  /** Tells the program that nothing more comes. */
  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
      return;
    }
  }

  Limits limits() {
    return limits;
  }

  boolean outOfTime() {
    return outOfTime;
  }

  boolean outOfOutput() {
    return outOfOutput;
  }

  private void kill() {
    if (!enclosure.announces()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end.cancel(false);
    kill();
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    enclosure.sweep(place, mark);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
