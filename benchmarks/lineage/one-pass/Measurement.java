import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;

/**
 * Times the reading of one checkpoint that lies in the page cache: a plain read in Java, a sum over
 * its mapped bytes, and the one-read pass; the best of several rounds, taken in turns.
 *
 * <p>Arguments: the folder of the model, the number of rounds.
 */
final class Measurement {

  public static void main(String[] arguments) throws Exception {
    Path model = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int threads = Runtime.getRuntime().availableProcessors();
    Path weights = model.resolve("model.safetensors");
    double gigabytes = Files.size(weights) / 1e9;
    double[] best = new double[4];
    for (int round = 0; round < rounds; round++) {
      keep(best, 0, gigabytes, () -> read(weights, 1));
      keep(best, 1, gigabytes, () -> read(weights, threads));
      keep(best, 2, gigabytes, () -> map(weights, threads));
      keep(
          best,
          3,
          gigabytes,
          () -> OnePass.read(model, OnePass.Settings.standard().withoutDigests()));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"read1\":%.2f,\"readAll\":%.2f,\"mapAll\":%.2f,\"onePass\":%.2f,\"threads\":%d}%n",
        best[0],
        best[1],
        best[2],
        best[3],
        threads);
    if (arguments.length > 2) {
      FingerprintFile.write(
          OnePass.read(model, OnePass.Settings.standard().withoutDigests()), Path.of(arguments[2]));
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void keep(double[] best, int at, double gigabytes, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    best[at] = Math.max(best[at], gigabytes / ((System.nanoTime() - start) / 1e9));
  }

  private interface Share {
    void run(long from, long to) throws IOException;
  }

  private static void inShares(long size, int threads, Share share) throws Exception {
    var workers = new ArrayList<Thread>();
    long step = Math.ceilDiv(size, (long) threads);
    for (int i = 0; i < threads; i++) {
      long from = i * step;
      workers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      share.run(from, Math.min(size, from + step));
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }));
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private static void read(Path file, int threads) throws Exception {
    try (var channel = FileChannel.open(file)) {
      inShares(
          channel.size(),
          threads,
          (from, to) -> {
            var buffer = ByteBuffer.allocateDirect(1 << 18);
            long at = from;
            while (at < to) {
              buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
              at += Math.max(1, channel.read(buffer, at));
            }
          });
    }
  }

  private static volatile long sink;

  private static void map(Path file, int threads) throws Exception {
    try (var channel = FileChannel.open(file);
        var arena = Arena.ofShared()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      inShares(
          channel.size(),
          threads,
          (from, to) -> {
            long sum = 0;
            for (long at = (from + 7) & ~7; at + 8 <= to; at += 8) {
              sum += bytes.get(ValueLayout.JAVA_LONG, at);
            }
            sink = sum;
          });
    }
  }
}
