package org.gwageo.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that is started with the application and keeps its files in one folder. */
final class EmbeddedServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

  private final DataFolder folder;
  private final EmbeddedPostgres postgres;

  private EmbeddedServer(DataFolder folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
  }

  /** Starts a server on {@code path} with programs unpacked into {@code programs}. */
  static EmbeddedServer start(Path path, Path programs) {
    try {
      var folder = DataFolder.claim(path);
      Files.createDirectories(programs);
      return new EmbeddedServer(
          folder,
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.databaseFiles())
              .setCleanDataDirectory(false)
              // The application ends the server after its own last query.
              .setRegisterShutdownHook(false)
              .setOverrideWorkingDirectory(programs.toAbsolutePath().toFile())
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start on " + path, e);
    }
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      postgres.close();
      folder.close();
    } catch (IOException e) {
      log.warn("the embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
    }
  }
}
