package org.gwageo.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that one process at a time keeps its data in. The claim ends with the process. */
public final class DataFolder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Claims {@code path}, which is created when absent, and ends a database server that a killed
   * process left running on it.
   *
   * @throws IllegalStateException if another process has claimed it
   */
  public static DataFolder claim(Path path) throws IOException {
    Path folder = Files.createDirectories(path.toAbsolutePath().normalize());
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new IllegalStateException("another Gwageo is running on the folder " + folder);
    }
    var claimed = new DataFolder(folder, channel);
    claimed.endOrphan();
    return claimed;
  }

  /** Returns where the folder is. */
  public Path path() {
    return path;
  }

  /** Returns the folder of the database's files. */
  Path databaseFiles() {
    return path.resolve("postgresql");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A server that outlived its application holds the files; without clients it ends at once. */
  private void endOrphan() throws IOException {
    Path pidFile = databaseFiles().resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    String pid = Files.readString(pidFile, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    Optional<ProcessHandle> orphan =
        pid.matches("\\d{1,18}")
            ? ProcessHandle.of(Long.parseLong(pid))
                .filter(p -> p.info().command().orElse("").endsWith("postgres"))
            : Optional.empty();
    if (orphan.isPresent()) {
      log.info("ending the PostgreSQL server {} that an earlier run left behind", pid);
      orphan.get().destroy();
      await(orphan.get());
    }
    Files.deleteIfExists(pidFile);
  }

  private void await(ProcessHandle server) throws IOException {
    try {
      server.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL " + server.pid() + " was ending", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL " + server.pid() + " still holds " + path, e);
    }
  }
}
