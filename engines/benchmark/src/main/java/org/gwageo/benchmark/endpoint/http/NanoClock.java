package org.gwageo.benchmark.endpoint.http;

/** Tells how much time passes; its readings mean nothing by themselves. */
@FunctionalInterface
public interface NanoClock {

  /** Returns nanoseconds since some fixed moment; differences of readings are durations. */
  long nanos();

  /** Returns the clock of {@link System#nanoTime()}. */
  static NanoClock system() {
    return System::nanoTime;
  }
}
