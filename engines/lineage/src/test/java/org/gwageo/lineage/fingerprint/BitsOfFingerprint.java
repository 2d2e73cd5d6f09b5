package org.gwageo.lineage.fingerprint;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.canonical.Digest;

/** Prints the digest of the fingerprint of a model, for a test that compares processes. */
final class BitsOfFingerprint {

  private BitsOfFingerprint() {}

  public static void main(String[] arguments) throws Exception {
    Path model = Path.of(arguments[0]);
    Path file = Files.createTempFile(model, "print", FingerprintFile.SUFFIX);
    // Often enough that the compiled loops are the ones that count.
    for (int round = 0; round < 5; round++) {
      FingerprintFile.write(OnePass.read(model, OnePass.Settings.standard()), file);
    }
    System.out.println(Digest.of(file).hex());
  }
}
