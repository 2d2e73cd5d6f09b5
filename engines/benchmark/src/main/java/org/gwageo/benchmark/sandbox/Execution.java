package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program with real pipes did.
 *
 * @param ending {@link Verdict.Kind#EXITED} with a message that names the status, or the limit that
 *     ended it
 * @param exitCode the exit status; 128 and more is a signal
 * @param output standard output as UTF-8
 * @param errors the beginning of standard error
 */
public record Execution(Verdict ending, int exitCode, String output, String errors) {

  static Execution of(Sandbox.Slot slot, String program, byte[] input)
      throws IOException, InterruptedException {
    try (SandboxedProcess process = slot.start(slot.program(program))) {
      InputStream stream = process.output();
      Thread feed =
          Thread.ofPlatform().daemon().name("sandbox-input").start(() -> feed(process, input));
      long most = process.limits().output();
      byte[] printed = stream.readNBytes((int) most);
      if (printed.length == most && stream.read() >= 0) {
        process.tooMuch();
      }
      int code = process.exitCode();
      feed.join(1000);
      Verdict ending = Endings.of(process, process.limits());
      return new Execution(
          ending, code, new String(printed, StandardCharsets.UTF_8), process.errors());
    }
  }

  private static void feed(SandboxedProcess process, byte[] input) {
    try (OutputStream stream = process.input()) {
      stream.write(input);
    } catch (IOException e) {
      // A program need not read all of its input.
      return;
    }
  }
}
