package org.gwageo.bundle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.gwageo.bundle.content.Content;

/**
 * A bundle as a zip file of one fixed form: entries in the order of their paths, stored without
 * compression, dated 1980-01-01, names in UTF-8, no extra fields and no comments. Because the form
 * is fixed, equal files give equal bytes and any other byte is a change.
 *
 * <p>Layout: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and
 * 4.3.16 (end record). Files are read and written in pieces, whatever their size.
 */
final class BundleZip {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final short VERSION = 20;
  private static final short UTF8_NAMES = 0x0800;
  private static final short FIRST_OF_1980 = 0x21;

  private BundleZip() {}

  /** Writes the zip file; each file is read twice, first for its checksum. */
  static void write(SortedMap<String, Content> files, OutputStream out) throws IOException {
    var central = new ByteArrayOutputStream();
    long offset = 0;
    for (Map.Entry<String, Content> file : files.entrySet()) {
      byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
      Content content = file.getValue();
      long next = offset + LOCAL_SIZE + name.length + content.size();
      if (next > BundleLimits.BYTES) {
        throw new IOException(
            "with %s the zip file has %d bytes; at most %d are written"
                .formatted(file.getKey(), next, BundleLimits.BYTES));
      }
      int checksum = checksum(content);
      out.write(local(name, checksum, (int) content.size()));
      out.write(name);
      content.writeTo(out);
      central.writeBytes(central(name, checksum, (int) content.size(), (int) offset));
      central.writeBytes(name);
      offset = next;
    }
    central.writeTo(out);
    out.write(end(files.size(), central.size(), (int) offset));
  }

  private static int checksum(Content content) throws IOException {
    var crc = new CRC32();
    try (InputStream in = new CheckedInputStream(content.open(), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return (int) crc.getValue();
  }

  private static byte[] local(byte[] name, int checksum, int size) {
    var bytes = new byte[LOCAL_SIZE];
    var header = littleEndian(bytes).putInt(LOCAL);
    common(header, checksum, size);
    header.putShort((short) name.length).putShort((short) 0);
    return bytes;
  }

  private static byte[] central(byte[] name, int checksum, int size, int offset) {
    var bytes = new byte[46];
    var header = littleEndian(bytes).putInt(CENTRAL).putShort(VERSION);
    common(header, checksum, size);
    header.putShort((short) name.length).putShort((short) 0).putShort((short) 0);
    header.putShort((short) 0).putShort((short) 0).putInt(0);
    header.putInt(offset);
    return bytes;
  }

  private static void common(ByteBuffer header, int checksum, int size) {
    header.putShort(VERSION).putShort(UTF8_NAMES).putShort((short) 0);
    header.putShort((short) 0).putShort(FIRST_OF_1980);
    header.putInt(checksum).putInt(size).putInt(size);
  }

  private static byte[] end(int entries, int size, int offset) {
    var bytes = new byte[22];
    var record = littleEndian(bytes).putInt(END).putShort((short) 0).putShort((short) 0);
    record.putShort((short) entries).putShort((short) entries);
    record.putInt(size).putInt(offset).putShort((short) 0);
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads where the files of a zip in this class's form are, entry after entry from the front.
   *
   * @throws BundleException if an entry is compressed, leads elsewhere, repeats or overruns the
   *     file
   */
  static SortedMap<String, Content> read(Path zip) throws BundleException, IOException {
    try (FileChannel channel = FileChannel.open(zip)) {
      return read(zip, channel);
    }
  }

  private static SortedMap<String, Content> read(Path zip, FileChannel channel)
      throws BundleException, IOException {
    var files = new TreeMap<String, Content>();
    long length = channel.size();
    long at = 0;
    String previous = "the start of the zip file";
    while (length - at >= LOCAL_SIZE) {
      ByteBuffer header = bytes(channel, at, LOCAL_SIZE);
      if (header.getInt(0) != LOCAL) {
        break;
      }
      int method = header.getShort(8);
      long size = Integer.toUnsignedLong(header.getInt(22));
      int nameLength = Short.toUnsignedInt(header.getShort(26));
      int extra = Short.toUnsignedInt(header.getShort(28));
      String path = name(channel, at + LOCAL_SIZE, nameLength, previous);
      if (method != 0 || extra != 0 || header.getInt(18) != header.getInt(22)) {
        throw new BundleException(
            path, path + " is compressed or has extra fields; entries of a bundle are stored");
      }
      long begin = at + LOCAL_SIZE + nameLength;
      if (size > length - begin) {
        throw new BundleException(
            path,
            "%s announces %d bytes, but only %d follow".formatted(path, size, length - begin));
      }
      if (files.put(path, Content.of(zip, begin, size)) != null) {
        throw new BundleException(path, path + " is in the zip file twice");
      }
      if (files.size() > BundleLimits.FILES) {
        throw new BundleException(path, "there are more than " + BundleLimits.FILES + " files");
      }
      at = begin + size;
      previous = path;
    }
    if (length - at < 4 || bytes(channel, at, 4).getInt(0) != CENTRAL) {
      throw new BundleException(
          files.isEmpty() ? null : previous,
          "after %s neither an entry nor the directory of a zip file follows".formatted(previous));
    }
    return files;
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // Read on: a channel may return less than was asked for.
    }
    if (bytes.hasRemaining()) {
      throw new IOException("the zip file became shorter while it was read");
    }
    return bytes.flip();
  }

  private static String name(FileChannel channel, long from, int length, String previous)
      throws BundleException, IOException {
    if (length > channel.size() - from) {
      throw new BundleException(null, "the zip file ends inside the name after " + previous);
    }
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes(channel, from, length))
              .toString();
      return BundlePath.checked(name);
    } catch (CharacterCodingException e) {
      throw new BundleException(null, "the entry after " + previous + " has a name not in UTF-8");
    }
  }

  /** Returns the entry that holds the first byte in which {@code zip} is not as written here. */
  static Optional<String> firstDifference(Path zip, SortedMap<String, Content> files)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(zip), 1 << 16)) {
      var compared = new Comparison(in);
      var out = new BufferedOutputStream(compared, 1 << 16);
      write(files, out);
      out.flush();
      long offset = compared.firstDifference();
      return offset < 0 ? Optional.empty() : Optional.of(entry(files, offset));
    }
  }

  private static String entry(SortedMap<String, Content> files, long offset) {
    for (Map.Entry<String, Long> end : ends(files).entrySet()) {
      if (offset < end.getValue()) {
        return end.getKey();
      }
    }
    return "directory of the zip file";
  }

  private static Map<String, Long> ends(SortedMap<String, Content> files) {
    var ends = new LinkedHashMap<String, Long>();
    long at = 0;
    for (var file : files.entrySet()) {
      int name = file.getKey().getBytes(StandardCharsets.UTF_8).length;
      at += LOCAL_SIZE + name + file.getValue().size();
      ends.put(file.getKey(), at);
    }
    return ends;
  }

  /** Compares what is written to it with what another stream holds. */
  private static final class Comparison extends OutputStream {

    private final InputStream other;
    private long same;
    private boolean differs;

    Comparison(InputStream other) {
      this.other = other;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (differs) {
        return;
      }
      byte[] theirs = other.readNBytes(length);
      int equal = 0;
      while (equal < theirs.length && theirs[equal] == bytes[from + equal]) {
        equal++;
      }
      same += equal;
      differs = equal < length;
    }

    /** Returns where the first different byte is, or -1 if both ended alike. */
    long firstDifference() throws IOException {
      return differs || other.read() >= 0 ? same : -1;
    }
  }
}
