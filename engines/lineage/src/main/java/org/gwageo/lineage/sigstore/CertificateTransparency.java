package org.gwageo.lineage.sigstore;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The receipts of logs of certificates (signed certificate timestamps, RFC 6962 section 3.2) that a
 * certificate carries in itself (section 3.3).
 */
final class CertificateTransparency {

  private static final String RECEIPTS = "1.3.6.1.4.1.11129.2.4.2";
  private static final String RECEIPTS_IN_HEX = "2b06010401d679020402";
  private static final int EXTENSIONS = 0xa3;
  private static final int MOST = 16;
  private static final int SHA_256 = 4;
  private static final int PRECERTIFICATE = 1;

  private CertificateTransparency() {}

  private record Receipt(
      ByteBuffer log, long milliseconds, ByteBuffer extensions, int hash, ByteBuffer signature) {}

  /** Checks that at least one log which was trusted then has the certificate. */
  static void requireLogged(X509Certificate certificate, X509Certificate issuer, TrustedRoot root)
      throws SigstoreException {
    byte[] value = certificate.getExtensionValue(RECEIPTS);
    if (value == null) {
      throw new SigstoreException("the certificate carries no receipt of a log of certificates");
    }
    byte[] list = Der.of(Der.of(value).requireTag(Der.OCTET_STRING).content()).content();
    SigstoreException closest =
        new SigstoreException(
            "the certificate carries no receipt of a log of certificates that the trusted root"
                + " knows");
    for (Receipt receipt : receipts(list)) {
      Optional<LogKey> log = root.certificateLog(bytes(receipt.log));
      if (log.isEmpty()) {
        continue;
      }
      Instant at = Instant.ofEpochMilli(receipt.milliseconds);
      if (!log.get().validity().contains(at)) {
        closest =
            new SigstoreException(
                "the trusted root trusts the log of certificates %s %s; its receipt is of %s"
                    .formatted(log.get().url(), log.get().validity(), at));
      } else if (receipt.hash == SHA_256
          && log.get().verifies(message(receipt, certificate, issuer), bytes(receipt.signature))) {
        return;
      } else {
        closest =
            new SigstoreException(
                "the receipt is not signed by the log of certificates " + log.get().url());
      }
    }
    throw closest;
  }

  private static List<Receipt> receipts(byte[] list) throws SigstoreException {
    var receipts = new ArrayList<Receipt>();
    try {
      ByteBuffer all = part(ByteBuffer.wrap(list));
      while (all.hasRemaining() && receipts.size() < MOST) {
        ByteBuffer one = part(all);
        if (one.get() != 0) {
          continue;
        }
        ByteBuffer log = one.slice(one.position(), 32);
        one.position(one.position() + 32);
        long milliseconds = one.getLong();
        ByteBuffer extensions = part(one);
        int hash = one.get();
        one.get();
        receipts.add(new Receipt(log, milliseconds, extensions, hash, part(one)));
      }
      return receipts;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SigstoreException("the receipts of logs of certificates cannot be read", e);
    }
  }

  /** Cuts off a part that its length in two bytes precedes. */
  private static ByteBuffer part(ByteBuffer from) {
    int length = from.getShort() & 0xffff;
    ByteBuffer part = from.slice(from.position(), length);
    from.position(from.position() + length);
    return part;
  }

  private static byte[] bytes(ByteBuffer from) {
    var bytes = new byte[from.remaining()];
    from.duplicate().get(bytes);
    return bytes;
  }

  /** What a log signs: {@code digitally-signed struct} of section 3.2 for a precertificate. */
  private static byte[] message(
      Receipt receipt, X509Certificate certificate, X509Certificate issuer)
      throws SigstoreException {
    byte[] body = withoutReceipts(certificate);
    byte[] issuerKey = Hash.sha256(issuer.getPublicKey().getEncoded());
    byte[] extensions = bytes(receipt.extensions);
    return ByteBuffer.allocate(1 + 1 + 8 + 2 + 32 + 3 + body.length + 2 + extensions.length)
        .put((byte) 0)
        .put((byte) 0)
        .putLong(receipt.milliseconds)
        .putShort((short) PRECERTIFICATE)
        .put(issuerKey)
        .put((byte) (body.length >>> 16))
        .putShort((short) body.length)
        .put(body)
        .putShort((short) extensions.length)
        .put(extensions)
        .array();
  }

  /** The signed part of a certificate without the extension that holds the receipts. */
  private static byte[] withoutReceipts(X509Certificate certificate) throws SigstoreException {
    try {
      var parts = new ArrayList<byte[]>();
      for (Der part : Der.of(certificate.getTBSCertificate()).children()) {
        if (part.tag() != EXTENSIONS) {
          parts.add(part.encoded());
          continue;
        }
        var kept = new ArrayList<byte[]>();
        for (Der extension : part.child(0, Der.SEQUENCE).children()) {
          if (!extension.child(0, Der.OBJECT_IDENTIFIER).identifier().equals(RECEIPTS_IN_HEX)) {
            kept.add(extension.encoded());
          }
        }
        parts.add(Der.encode(EXTENSIONS, List.of(Der.encode(Der.SEQUENCE, kept))));
      }
      return Der.encode(Der.SEQUENCE, parts);
    } catch (CertificateEncodingException e) {
      throw new SigstoreException("the certificate cannot be read: " + e.getMessage(), e);
    }
  }
}
