package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The stored entries of a zip archive as slices of the mapped file, by name (APPNOTE 6.3, sections
 * 4.3.6 to 4.3.16, with the 64-bit records). Compressed entries are refused, so that nothing is
 * ever inflated.
 */
final class ZipArchive {

  private static final int ENTRY_LIMIT = 1_000_000;
  private static final int END_RECORD = 0x06054b50;
  private static final int END_RECORD_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int LOCAL_ENTRY = 0x04034b50;
  private static final long ABSENT = 0xffffffffL;

  private record Directory(long start, long size, long count) {}

  private record Sizes(long packed, long whole, long offset) {}

  private final String file;
  private final MemorySegment bytes;
  private final SequencedMap<String, MemorySegment> entries = new LinkedHashMap<>();

  ZipArchive(String file, MemorySegment bytes) throws CheckpointException {
    this.file = file;
    this.bytes = bytes;
    var directory = directory();
    var cursor = at(directory.start(), directory.size());
    for (long i = 0; i < directory.count(); i++) {
      readEntry(cursor);
    }
  }

  SequencedMap<String, MemorySegment> entries() {
    return Collections.unmodifiableSequencedMap(entries);
  }

  private Cursor at(long start, long size) throws CheckpointException {
    if (start < 0 || size < 0 || start > bytes.byteSize() || size > bytes.byteSize() - start) {
      throw new CheckpointException(
          "%s: a part of the archive lies at byte %s with %s bytes; the file has %d"
              .formatted(
                  file,
                  Long.toUnsignedString(start),
                  Long.toUnsignedString(size),
                  bytes.byteSize()));
    }
    return new Cursor(file, bytes.asSlice(start, size));
  }

  private Directory directory() throws CheckpointException {
    long size = bytes.byteSize();
    for (long start = size - 22; start >= Math.max(0, size - 22 - 0xffff); start--) {
      var cursor = at(start, size - start);
      if (cursor.i32() != END_RECORD) {
        continue;
      }
      cursor.skip(6);
      long count = cursor.u16();
      long directorySize = cursor.u32();
      long directoryStart = cursor.u32();
      if (cursor.u16() != cursor.remaining()) {
        continue;
      }
      if (start >= 20 && at(start - 20, 20).i32() == LOCATOR_64) {
        return directory64(start - 20);
      }
      return checked(new Directory(directoryStart, directorySize, count));
    }
    throw new CheckpointException(file + " is no zip archive: it has no central directory");
  }

  private Directory directory64(long locator) throws CheckpointException {
    var cursor = at(locator, 20);
    cursor.skip(8);
    var end = at(cursor.i64(), 56);
    if (end.i32() != END_RECORD_64) {
      throw new CheckpointException(file + ": the archive's 64-bit end record is not there");
    }
    end.skip(28);
    long count = end.i64();
    long size = end.i64();
    return checked(new Directory(end.i64(), size, count));
  }

  private Directory checked(Directory directory) throws CheckpointException {
    if (directory.count() < 0 || directory.count() > ENTRY_LIMIT) {
      throw new CheckpointException(
          "%s: the archive has %s entries; at most %d are read"
              .formatted(file, Long.toUnsignedString(directory.count()), ENTRY_LIMIT));
    }
    return directory;
  }

  private void readEntry(Cursor cursor) throws CheckpointException {
    if (cursor.i32() != DIRECTORY_ENTRY) {
      throw cursor.fail("the archive's directory ends too early");
    }
    cursor.skip(4);
    int flags = cursor.u16();
    int method = cursor.u16();
    cursor.skip(8);
    long packed = cursor.u32();
    long whole = cursor.u32();
    int nameLength = cursor.u16();
    int extraLength = cursor.u16();
    int commentLength = cursor.u16();
    cursor.skip(8);
    long offset = cursor.u32();
    String name = cursor.text("an entry's name", nameLength, 0xffff);
    var sizes = sizes64(cursor.slice(extraLength), new Sizes(packed, whole, offset));
    cursor.skip(commentLength);
    String shown = SafetensorsHeader.printable(name);
    if ((flags & 1) != 0 || method != 0 || sizes.packed() != sizes.whole()) {
      throw new CheckpointException(
          "%s: entry %s is %s; only entries stored as they are can be read"
              .formatted(
                  file,
                  shown,
                  (flags & 1) != 0 ? "encrypted" : "compressed with method " + method));
    }
    if (entries.put(name, data(sizes)) != null) {
      throw new CheckpointException("%s: entry %s is there twice".formatted(file, shown));
    }
  }

  /** Replaces the sizes that do not fit 32 bits by those of the extra field 1. */
  private Sizes sizes64(MemorySegment extra, Sizes sizes) throws CheckpointException {
    var cursor = new Cursor(file, extra);
    while (cursor.remaining() >= 4) {
      int id = cursor.u16();
      var field = new Cursor(file, cursor.slice(cursor.u16()));
      if (id == 1) {
        long whole = sizes.whole() == ABSENT ? field.i64() : sizes.whole();
        long packed = sizes.packed() == ABSENT ? field.i64() : sizes.packed();
        long offset = sizes.offset() == ABSENT ? field.i64() : sizes.offset();
        return new Sizes(packed, whole, offset);
      }
    }
    return sizes;
  }

  private MemorySegment data(Sizes sizes) throws CheckpointException {
    var local = at(sizes.offset(), 30);
    if (local.i32() != LOCAL_ENTRY) {
      throw new CheckpointException(
          "%s: no entry of the archive begins at byte %d".formatted(file, sizes.offset()));
    }
    local.skip(22);
    long start = sizes.offset() + 30 + local.u16() + local.u16();
    at(start, sizes.whole());
    return bytes.asSlice(start, sizes.whole());
  }
}
