package org.gwageo.benchmark.sealed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** The lines of a sealed file, each checked to be written in the one right way. */
final class Envelopes implements Closeable {

  private final Documents.Lines lines;
  private final SealedHeader header;
  private int read;

  Envelopes(Path sealed) throws IOException, SealedException {
    this.lines = new Documents.Lines(sealed, true);
    try {
      byte[] first = lines.next();
      if (first == null) {
        throw SealedException.at(lines.source(), 1, "a sealed file is not empty");
      }
      this.header = SealedHeader.read(fields(first));
      refuseOtherForm(first, Documents.line(header.toTree(SealedHeader.FORMAT)));
    } catch (IOException | SealedException e) {
      lines.close();
      throw e;
    }
  }

  SealedHeader header() {
    return header;
  }

  String source() {
    return lines.source();
  }

  int line() {
    return lines.line();
  }

  /** Returns the next envelope, or null after the last of as many as the first line promises. */
  @Nullable Envelope next() throws IOException, SealedException {
    byte[] line = lines.next();
    if (line == null) {
      if (read != header.count()) {
        throw SealedException.inField(
            source(), 1, "count", header.count() + " items are promised, but there are " + read);
      }
      return null;
    }
    if (read == header.count()) {
      throw SealedException.at(
          source(), line(), "there are more lines than the " + header.count() + " items promised");
    }
    Envelope envelope = Envelope.read(fields(line));
    refuseOtherForm(line, envelope.toLine());
    if (envelope.position() != read) {
      throw SealedException.inItem(
          source(),
          line(),
          envelope.id(),
          "position",
          "the item on this line has position " + read + ", not " + envelope.position());
    }
    read++;
    return envelope;
  }

  void checkRoot(List<byte[]> leaves) throws SealedException {
    Digest root = new Digest(HexFormat.of().formatHex(new MerkleTree(leaves).root()));
    if (!root.equals(header.root())) {
      throw SealedException.inField(
          source(),
          1,
          "root",
          "the first line has " + header.root() + ", but the items come to " + root);
    }
  }

  private Documents.Fields fields(byte[] line) throws SealedException {
    return new Documents.Fields(source(), line(), Documents.parse(source(), line(), line));
  }

  private void refuseOtherForm(byte[] line, byte[] written) throws SealedException {
    if (!Arrays.equals(line, 0, line.length, written, 0, written.length - 1)) {
      throw SealedException.at(
          source(), line(), "a line is canonical JSON and canonical base64; this one is not");
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
