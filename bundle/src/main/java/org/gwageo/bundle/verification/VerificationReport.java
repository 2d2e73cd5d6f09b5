package org.gwageo.bundle.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;

/**
 * The outcome of verifying one bundle.
 *
 * @param checks what was checked, in order
 */
public record VerificationReport(List<Check> checks) {

  /** Copies the list. */
  public VerificationReport {
    checks = List.copyOf(checks);
  }

  /** Returns whether nothing failed; checks that were not possible do not count against it. */
  public boolean ok() {
    return checks.stream().noneMatch(check -> check.status() == Check.Status.FAILED);
  }

  /** Returns the first check that failed. */
  public Optional<Check> firstFailure() {
    return checks.stream().filter(check -> check.status() == Check.Status.FAILED).findFirst();
  }

  /** Returns the report as canonical JSON. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("ok", ok());
    tree.put(
        "checks",
        checks.stream()
            .map(
                check -> {
                  var entry = new LinkedHashMap<String, Object>();
                  entry.put("check", check.id());
                  entry.put("status", check.status().id());
                  if (check.file() != null) {
                    entry.put("file", check.file());
                  }
                  entry.put("ko", check.ko());
                  entry.put("en", check.en());
                  return entry;
                })
            .toList());
    return CanonicalJson.bytes(tree);
  }
}
