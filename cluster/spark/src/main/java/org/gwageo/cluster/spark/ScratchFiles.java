package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.gwageo.cluster.spark.Spans.Span;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.FileBytes;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model as sparse files of this machine: each has the length of the real one and
 * takes up room only where bytes were brought in. The engine maps them; what it needs is written
 * into them by ranges, before a task as a whole and beyond that on demand.
 *
 * <p>The files lose their names when the model is open, so that nothing stays behind if the process
 * is killed. {@link #release} gives all room back and is for when nobody reads; before that several
 * threads may.
 */
final class ScratchFiles implements FileBytes, AutoCloseable {

  /** A header of a safetensors file has at most so many bytes. */
  private static final long HEADER_LIMIT = 100_000_000;

  /** Where the header of a GGUF file ends is only known when it is read: so much is tried first. */
  static final long FIRST_TRY = 1 << 20;

  private static final long READ_AT_ONCE = 8 << 20;

  /** Ranges that are less apart are read as one. */
  private static final long GAP = 64 << 10;

  private final ModelFiles model;
  private final Configuration configuration;
  private final Path folder;
  private final ExecutorService readers;
  private final Map<String, Scratch> byName = new HashMap<>();
  private final TreeMap<Long, Scratch> byAddress = new TreeMap<>();
  private final long header;

  /** One file that stands for a remote one. */
  private static final class Scratch {
    private final RemoteFile remote;
    private final RandomAccessFile file;
    private final Spans there = new Spans();
    private final Deque<FSDataInputStream> streams = new ArrayDeque<>();

    Scratch(RemoteFile remote, RandomAccessFile file) {
      this.remote = remote;
      this.file = file;
    }
  }

  /**
   * Creates files for a model in a new folder below {@code room}.
   *
   * @param atOnce how many ranges are read at the same time
   * @param header how many bytes the header of a GGUF file has at most
   * @throws IOException if the folder or a file cannot be created
   */
  ScratchFiles(ModelFiles model, Configuration configuration, Path room, int atOnce, long header)
      throws IOException {
    this.model = model;
    this.configuration = configuration;
    this.header = header;
    folder = Files.createTempDirectory(Files.createDirectories(room), "gwageo-scratch-");
    readers =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().daemon().name("gwageo-read-", 0).factory());
    try {
      for (RemoteFile file : model.files().values()) {
        Path path = folder.resolve(file.name());
        byte[] contents = model.contents().getOrDefault(file.name(), new byte[0]);
        Files.write(path, contents);
        if (contents.length < file.length()) {
          try (var sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.setLength(file.length());
          }
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Returns where the engine finds the model. */
  Path path() {
    return model.weights().isEmpty() ? folder : folder.resolve(model.weights());
  }

  @Override
  public MemorySegment open(Path path, Arena arena) throws CheckpointException {
    String name = String.valueOf(path.getFileName());
    RemoteFile remote = model.files().get(name);
    if (remote == null) {
      throw new CheckpointException(name + " is missing");
    }
    try {
      var scratch = new Scratch(remote, new RandomAccessFile(path.toFile(), "rw"));
      byName.put(name, scratch);
      scratch.there.add(0, model.contents().getOrDefault(name, new byte[0]).length);
      bringBeginning(scratch);
      MemorySegment memory =
          scratch.file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, remote.length(), arena);
      if (remote.length() > 0) {
        byAddress.put(memory.address(), scratch);
      }
      return memory;
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(name, Sentences.reason(e)), e);
    }
  }

  private void bringBeginning(Scratch scratch) throws IOException {
    String name = scratch.remote.name().toLowerCase(Locale.ROOT);
    long length = scratch.remote.length();
    if (name.endsWith(".gguf")) {
      bring(scratch, 0, Math.min(length, Math.max(header, contents(scratch))));
      return;
    }
    bring(scratch, 0, Math.min(length, Long.BYTES));
    if (length > Long.BYTES) {
      var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      scratch.file.getChannel().read(bytes, 0);
      long announced = bytes.getLong(0);
      // A header that breaks a rule is for the engine to refuse.
      if (announced > 0 && announced <= HEADER_LIMIT) {
        bring(scratch, 0, Math.min(length, Long.BYTES + announced));
      }
    }
  }

  private long contents(Scratch scratch) {
    return model.contents().getOrDefault(scratch.remote.name(), new byte[0]).length;
  }

  @Override
  public synchronized void require(MemorySegment bytes, long from, long length) {
    Map.Entry<Long, Scratch> entry = entry(bytes);
    if (length == 0 || entry == null) {
      return;
    }
    long first = bytes.address() - entry.getKey() + from;
    Scratch scratch = entry.getValue();
    if (!scratch.there.covers(first, first + length)) {
      try {
        bring(scratch, first, first + length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the file that some memory stands for, or null if it is none of these files. */
  private Map.@Nullable Entry<Long, Scratch> entry(MemorySegment bytes) {
    Map.Entry<Long, Scratch> entry = byAddress.floorEntry(bytes.address());
    return entry != null && bytes.address() < entry.getKey() + entry.getValue().remote.length()
        ? entry
        : null;
  }

  /**
   * Brings in what a task is going to read, several ranges at a time; ranges of other models are
   * left alone.
   *
   * @throws IOException if a range cannot be read
   */
  synchronized void bring(List<Extent> extents) throws IOException {
    var wanted = new HashMap<Scratch, Spans>();
    for (Extent extent : extents) {
      MemorySegment bytes = extent.tensor().present(0, 0);
      Map.Entry<Long, Scratch> entry = entry(bytes);
      if (extent.length() > 0 && entry != null) {
        long first = bytes.address() - entry.getKey() + extent.from();
        wanted
            .computeIfAbsent(entry.getValue(), any -> new Spans())
            .add(first, first + extent.length());
      }
    }
    var jobs = new ArrayList<Future<?>>();
    for (Map.Entry<Scratch, Spans> entry : wanted.entrySet()) {
      Scratch scratch = entry.getKey();
      var missing = new ArrayList<Span>();
      for (Span span : entry.getValue().all()) {
        missing.addAll(scratch.there.missing(span.from(), span.to()));
      }
      for (Span span : cut(joined(missing))) {
        jobs.add(
            readers.submit(
                () -> {
                  copy(scratch, span);
                  return null;
                }));
      }
    }
    await(jobs);
    wanted.forEach(
        (scratch, spans) -> spans.all().forEach(s -> scratch.there.add(s.from(), s.to())));
  }

  private static List<Span> joined(List<Span> spans) {
    var joined = new ArrayList<Span>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && span.from() - last.to() <= GAP) {
        joined.set(joined.size() - 1, new Span(last.from(), span.to()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static List<Span> cut(List<Span> spans) {
    var cut = new ArrayList<Span>();
    for (Span span : spans) {
      for (long at = span.from(); at < span.to(); at += READ_AT_ONCE) {
        cut.add(new Span(at, Math.min(span.to(), at + READ_AT_ONCE)));
      }
    }
    return cut;
  }

  private static void await(List<Future<?>> jobs) throws IOException {
    IOException failure = null;
    for (Future<?> job : jobs) {
      try {
        job.get();
      } catch (ExecutionException e) {
        failure = e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a model was being read", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void bring(Scratch scratch, long from, long to) throws IOException {
    for (Span span : cut(scratch.there.missing(from, to))) {
      copy(scratch, span);
    }
    scratch.there.add(from, to);
  }

  private void copy(Scratch scratch, Span span) throws IOException {
    FSDataInputStream in = stream(scratch);
    var bytes = new byte[(int) span.length()];
    try {
      in.readFully(span.from(), bytes);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw new IOException(
          "%s cannot be read at byte %d: %s"
              .formatted(scratch.remote.name(), span.from(), Sentences.reason(e)),
          e);
    }
    synchronized (scratch.streams) {
      scratch.streams.push(in);
    }
    var buffer = ByteBuffer.wrap(bytes);
    long at = span.from();
    while (buffer.hasRemaining()) {
      at += scratch.file.getChannel().write(buffer, at);
    }
  }

  private FSDataInputStream stream(Scratch scratch) throws IOException {
    synchronized (scratch.streams) {
      FSDataInputStream idle = scratch.streams.poll();
      if (idle != null) {
        return idle;
      }
    }
    return scratch.remote.open(configuration);
  }

  /**
   * Returns whether everything that was taken for a header was there: no GGUF file is longer than
   * what was brought in at first, or its first tensor lies within that.
   */
  boolean headersEnd(Collection<StoredTensor> tensors) {
    Map<String, Long> starts = starts(tensors);
    return byName.values().stream()
        .filter(scratch -> scratch.remote.name().toLowerCase(Locale.ROOT).endsWith(".gguf"))
        .allMatch(
            scratch -> {
              long there = Math.max(header, contents(scratch));
              return scratch.remote.length() <= there
                  || starts.getOrDefault(scratch.remote.name(), Long.MAX_VALUE) <= there;
            });
  }

  /** Returns, by its file's name, how far into it the first of some tensors lies. */
  private Map<String, Long> starts(Collection<StoredTensor> tensors) {
    var starts = new HashMap<String, Long>();
    for (StoredTensor tensor : tensors) {
      MemorySegment bytes = tensor.present(0, 0);
      Map.Entry<Long, Scratch> entry = entry(bytes);
      if (entry != null) {
        starts.merge(entry.getValue().remote.name(), bytes.address() - entry.getKey(), Math::min);
      }
    }
    return starts;
  }

  /**
   * Returns what the files hold before the first of some tensors, by name.
   *
   * @throws IOException if a file cannot be read
   */
  Map<String, byte[]> beginnings(Collection<StoredTensor> tensors) throws IOException {
    var beginnings = new HashMap<String, byte[]>();
    for (Map.Entry<String, Long> start : starts(tensors).entrySet()) {
      Scratch scratch = byName.get(start.getKey());
      if (scratch != null && start.getValue() <= Integer.MAX_VALUE - 8) {
        var bytes = new byte[(int) (long) start.getValue()];
        scratch.file.seek(0);
        scratch.file.readFully(bytes);
        beginnings.put(start.getKey(), bytes);
      }
    }
    return beginnings;
  }

  /** Takes the names of the files away; what is mapped stays. */
  void unlink() {
    for (RemoteFile file : model.files().values()) {
      delete(folder.resolve(file.name()));
    }
    delete(folder);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The folder of the worker is deleted when the worker ends.
    }
  }

  /**
   * Gives back the room that was taken. Memory that stood for bytes must not be read until they are
   * required again.
   *
   * @throws IOException if a file cannot be emptied
   */
  synchronized void release() throws IOException {
    for (Scratch scratch : byName.values()) {
      scratch.file.setLength(0);
      scratch.file.setLength(scratch.remote.length());
      scratch.there.clear();
      closeStreams(scratch);
    }
  }

  /**
   * Gives back the room unless it is little, so that a later task finds there what it needs.
   *
   * @param most how many bytes may stay
   * @throws IOException if a file cannot be emptied
   */
  synchronized void releaseAbove(long most) throws IOException {
    long taken = byName.values().stream().mapToLong(scratch -> scratch.there.bytes()).sum();
    if (taken > most) {
      release();
      return;
    }
    for (Scratch scratch : byName.values()) {
      closeStreams(scratch);
    }
  }

  private static void closeStreams(Scratch scratch) throws IOException {
    synchronized (scratch.streams) {
      while (!scratch.streams.isEmpty()) {
        scratch.streams.pop().close();
      }
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
    unlink();
    for (Scratch scratch : byName.values()) {
      try {
        closeStreams(scratch);
        scratch.file.close();
      } catch (IOException e) {
        // Nothing was written that anybody needs.
      }
    }
    byName.clear();
    byAddress.clear();
  }
}
