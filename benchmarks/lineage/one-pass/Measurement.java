import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gwageo.lineage.fingerprint.OnePass;

/**
 * Times the reading of one checkpoint that lies in the page cache: plain reads, loops over the
 * mapped file that only load, or load and add up, and the one-read pass. Rounds are taken in turns.
 *
 * <p>Arguments: the folder of the model, the number of rounds. Prints for every kind and number of
 * threads the least wall time and the least processor time of all threads, in seconds.
 */
final class Measurement {

  private static final VectorSpecies<Integer> WORDS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static volatile double sink;

  public static void main(String[] arguments) throws Exception {
    Path model = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path weights = model.resolve("model.safetensors");
    Files.size(weights);
    var best = new LinkedHashMap<String, double[]>();
    int all = Runtime.getRuntime().availableProcessors();
    for (int round = 0; round < rounds; round++) {
      for (int threads = 1; threads <= all; threads += Math.max(1, all - 1)) {
        int now = threads;
        keep(best, "read " + now, () -> read(weights, now));
        keep(best, "load " + now, () -> map(weights, now, Measurement::load));
        keep(best, "load and add " + now, () -> map(weights, now, Measurement::add));
        var settings = OnePass.Settings.standard().withoutDigests().onThreads(now);
        keep(best, "pass " + now, () -> OnePass.read(model, settings));
      }
      keep(
          best,
          "pass and SHA-256 " + all,
          () -> OnePass.read(model, OnePass.Settings.standard()));
    }
    String separator = "{";
    for (Map.Entry<String, double[]> entry : best.entrySet()) {
      System.out.printf(
          Locale.ROOT,
          "%s\"%s\": {\"wall\": %.4f, \"cpu\": %.4f}",
          separator,
          entry.getKey(),
          entry.getValue()[0],
          entry.getValue()[1]);
      separator = ",\n ";
    }
    System.out.println("}");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void keep(Map<String, double[]> best, String name, Work work) throws Exception {
    long wall = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    work.run();
    double[] least = best.computeIfAbsent(name, any -> new double[] {1e9, 1e9});
    least[0] = Math.min(least[0], (System.nanoTime() - wall) / 1e9);
    least[1] = Math.min(least[1], (PROCESS.getProcessCpuTime() - cpu) / 1e9);
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
                      throw new UncheckedIOException(e);
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
            var buffer = ByteBuffer.allocateDirect(1 << 17);
            long at = from;
            while (at < to) {
              buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
              at += Math.max(1, channel.read(buffer, at));
            }
          });
    }
  }

  private interface Loop {
    double over(MemorySegment bytes, long from, int count);
  }

  private static void map(Path file, int threads, Loop loop) throws Exception {
    int piece = 1 << 16;
    try (var channel = FileChannel.open(file);
        var arena = Arena.ofShared()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      inShares(
          channel.size(),
          threads,
          (from, to) -> {
            double sum = 0;
            for (long at = from; at + piece <= to; at += piece) {
              sum += loop.over(bytes, at, piece);
            }
            sink = sum;
          });
    }
  }

  /** The least that reading can be: every vector is loaded, and one addition keeps it. */
  private static double load(MemorySegment bytes, long from, int count) {
    int step = WORDS.vectorByteSize();
    IntVector even = IntVector.zero(WORDS);
    IntVector odd = even;
    for (int i = 0; i < count; i += 2 * step) {
      even = even.add(words(bytes, from + i));
      odd = odd.add(words(bytes, from + i + step));
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }

  /** The least that a sum of squares can be: bf16 are taken apart and multiplied. */
  private static double add(MemorySegment bytes, long from, int count) {
    int step = WORDS.vectorByteSize();
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = even;
    for (int i = 0; i < count; i += step) {
      IntVector both = words(bytes, from + i);
      FloatVector first = both.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
      FloatVector second = both.lanewise(VectorOperators.AND, 0xFFFF0000).reinterpretAsFloats();
      even = first.fma(first, even);
      odd = second.fma(second, odd);
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }

  private static IntVector words(MemorySegment bytes, long from) {
    return IntVector.fromMemorySegment(WORDS, bytes, from, ByteOrder.LITTLE_ENDIAN);
  }
}
