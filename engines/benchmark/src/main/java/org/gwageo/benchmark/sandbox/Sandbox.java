package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A place on this machine where programs of strangers run, one in each slot.
 *
 * <p>There is one slot for each CPU. Thread-safe. Closing it ends everything that still runs in it
 * and removes its folder.
 */
public final class Sandbox implements AutoCloseable {

  private final Interpreter interpreter;
  private final Limits limits;
  private final Isolation isolation;
  private final Enclosure enclosure;
  private final BlockingQueue<Integer> slots;
  private final int slotCount;
  private final ScheduledExecutorService watch;

  private Sandbox(
      Interpreter interpreter, Limits limits, Isolation isolation, Enclosure enclosure, int slots) {
    this.interpreter = interpreter;
    this.limits = limits;
    this.isolation = isolation;
    this.enclosure = enclosure;
    this.slotCount = slots;
    this.slots = new ArrayBlockingQueue<>(slots);
    for (int slot = 0; slot < slots; slot++) {
      this.slots.add(slot);
    }
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-watch").factory());
    timer.setRemoveOnCancelPolicy(true);
    this.watch = timer;
  }

  /**
   * Opens a sandbox and runs a first program in it.
   *
   * @param acceptLimitsOnly whether the operator accepts programs without isolation where the
   *     machine gives none
   * @throws SandboxException if the machine gives no isolation and that is not accepted, or no
   *     program runs at all
   */
  public static Sandbox open(Interpreter interpreter, Limits limits, boolean acceptLimitsOnly)
      throws SandboxException {
    int slots = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 400);
    String why;
    try {
      return opened(interpreter, limits, Isolation.NAMESPACES, slots);
    } catch (SandboxException e) {
      why = e.getMessage();
    }
    if (!acceptLimitsOnly) {
      throw new SandboxException(
          "this machine does not let programs be kept apart ("
              + why
              + "); nothing is run unless limits alone are accepted");
    }
    return opened(interpreter, limits, Isolation.LIMITS_ONLY, slots);
  }

  /**
   * Opens a sandbox with limits alone, whatever the machine would give.
   *
   * @throws SandboxException if no program runs at all
   */
  public static Sandbox openLimitsOnly(Interpreter interpreter, Limits limits)
      throws SandboxException {
    int slots = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 400);
    return opened(interpreter, limits, Isolation.LIMITS_ONLY, slots);
  }

  private static Sandbox opened(
      Interpreter interpreter, Limits limits, Isolation isolation, int slots)
      throws SandboxException {
    Enclosure enclosure = Enclosure.prepare(interpreter, limits, isolation);
    Sandbox sandbox = new Sandbox(interpreter, limits, isolation, enclosure, slots);
    try {
      sandbox.probe();
      return sandbox;
    } catch (SandboxException e) {
      sandbox.close();
      throw e;
    }
  }

  private void probe() throws SandboxException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" && echo works", "sh"));
    try (Slot slot = slot()) {
      command.addAll(slot.program(""));
      probe(slot.start(command));
    } catch (IOException e) {
      throw new SandboxException("a first program did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted", e);
    }
  }

  private static void probe(SandboxedProcess first)
      throws IOException, InterruptedException, SandboxException {
    try (SandboxedProcess process = first) {
      byte[] printed = process.output().readNBytes(100);
      int code = process.exitCode();
      if (code != 0 || !new String(printed, StandardCharsets.UTF_8).equals("works\n")) {
        throw new SandboxException(
            "a first program ended with status " + code + " " + process.errors().strip());
      }
    }
  }

  /** Returns how far programs are kept apart. */
  public Isolation isolation() {
    return isolation;
  }

  /** Returns the interpreter. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** Returns the limits of each program. */
  public Limits limits() {
    return limits;
  }

  /** Returns how many programs can run at one time. */
  public int slots() {
    return slotCount;
  }

  /**
   * Runs one program with {@code input} on its standard input and waits for its end.
   *
   * @param program the program's text, given to the interpreter as a file
   * @throws IOException if the program cannot be started
   * @throws InterruptedException if the thread is interrupted; the program is ended
   */
  public Execution run(String program, byte[] input) throws IOException, InterruptedException {
    try (Slot slot = slot()) {
      return Execution.of(slot, program, input);
    }
  }

  /** Returns the folder from which the sandboxes are made. */
  Path folder() {
    return enclosure.base();
  }

  /** Waits for a free slot. */
  Slot slot() throws InterruptedException {
    return new Slot(slots.take());
  }

  @Override
  public void close() {
    watch.shutdownNow();
    enclosure.remove();
  }

  /** A right to run one program, or two that belong together. */
  final class Slot implements AutoCloseable {
    private final int number;
    private int started;

    private Slot(int number) {
      this.number = number;
    }

    /** Starts {@code command} inside the sandbox. */
    SandboxedProcess start(List<String> command) throws IOException {
      int place = number * 2 + started++ % 2;
      return SandboxedProcess.start(enclosure, place, command, limits, watch);
    }

    /** Returns the interpreter's command for a file that the sandbox itself brings along. */
    List<String> script(String name) {
      return enclosure.script(name);
    }

    /** Returns the interpreter's command for {@code program}, written to a file of this slot. */
    List<String> program(String program) throws IOException {
      return enclosure.program(number, program);
    }

    @Override
    public void close() {
      slots.add(number);
    }
  }
}
