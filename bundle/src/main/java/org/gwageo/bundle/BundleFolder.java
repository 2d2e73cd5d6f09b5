package org.gwageo.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;

/** A bundle as a folder. */
final class BundleFolder {

  private static final int DEEPEST = 6;

  private final SortedMap<String, Content> files = new TreeMap<>();
  private long bytes;

  private BundleFolder() {}

  static SortedMap<String, Content> read(Path folder) throws BundleException, IOException {
    var reader = new BundleFolder();
    reader.readInto(folder, "", 0);
    return reader.files;
  }

  private void readInto(Path folder, String prefix, int depth) throws BundleException, IOException {
    if (depth > DEEPEST) {
      throw new BundleException(
          prefix, "folder %s lies deeper than %d folders".formatted(prefix, DEEPEST));
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String path = BundlePath.checked(prefix + child.getFileName());
        if (Files.isSymbolicLink(child)) {
          throw new BundleException(path, path + " is a symbolic link; a bundle holds none");
        }
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          readInto(child, path + "/", depth + 1);
        } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
          add(path, child);
        } else {
          throw new BundleException(path, path + " is neither a file nor a folder");
        }
      }
    }
  }

  private void add(String path, Path file) throws BundleException, IOException {
    bytes += Files.size(file);
    if (bytes > BundleLimits.BYTES || files.size() >= BundleLimits.FILES) {
      throw new BundleException(
          path,
          "with %s the bundle exceeds %d bytes or %d files"
              .formatted(path, BundleLimits.BYTES, BundleLimits.FILES));
    }
    files.put(path, Content.of(file));
  }

  static void write(Path folder, SortedMap<String, Content> files) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      if (children.iterator().hasNext()) {
        throw new IOException("folder " + folder + " is not empty");
      }
    }
    for (var file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Path parent = target.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (OutputStream out = Files.newOutputStream(target)) {
        file.getValue().writeTo(out);
      }
    }
  }
}
