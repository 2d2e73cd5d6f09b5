package org.gwageo.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A bundle as a zip file of one fixed form: entries in the order of their paths, stored without
 * compression, dated 1980-01-01, names in UTF-8, no extra fields and no comments. Because the form
 * is fixed, equal files give equal bytes and any other byte is a change.
 *
 * <p>Layout: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and
 * 4.3.16 (end record).
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

  static byte[] write(SortedMap<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    var central = new ByteArrayOutputStream();
    files.forEach(
        (path, bytes) -> {
          byte[] name = path.getBytes(StandardCharsets.UTF_8);
          int offset = out.size();
          var crc = new CRC32();
          crc.update(bytes);
          int checksum = (int) crc.getValue();
          out.writeBytes(local(name, checksum, bytes.length));
          out.writeBytes(name);
          out.writeBytes(bytes);
          central.writeBytes(central(name, checksum, bytes.length, offset));
          central.writeBytes(name);
        });
    int directory = out.size();
    out.writeBytes(central.toByteArray());
    out.writeBytes(end(files.size(), central.size(), directory));
    return out.toByteArray();
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
   * Reads the files of a zip in this class's form, entry after entry from the front.
   *
   * @throws BundleException if an entry is compressed, leads elsewhere, repeats or overruns the
   *     file
   */
  static SortedMap<String, byte[]> read(byte[] zip) throws BundleException {
    var files = new TreeMap<String, byte[]>();
    var in = littleEndian(zip);
    String previous = "the start of the zip file";
    while (in.remaining() >= LOCAL_SIZE && in.getInt(in.position()) == LOCAL) {
      int at = in.position();
      int method = in.getShort(at + 8);
      int size = in.getInt(at + 22);
      int packed = in.getInt(at + 18);
      int nameLength = Short.toUnsignedInt(in.getShort(at + 26));
      int extra = Short.toUnsignedInt(in.getShort(at + 28));
      String path = name(zip, at + LOCAL_SIZE, nameLength, previous);
      if (method != 0 || extra != 0 || packed != size) {
        throw new BundleException(
            path, path + " is compressed or has extra fields; entries of a bundle are stored");
      }
      int begin = at + LOCAL_SIZE + nameLength;
      if (size < 0 || size > zip.length - begin) {
        throw new BundleException(
            path,
            "%s announces %d bytes, but only %d follow"
                .formatted(path, Integer.toUnsignedLong(size), zip.length - begin));
      }
      if (files.put(path, Arrays.copyOfRange(zip, begin, begin + size)) != null) {
        throw new BundleException(path, path + " is in the zip file twice");
      }
      if (files.size() > BundleLimits.FILES) {
        throw new BundleException(path, "there are more than " + BundleLimits.FILES + " files");
      }
      in.position(begin + size);
      previous = path;
    }
    if (in.remaining() < 4 || in.getInt(in.position()) != CENTRAL) {
      throw new BundleException(
          files.isEmpty() ? null : previous,
          "after %s neither an entry nor the directory of a zip file follows".formatted(previous));
    }
    return files;
  }

  private static String name(byte[] zip, int from, int length, String previous)
      throws BundleException {
    if (length > zip.length - from) {
      throw new BundleException(null, "the zip file ends inside the name after " + previous);
    }
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(zip, from, length))
              .toString();
      return BundlePath.checked(name);
    } catch (CharacterCodingException e) {
      throw new BundleException(null, "the entry after " + previous + " has a name not in UTF-8");
    }
  }

  /** Returns the entry that holds the first byte in which {@code zip} is not as written here. */
  static Optional<String> firstDifference(byte[] zip, SortedMap<String, byte[]> files) {
    byte[] expected = write(files);
    int offset = Arrays.mismatch(zip, expected);
    if (offset < 0) {
      return Optional.empty();
    }
    for (Map.Entry<String, Integer> end : ends(files).entrySet()) {
      if (offset < end.getValue()) {
        return Optional.of(end.getKey());
      }
    }
    return Optional.of("directory of the zip file");
  }

  private static Map<String, Integer> ends(SortedMap<String, byte[]> files) {
    var ends = new LinkedHashMap<String, Integer>();
    int at = 0;
    for (var file : files.entrySet()) {
      int name = file.getKey().getBytes(StandardCharsets.UTF_8).length;
      at += LOCAL_SIZE + name + file.getValue().length;
      ends.put(file.getKey(), at);
    }
    return ends;
  }
}
