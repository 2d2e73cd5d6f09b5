package org.gwageo.cli.benchmark;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of data without a task file. */
final class PlainDataOptions {

  @Option(names = "--question", paramLabel = "FIELD", description = "The field with the question.")
  private @Nullable String question;

  @Option(names = "--answer", paramLabel = "FIELD", description = "The field with the answer.")
  private @Nullable String answer;

  @Option(names = "--choices", paramLabel = "FIELD", description = "The field with the choices.")
  private @Nullable String choices;

  @Option(names = "--system", paramLabel = "TEXT", description = "A text that goes before all.")
  private @Nullable String instruction;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of a reply, default 1024.")
  private int maxTokens = 1024;

  PlainData data() {
    return new PlainData(question, answer, choices, instruction, maxTokens);
  }
}
