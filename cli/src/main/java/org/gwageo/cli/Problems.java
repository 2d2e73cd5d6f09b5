package org.gwageo.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever keeps a command from running into one sentence and status 2. */
final class Problems implements IParameterExceptionHandler, IExecutionExceptionHandler {

  /** The variable of the environment that asks for the place of a failure in the program. */
  private static final String TRACE = "GWAGEO_TRACE";

  private final Terminal terminal;

  Problems(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    terminal.complain(
        "%s; see %s --help"
            .formatted(sentence(failure), command.getCommandSpec().qualifiedName(" ")));
    trace(failure);
    return ExitStatus.CANNOT_RUN;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    terminal.complain(outOfMemory(failure) ? outOfMemory(command) : sentence(failure));
    trace(failure);
    return ExitStatus.CANNOT_RUN;
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case CannotRun e -> String.valueOf(e.getMessage());
      case IOException e -> Reasons.of(e);
      case InvalidPathException e -> unnameable(e);
      case InterruptedException e -> "interrupted";
      default ->
          "this is a defect of gwageo, please report it (%s=1 shows where): %s"
              .formatted(TRACE, defect(failure));
    };
  }

  private static boolean outOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String outOfMemory(CommandLine command) {
    return command.getCommandSpec().findOption("--memory") == null
        ? "the command needs more memory than the %d MiB of Java (JDK_JAVA_OPTIONS=-Xmx4g gives more)"
            .formatted(Runtime.getRuntime().maxMemory() >> 20)
        : "the command needs more memory than it may take; --memory says how much that is";
  }

  /** Picocli wraps errors of the virtual machine. */
  private static Throwable defect(Exception failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CommandLine.ExecutionException && cause != null ? cause : failure;
  }

  private void trace(Exception failure) {
    if (terminal.environment().containsKey(TRACE)) {
      failure.printStackTrace(terminal.err());
    }
  }

  private static String sentence(ParameterException failure) {
    return switch (failure) {
      case MissingParameterException e when !e.getMissing().isEmpty() ->
          missing(e.getMissing().getFirst());
      case UnmatchedArgumentException e when !e.getUnmatched().isEmpty() -> unmatched(e);
      default -> oneLine(String.valueOf(failure.getMessage()));
    };
  }

  /** Reads the name of a file; one in letters that the locale does not have arrives broken. */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(unnameable(e));
    }
  }

  private static String unnameable(InvalidPathException failure) {
    return "no file can be named '%s' in this locale (LC_ALL=C.UTF-8 has all names)"
        .formatted(failure.getInput());
  }

  private static String missing(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? "the option %s %s is missing".formatted(option.longestName(), option.paramLabel())
        : "%s is missing".formatted(argument.paramLabel());
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    String argument = failure.getUnmatched().getFirst();
    var suggestions = failure.getSuggestions();
    String nearest =
        suggestions.isEmpty() ? "" : ", did you mean %s?".formatted(suggestions.getFirst());
    if (failure.isUnknownOption()) {
      return "there is no option %s%s".formatted(argument, nearest);
    }
    return failure.getCommandLine().getSubcommands().isEmpty()
        ? "the argument %s is one too many".formatted(argument)
        : "there is no command %s%s".formatted(argument, nearest);
  }

  private static String oneLine(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    return line.isEmpty()
        ? "the arguments cannot be understood"
        : Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }
}
