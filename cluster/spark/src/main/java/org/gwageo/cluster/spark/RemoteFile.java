package org.gwageo.cluster.spark;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of a Hadoop file system as the driver found it.
 *
 * @param name its name in its folder
 * @param uri where it is
 * @param length its bytes
 * @param modified when it was last changed, in milliseconds since 1970 as the file system says
 */
record RemoteFile(String name, String uri, long length, long modified) implements Serializable {

  static RemoteFile of(FileStatus status) {
    return new RemoteFile(
        status.getPath().getName(),
        status.getPath().toUri().toString(),
        status.getLen(),
        status.getModificationTime());
  }

  /**
   * Opens the file for reading at positions.
   *
   * @throws IOException if it cannot be opened or is another file than the driver found
   */
  FSDataInputStream open(Configuration configuration) throws IOException {
    Path path = path();
    FileSystem files = path.getFileSystem(configuration);
    FileStatus status = files.getFileStatus(path);
    if (status.getLen() != length || status.getModificationTime() != modified) {
      throw new ChangedFile(
          length == status.getLen()
              ? "%s has changed while it was being read: its time of change is another"
                  .formatted(name)
              : "%s has changed while it was being read: it had %d bytes and has %d"
                  .formatted(name, length, status.getLen()));
    }
    return files.open(path);
  }

  /**
   * Returns a range of the file's bytes.
   *
   * @throws IOException if the range cannot be read
   */
  byte[] read(Configuration configuration, long from, int count) throws IOException {
    try (FSDataInputStream in = open(configuration)) {
      var bytes = new byte[count];
      in.readFully(from, bytes);
      return bytes;
    } catch (EOFException e) {
      throw new IOException("%s ends before byte %d".formatted(name, from + count), e);
    }
  }

  Path path() {
    return new Path(URI.create(uri));
  }
}
