package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Finding;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.calibration.ControlCollection;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage calibrate}: collects what independent models look like. */
@Command(
    name = "calibrate",
    description = {
      "Builds a control library from models that are known to be independent.",
      "Every MODEL is one line of descent: a checkpoint, or a folder whose checkpoints descend from"
          + " each other. Pairs are taken across different MODELs only."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage calibrate models/a models/b models/c --out controls.json")
final class CalibrateCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(arity = "2..*", paramLabel = "MODEL", description = "Independent models.")
  private List<Path> models = List.of();

  @SuppressWarnings("NullAway.Init") // Required, so picocli sets it.
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the library, - for standard output.")
  private String out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of all random draws, default ${DEFAULT-VALUE}.")
  private long seed;

  CalibrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A pair of models of different descent. */
  private record Pair(Path subject, Path reference) {}

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--out", out);
    List<Pair> pairs = pairs();
    var collection = new ControlCollection();
    try (ProgressLine progress = terminal.progress()) {
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        progress.show(i, pairs.size(), "%s ~ %s".formatted(pair.subject(), pair.reference()));
        collect(collection, pair);
      }
    }
    ControlLibrary library = collection.library();
    destination.write(library.toJson(), terminal);
    if (destination.leavesOutputToPeople() || !out.equals("-")) {
      terminal.print(
          "대조 %d쌍, %s".formatted(pairs.size(), library.digest()),
          "%d control pairs, %s".formatted(pairs.size(), library.digest()));
    }
    return ExitStatus.DONE;
  }

  private void collect(ControlCollection collection, Pair pair) throws CannotRun {
    try (Checkpoint subject = CheckpointPaths.open("model", pair.subject());
        Checkpoint reference = CheckpointPaths.open("model", pair.reference())) {
      LineageReport report =
          LineageComparison.compare(
              subject, reference, Settings.of(seed).with(ControlLibrary.empty()).withoutPower());
      if (report.components().stream().anyMatch(Finding::identical)) {
        throw new CannotRun(
            "%s and %s share weights byte for byte, so they are no control"
                .formatted(pair.subject(), pair.reference()));
      }
      for (Finding finding : report.components()) {
        String component = finding.outcome().component();
        String tower = component.contains(".") ? component.replaceAll("\\..*", "") : "text";
        subject
            .anatomy()
            .tower(tower)
            .ifPresent(own -> collection.add(ShapeClass.of(own), finding.outcome()));
      }
    } catch (CheckpointException e) {
      throw new CannotRun(
          "%s and %s cannot be compared: %s"
              .formatted(pair.subject(), pair.reference(), e.getMessage()),
          e);
    }
  }

  private List<Pair> pairs() throws CannotRun {
    var families = new ArrayList<List<Path>>();
    for (Path model : models) {
      SortedMap<String, Path> found = CheckpointPaths.references(List.of(model));
      families.add(List.copyOf(found.values()));
    }
    var pairs = new ArrayList<Pair>();
    for (int a = 0; a < families.size(); a++) {
      for (int b = a + 1; b < families.size(); b++) {
        for (Path subject : families.get(a)) {
          for (Path reference : families.get(b)) {
            pairs.add(new Pair(subject, reference));
          }
        }
      }
    }
    return pairs;
  }
}
