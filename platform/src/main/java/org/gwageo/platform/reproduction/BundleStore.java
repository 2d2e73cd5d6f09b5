package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.gwageo.benchmark.reproduction.BundleArchive;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.files.WorkFolder;
import org.gwageo.platform.programme.StageId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The archives that teams handed in, each under its digest: one folder for all processes that share
 * the database.
 */
@Component
class BundleStore {

  private final Path root;
  private final DataSize expanded;

  BundleStore(
      @Value("${gwageo.reproduction.bundles}") Path root,
      @Value("${gwageo.reproduction.most-expanded}") DataSize expanded) {
    this.root = root;
    this.expanded = expanded;
  }

  /** Works with the files of a bundle. */
  @FunctionalInterface
  interface Work<T> {
    T on(Path folder) throws IOException, BundleException;
  }

  /** Keeps an archive; the same one is kept once. */
  void keep(StageId stage, Digest digest, Path archive) throws IOException {
    Path target = file(stage, digest);
    if (!Files.exists(target)) {
      try (var work = WorkFolder.in(folder(stage))) {
        Path copy = Files.copy(archive, work.resolve("bundle.zip"));
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Returns where an archive is kept. */
  Path file(StageId stage, Digest digest) {
    return folder(stage).resolve(digest.hex() + ".zip");
  }

  private Path folder(StageId stage) {
    return root.resolve(stage.programme()).resolve(stage.stage());
  }

  /**
   * Unpacks an archive for as long as {@code work} takes.
   *
   * @throws BundleException if it is no archive of a bundle, or the work finds that it is none
   */
  <T> T with(Path archive, Work<T> work) throws IOException, BundleException {
    try (var folder = WorkFolder.in(root)) {
      BundleArchive.unpack(archive, folder.path(), expanded.toBytes());
      return work.on(folder.path());
    }
  }
}
