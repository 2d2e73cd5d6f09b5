package org.gwageo.lineage.sigstore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed statement of a log about its tree (C2SP tlog-checkpoint, in a C2SP signed-note). Lines
 * of witnesses are passed over: a trusted root names none.
 */
final class Checkpoint {

  private static final int LONGEST = 1 << 16;
  private static final Pattern LINE = Pattern.compile("\u2014 (\\S+) ([A-Za-z0-9+/=]+)");
  private static final int HINT = 4;

  private final String origin;
  private final long size;
  private final byte[] root;
  private final byte[] signed;
  private final List<String> signatures;

  private Checkpoint(
      String origin, long size, byte[] root, byte[] signed, List<String> signatures) {
    this.origin = origin;
    this.size = size;
    this.root = root;
    this.signed = signed;
    this.signatures = signatures;
  }

  static Checkpoint of(String note) throws SigstoreException {
    if (note.isEmpty()) {
      throw new SigstoreException("the proof of inclusion has no checkpoint");
    }
    int end = note.indexOf("\n\n");
    List<String> lines = end < 0 ? List.of() : note.substring(0, end).lines().toList();
    if (note.length() > LONGEST || lines.size() < 3 || lines.getFirst().isBlank()) {
      throw new SigstoreException("the checkpoint is no signed note with an origin, size and root");
    }
    try {
      return new Checkpoint(
          lines.getFirst(),
          Long.parseLong(lines.get(1)),
          Base64.getDecoder().decode(lines.get(2)),
          note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8),
          note.substring(end + 2).lines().toList());
    } catch (IllegalArgumentException e) {
      throw new SigstoreException("the size or the root of the checkpoint cannot be read", e);
    }
  }

  /** Checks that one line of signatures bears the log's name and is made with its key. */
  void requireSignedBy(LogKey log) throws SigstoreException {
    boolean named = false;
    for (String line : signatures) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || !isOrigin(matcher.group(1))) {
        continue;
      }
      byte[] signature;
      try {
        signature = Base64.getDecoder().decode(matcher.group(2));
      } catch (IllegalArgumentException e) {
        throw new SigstoreException("a signature of the checkpoint is not base64", e);
      }
      if (signature.length > HINT && log.hasHint(signature)) {
        named = true;
        if (log.verifies(signed, Arrays.copyOfRange(signature, HINT, signature.length))) {
          return;
        }
      }
    }
    throw new SigstoreException(
        (named
                ? "the checkpoint is not signed with the key of the log %s"
                : "the checkpoint bears no signature of the log %s")
            .formatted(log.url()));
  }

  /** The first version of Rekor adds the number of its tree to its name. */
  private boolean isOrigin(String name) {
    return origin.equals(name) || origin.startsWith(name + " - ");
  }

  boolean isOf(long otherSize, byte[] otherRoot) {
    return size == otherSize && Arrays.equals(root, otherRoot);
  }
}
