package org.gwageo.platform.rehearsal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;

/** Re-checks the published bundle as an outsider would, and prints every check. */
final class Recheck {

  private Recheck() {}

  static boolean print(Path bundle, Path models, Consumer<String> out) {
    var report = BundleVerifier.verify(bundle, Optional.of(models));
    out.accept("");
    out.accept("  re-checked from the published file alone:");
    for (Check check : report.checks()) {
      out.accept("  %s %s".formatted(sign(check.status()), check.en()));
    }
    return report.ok();
  }

  private static String sign(Check.Status status) {
    return switch (status) {
      case OK -> "✓";
      case FAILED -> "✗";
      case NOT_POSSIBLE -> "–";
    };
  }
}
