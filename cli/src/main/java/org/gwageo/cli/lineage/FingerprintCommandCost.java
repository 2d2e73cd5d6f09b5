package org.gwageo.cli.lineage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.fingerprint.CostModel;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwageo lineage cost}: says what a comparison will take, before anything is read. */
@Command(
    name = "cost",
    description = {
      "Prints bytes, operations and minutes of every step for a model of a given size.",
      "The rate of matrix products is measured for a second, that of reading on a file of yours."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage cost --parameters 200e9 --bytes 2 --sample model.safetensors")
public final class FingerprintCommandCost implements Callable<Integer> {

  private static final int SIDE = 1024;
  private static final long SECOND = 1_000_000_000L;

  private final Terminal terminal;

  @Option(
      names = "--parameters",
      required = true,
      paramLabel = "N",
      description = "How many weights the model has, such as 200e9.")
  private double parameters;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Bytes per weight, default ${DEFAULT-VALUE}.")
  private double bytes;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "5120",
      description = "Residual channels, default ${DEFAULT-VALUE}.")
  private long width;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "94",
      description = "Layers, default ${DEFAULT-VALUE}.")
  private long layers;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Tokens that both models know, default ${DEFAULT-VALUE}.")
  private long tokens;

  @Option(
      names = "--references",
      paramLabel = "N",
      defaultValue = "1",
      description = "References to compare with, default ${DEFAULT-VALUE}.")
  private long references;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description = "A large file on the disk in question; it is read for a second.")
  private @Nullable Path sample;

  @Option(
      names = "--read-rate",
      paramLabel = "BYTES",
      defaultValue = "1e9",
      description = "Bytes read in a second if there is no sample, default ${DEFAULT-VALUE}.")
  private double readRate;

  @Option(
      names = "--product-rate",
      paramLabel = "N",
      description = "Operations of matrix products in a second; measured unless given.")
  private @Nullable Double productRate;

  /** Prints to {@code terminal}. */
  public FingerprintCommandCost(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    try {
      var model = new CostModel(parameters, bytes, width, layers, tokens, references);
      var rates =
          new CostModel.Rates(
              sample == null ? readRate : measuredReading(sample),
              productRate == null ? measuredProducts() : productRate);
      print(model, rates);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    return ExitStatus.DONE;
  }

  private void print(CostModel model, CostModel.Rates rates) {
    terminal.print(
        String.format(
            Locale.ROOT,
            "읽기 %.2f GB/s, 행렬곱 %.0f GFLOP/s",
            rates.read() / 1e9,
            rates.products() / 1e9),
        String.format(
            Locale.ROOT,
            "reading %.2f GB/s, matrix products %.0f GFLOP/s",
            rates.read() / 1e9,
            rates.products() / 1e9));
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("단계", "step"))
            .number(terminal.say("읽기 GB", "reads GB"))
            .number(terminal.say("연산", "operations"))
            .number(terminal.say("분", "minutes"));
    for (CostModel.Step step : model.steps()) {
      table.row(
          List.of(
              step.name(),
              String.format(Locale.ROOT, "%.1f", step.reads() / 1e9),
              String.format(Locale.ROOT, "%.1e", step.operations()),
              String.format(Locale.ROOT, "%.1f", step.minutes(rates))));
    }
    table.print(terminal.out());
  }

  private static double measuredReading(Path file) throws CannotRun {
    InputFile.requireSomething("sample", file);
    var buffer = ByteBuffer.allocateDirect(1 << 22);
    try (var channel = FileChannel.open(file)) {
      long read = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < SECOND) {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
          break;
        }
        read += count;
      }
      if (read < 1 << 20) {
        throw new CannotRun(
            "the sample %s has %d bytes; at least %d are needed".formatted(file, read, 1 << 20));
      }
      return read / ((System.nanoTime() - start) / (double) SECOND);
    } catch (IOException e) {
      throw InputFile.unreadable("sample", file, e);
    }
  }

  /** Multiplies matrices for a second after as long a time to warm up. */
  private static double measuredProducts() {
    var values = new float[SIDE * SIDE];
    Arrays.fill(values, 0.5f);
    var matrix = FloatMatrix.of(values, SIDE, SIDE);
    var product = MatrixProduct.onThreads(Runtime.getRuntime().availableProcessors());
    double rate = 0;
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      int done = 0;
      do {
        product.times(matrix, matrix);
        done++;
      } while (System.nanoTime() - start < SECOND);
      double seconds = (System.nanoTime() - start) / (double) SECOND;
      rate = done * 2.0 * SIDE * SIDE * SIDE / seconds;
    }
    return rate;
  }
}
