package org.gwageo.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that is started with the application and keeps its files in one folder. */
final class EmbeddedServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

  private final EmbeddedPostgres postgres;

  private EmbeddedServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts a server on {@code folder/postgresql}, which is created when absent. */
  static EmbeddedServer start(Path folder) {
    Path files = folder.resolve("postgresql").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      endOrphan(files);
      Path programs = Files.createDirectories(folder.resolve("postgresql-programs"));
      return new EmbeddedServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(files)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(programs.toFile())
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "60")
              .setServerConfig("shared_buffers", "64MB")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start on " + files, e);
    }
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      log.warn("the embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
    }
  }

  /**
   * Ends a server that outlived an application which was killed. It holds the folder's lock, and
   * with its clients gone it ends at once.
   */
  private static void endOrphan(Path files) throws IOException {
    Path pidFile = files.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    String pid = Files.readString(pidFile, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    var orphan =
        pid.matches("\\d{1,18}")
            ? ProcessHandle.of(Long.parseLong(pid))
                .filter(p -> p.info().command().orElse("").endsWith("postgres"))
            : java.util.Optional.<ProcessHandle>empty();
    if (orphan.isPresent()) {
      log.info("ending the PostgreSQL server {} that an earlier run left behind", pid);
      orphan.get().destroy();
      try {
        orphan.get().onExit().get(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while PostgreSQL " + pid + " was ending", e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("PostgreSQL " + pid + " still holds " + files, e);
      }
    }
    Files.deleteIfExists(pidFile);
  }
}
