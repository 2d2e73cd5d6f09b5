package org.gwageo.cli.benchmark;

import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/** What a command was granted, for as long as it runs. */
record Granted(Grants grants, @Nullable Sandbox sandbox) implements AutoCloseable {

  @Override
  public void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
