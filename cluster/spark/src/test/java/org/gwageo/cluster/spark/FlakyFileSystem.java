package org.gwageo.cluster.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The files of this machine under the scheme {@code flaky}: weights can be opened by the driver,
 * and after that reading them fails once or always. The driver keeps to one stream only where it
 * reads with one reader; with more it is left to chance whose stream is the second.
 */
public final class FlakyFileSystem extends RawLocalFileSystem {

  private static final AtomicInteger GOOD_READS = new AtomicInteger();
  private static final AtomicInteger BAD_READS = new AtomicInteger();
  private static final AtomicInteger LOOKS = new AtomicInteger(Integer.MAX_VALUE);

  /** Lets the driver read with its one stream and the first stream of a task fail. */
  static void failOnce() {
    GOOD_READS.set(1);
    BAD_READS.set(1);
  }

  /** Lets so many streams read, wherever they are, and the next one fail. */
  static void failOnceAfter(int streams) {
    GOOD_READS.set(streams);
    BAD_READS.set(1);
  }

  /** Lets files of weights seem changed once they were looked at so often. */
  static void changeAfter(int looks) {
    LOOKS.set(looks);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus status = super.getFileStatus(path);
    if (!path.getName().endsWith(".safetensors") || LOOKS.getAndDecrement() > 0) {
      return status;
    }
    return new FileStatus(
        status.getLen(),
        false,
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime() + 1000,
        status.getPath());
  }

  /** Lets the driver read with its one stream and every stream of a task fail. */
  static void failAlways() {
    GOOD_READS.set(1);
    BAD_READS.set(Integer.MAX_VALUE);
  }

  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public String getScheme() {
    return "flaky";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FSDataInputStream in = super.open(path, bufferSize);
    if (!path.getName().endsWith(".safetensors")
        || GOOD_READS.getAndDecrement() > 0
        || BAD_READS.getAndDecrement() <= 0) {
      return in;
    }
    return new FSDataInputStream(new Broken(in));
  }

  private static final class Broken extends FSInputStream {

    private final FSDataInputStream in;

    Broken(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("the network is gone");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("the network is gone");
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("the network is gone");
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
