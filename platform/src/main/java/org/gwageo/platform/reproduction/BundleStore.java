package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.gwageo.benchmark.reproduction.BundleArchive;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
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
      Files.createDirectories(folder(stage));
      Path partial = Files.createTempFile(folder(stage), ".handed-in", ".partial");
      Files.copy(archive, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
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
    Files.createDirectories(root);
    Path folder = Files.createTempDirectory(root, ".open");
    try {
      BundleArchive.unpack(archive, folder, expanded.toBytes());
      return work.on(folder);
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be removed", e);
    }
  }
}
