package org.gwageo.cli.lineage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage fingerprint}: keeps what screening a model needs without its weights. */
@Command(
    name = "fingerprint",
    description = {
      "Reads a model once and writes its fingerprint, less than a thousandth of a large model.",
      "A library of fingerprints is screened without the weights of its models."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage fingerprint models/reference --out library/reference.gwf")
public final class FingerprintCommand implements Callable<Integer> {

  private static final long DIGESTS_LIMIT = 16 << 20;
  private static final Pattern DIGEST_LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(
      paramLabel = "MODEL",
      description =
          "A folder in Hugging Face layout, or a .safetensors, .gguf, .onnx or PyTorch file.")
  private Path model;

  @SuppressWarnings("NullAway.Init") // Required, so picocli sets it.
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the fingerprint; the usual suffix is .gwf.")
  private Path out;

  @Option(
      names = "--digests",
      paramLabel = "FILE",
      description =
          "Lines as sha256sum writes them, from a verified manifest; these files are not hashed"
              + " again.")
  private @Nullable Path digests;

  @Option(
      names = "--no-digests",
      description =
          "Leave out SHA-256 of the files, which takes longer than all the rest: the fingerprint"
              + " then does not say which bytes it is of.")
  private boolean withoutDigests;

  /** Prints to {@code terminal}. */
  public FingerprintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    InputFile.requireSomething("model", model);
    var settings = OnePass.Settings.standard();
    if (withoutDigests) {
      settings = settings.withoutDigests();
    }
    if (digests != null) {
      settings = settings.with(known(digests));
    }
    Fingerprint fingerprint;
    try (ProgressLine progress = terminal.progress()) {
      progress.work(model.toString());
      fingerprint =
          OnePass.read(
              model, settings.reporting((bytes, of) -> progress.show(bytes, of, model.toString())));
    } catch (CheckpointException e) {
      throw new CannotRun("the model %s cannot be read: %s".formatted(model, e.getMessage()), e);
    }
    try {
      FingerprintFile.write(fingerprint, out);
      terminal.print(
          String.format(
              Locale.ROOT,
              "매개변수 %,d개, 텐서 %,d개, 지문 %,d바이트",
              fingerprint.parameters(),
              fingerprint.tensors().size(),
              Files.size(out)),
          String.format(
              Locale.ROOT,
              "%,d parameters, %,d tensors, fingerprint of %,d bytes",
              fingerprint.parameters(),
              fingerprint.tensors().size(),
              Files.size(out)));
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
    return ExitStatus.DONE;
  }

  private static Map<String, Digest> known(Path file) throws CannotRun {
    InputFile.requireSomething("list of digests", file);
    var known = new HashMap<String, Digest>();
    try {
      if (Files.size(file) > DIGESTS_LIMIT) {
        throw new CannotRun(
            "the list of digests %s has %d bytes; at most %d are read"
                .formatted(file, Files.size(file), DIGESTS_LIMIT));
      }
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Matcher matcher = DIGEST_LINE.matcher(line);
        if (!matcher.matches()) {
          throw new CannotRun(
              "%s holds a line that is no digest and name: %s"
                  .formatted(file, line.substring(0, Math.min(80, line.length()))));
        }
        String name = matcher.group(2);
        known.put(name.substring(name.lastIndexOf('/') + 1), new Digest(matcher.group(1)));
      }
    } catch (IOException e) {
      throw InputFile.unreadable("list of digests", file, e);
    }
    return known;
  }
}
