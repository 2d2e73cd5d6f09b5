package org.gwageo.benchmark.harness.port;

import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A Python function that a task names.
 *
 * @param outer the name of the folder around the family's, for families such as {@code
 *     hrm8k/default}; empty if there is none
 * @param family the name of the folder that holds the module, for example {@code kobest}
 * @param name module and function, for example {@code utils.copa_doc_to_text}
 * @param source the digest of the function's source and of what it uses of its module; null where
 *     the module is not beside the task
 * @param text the function's own source; null where the module is not beside the task
 */
public record FunctionReference(
    String outer, String family, String name, @Nullable Digest source, @Nullable String text) {

  /** Returns family and name, for messages and digests. */
  public String word() {
    return family + "/" + name;
  }

  /** Returns the function's own name. */
  public String function() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
