package org.gwageo.lineage.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Reads the pieces of a SentencePiece model: the protocol buffer {@code ModelProto}, whose field 1
 * repeats a piece with its text (1), score (2) and type (3, where 1 is a normal piece), and whose
 * trainer specification (2) tells in field 3 whether it is a unigram (1) or a BPE (2) model.
 */
final class SentencePieces {

  private static final int NORMAL = 1;

  private final ByteBuffer bytes;
  private final String name;

  private SentencePieces(String name, ByteBuffer bytes) {
    this.name = name;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  static Tokenizer read(String name, byte[] file) throws CheckpointException {
    var builder = new Tokenizer.Builder(Tokenizer.Alphabet.SPACES);
    builder.kind = "unigram";
    var model = new SentencePieces(name, ByteBuffer.wrap(file));
    int id = 0;
    while (model.bytes.hasRemaining()) {
      long key = model.varint();
      if (key == (1 << 3 | 2)) {
        model.part().piece(builder, id++);
      } else if (key == (2 << 3 | 2)) {
        model.part().trainer(builder);
      } else {
        model.skip((int) (key & 7));
      }
    }
    if (id == 0) {
      throw new CheckpointException(name + " is not a tokenizer of a known format");
    }
    return builder.build(Digest.of(file));
  }

  private void piece(Tokenizer.Builder builder, int id) throws CheckpointException {
    String text = "";
    float score = Float.NaN;
    long type = NORMAL;
    while (bytes.hasRemaining()) {
      long key = varint();
      if (key == (1 << 3 | 2)) {
        text = StandardCharsets.UTF_8.decode(part().bytes).toString();
      } else if (key == (2 << 3 | 5)) {
        score = need(4).getFloat();
      } else if (key == (3 << 3)) {
        type = varint();
      } else {
        skip((int) (key & 7));
      }
    }
    if (type == NORMAL) {
      builder.token(text, id, score);
    } else {
      builder.added(text);
    }
  }

  private void trainer(Tokenizer.Builder builder) throws CheckpointException {
    while (bytes.hasRemaining()) {
      long key = varint();
      if (key == (3 << 3)) {
        builder.kind = varint() == 2 ? "bpe" : "unigram";
      } else {
        skip((int) (key & 7));
      }
    }
  }

  private void skip(int wireType) throws CheckpointException {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> need(8).getLong();
      case 2 -> part();
      case 5 -> need(4).getInt();
      default -> throw broken();
    }
  }

  private SentencePieces part() throws CheckpointException {
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw broken();
    }
    var part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return new SentencePieces(name, part);
  }

  private long varint() throws CheckpointException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = need(1).get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private ByteBuffer need(int count) throws CheckpointException {
    if (bytes.remaining() < count) {
      throw broken();
    }
    return bytes;
  }

  private CheckpointException broken() {
    return new CheckpointException(name + " is not a tokenizer of a known format");
  }
}
