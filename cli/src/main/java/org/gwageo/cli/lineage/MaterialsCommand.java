package org.gwageo.cli.lineage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.materials.BillOfMaterials;
import org.gwageo.lineage.materials.CheckpointBill;
import org.gwageo.lineage.materials.Declarations;
import org.gwageo.lineage.materials.DeclaredVersusMeasured;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage materials}: what a model is said to be made of, and what was measured. */
@Command(
    name = "materials",
    description = {
      "Puts a team's claims for the parts of a model beside reports on them, and writes a CycloneDX"
          + " bill of materials of the model.",
      "Claims come from a declaration, or from the pedigree of a bill."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no claim is contradicted",
      "1:a claim or a digest does not hold, or is open",
      "2:cannot run"
    },
    footerHeading = "%nExample:%n",
    footer =
        "  gwageo lineage materials models/entrant --declared declaration.json --report screen.json"
            + " --bill bom.json")
final class MaterialsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "MODEL", description = "The model.")
  private Path model;

  @SuppressWarnings("NullAway.Init") // Required, so picocli sets it.
  @Option(
      names = "--declared",
      required = true,
      paramLabel = "FILE",
      description = "The team's declaration, or its CycloneDX bill.")
  private Path declared;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "A report or screen of the model; may be given several times.")
  private List<Path> reports = List.of();

  @Option(
      names = "--bill",
      paramLabel = "OUT",
      description = "Write a CycloneDX 1.6 bill of the model to a file, or - for standard output.")
  private @Nullable String bill;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the judgements as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  MaterialsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    if ("-".equals(json) && "-".equals(bill)) {
      throw new CannotRun("--json and --bill cannot both be standard output");
    }
    Destination judgements = Destination.of("--json", json);
    Destination bom = Destination.of("--bill", bill);
    var differences = new ArrayList<String>();
    DeclaredVersusMeasured joined;
    try (Checkpoint checkpoint = CheckpointPaths.open("model", model)) {
      Declarations claims = claims(checkpoint, differences);
      var grades = new TreeMap<String, SortedMap<String, Grade>>();
      CheckpointBill written = CheckpointBill.of(checkpoint, claims);
      for (Path report : reports) {
        byte[] bytes = bytes("report", report);
        String name = String.valueOf(report.getFileName()).replaceAll("\\.json$", "");
        grades.putAll(DeclaredVersusMeasured.grades(bytes, name));
        written.withEvidence(String.valueOf(report.getFileName()), bytes);
      }
      joined = DeclaredVersusMeasured.of(claims, grades);
      if (bill != null) {
        bom.write(written.toJson(), terminal);
      }
    } catch (CheckpointException e) {
      throw new CannotRun(
          "the materials of %s cannot be read: %s".formatted(model, e.getMessage()), e);
    }
    judgements.write(joined.toJson(), terminal);
    if (judgements.leavesOutputToPeople() && bom.leavesOutputToPeople()) {
      print(joined);
    }
    differences.forEach(terminal::complain);
    return joined.stands() && differences.isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private Declarations claims(Checkpoint checkpoint, List<String> differences)
      throws CannotRun, CheckpointException {
    byte[] bytes = bytes("declaration", declared);
    if (!new String(bytes, StandardCharsets.UTF_8).contains("\"bomFormat\"")) {
      return Declarations.read(bytes);
    }
    BillOfMaterials theirs = BillOfMaterials.read(bytes);
    Map<String, String> files = new TreeMap<>();
    checkpoint.files().forEach(file -> files.put(file.path(), file.digest().hex()));
    differences.addAll(theirs.differences(files));
    return Declarations.of(theirs);
  }

  private static byte[] bytes(String thing, Path file) throws CannotRun {
    return InputFile.text(thing, file).getBytes(StandardCharsets.UTF_8);
  }

  private void print(DeclaredVersusMeasured joined) {
    var table =
        new Table()
            .text(terminal.say("부분", "part"))
            .text(terminal.say("신고", "declared"))
            .text(terminal.say("판단", "verdict"))
            .text(terminal.say("기준 모델", "references"))
            .text(terminal.say("설명", "in words"));
    for (DeclaredVersusMeasured.Judgement one : joined.judgements()) {
      table.row(
          List.of(
              one.part(),
              one.declaration().map(claim -> claim.origin().id()).orElse("–"),
              one.verdict().id(),
              String.join(" ", one.references()),
              terminal.language() == Language.KO ? one.korean() : one.english()));
    }
    table.print(terminal.out());
  }
}
