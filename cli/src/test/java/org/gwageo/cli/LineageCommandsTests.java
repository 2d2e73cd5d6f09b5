package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.Shell.Run;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();

  @Test
  void seedsNamesTheGeneratorAndWhatTwoModelsBeganWith() throws Exception {
    Path one = TinyModel.drawnFrom(1337, 1).write(folder.resolve("one"));
    Path two = TinyModel.drawnFrom(1337, 2).write(folder.resolve("two"));
    Path three = TinyModel.of(3).write(folder.resolve("three"));
    Run run = shell.run("lineage", "seeds", one, two, "--seeds", "42", "1337");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(?m)^model.embed_tokens.weight +torch-cpu-normal +1337 +0 +0\\.[78]")
        .contains("15 of 15 matrices begin with the numbers of torch-cpu-normal 1337.")
        .containsPattern(
            "15 matrices begin with the same numbers in both models: a common start, .* cosine of"
                + " -?0\\.0");
    Run copied = shell.run("lineage", "seeds", one, one, "--seeds", "1337", "--json", "-");
    assertThat(copied.out())
        .startsWith("{")
        .contains(
            "\"format\":\"gwageo-lineage-first-weights/1\"", "\"added\":1,", "\"seed\":\"1337\"");
    Run apart = shell.run("lineage", "seeds", three, two, "--seeds", "1337", "--lang", "ko");
    assertThat(apart.status()).isZero();
    assertThat(apart.out())
        .contains("행렬 15개 가운데 시드 1개의 수로 시작하는 것은 없습니다.")
        .contains("두 모델에서 같은 수로 시작하는 행렬은 찾지 못했습니다.");
    assertThat(shell.run("lineage", "seeds", one, "--words", "-1").err())
        .startsWith("gwageo: --words and --offsets are at least 0");
    assertThat(shell.run("lineage", "seeds", one, "--seeds", "many").status()).isEqualTo(2);
  }

  @Test
  void inspectPrintsPartsAndDigests() throws Exception {
    Path model = TinyModel.of(1).write(folder.resolve("one"));
    Run run = shell.run("lineage", "inspect", model);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("203,904 parameters, 2 layers")
        .containsPattern("(?m)^embedding +1 +19,200 +38,400 +BF16$")
        .contains(Digest.of(model.resolve("model.safetensors")) + "  model.safetensors");
    Run json = shell.run("lineage", "inspect", model, "--json", "-");
    assertThat(json.out()).startsWith("{").contains("\"elements\":203904").endsWith("}");
  }

  @Test
  void inspectSaysWhatIsNotPlaced() throws Exception {
    Path file = folder.resolve("model.safetensors");
    var one = List.of(1L, 4L);
    Safetensors.write(
        file,
        List.of(
            StoredTensor.of("embed.weight", ElementType.F32, List.of(3L, 4L), new float[12]),
            StoredTensor.of("layers.0.\u001b[2J.weight", ElementType.F32, one, new float[4]),
            StoredTensor.of("model.inv_freq", ElementType.F32, one, new float[4]),
            StoredTensor.of("model.rotary.inv_freq", ElementType.F32, one, new float[4])),
        Map.of());
    Run run = shell.run("lineage", "inspect", file);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^tensors +first of them +why not placed, or not as stored$")
        .containsPattern("(?m)^ +2 +model.inv_freq +a buffer that follows from the configuration$")
        .doesNotContain("\u001b");
    assertThat(shell.run("lineage", "inspect", file, "--json", "-").out())
        .contains("\"model.inv_freq\":\"a buffer that follows from the configuration\"");
  }

  @Test
  void aContinuedModelIsFound() throws Exception {
    Path reference = TinyModel.of(1).write(folder.resolve("reference"));
    Path subject = TinyModel.of(1).continued().write(folder.resolve("subject"));
    Path json = folder.resolve("lineage.json");
    Run run = shell.run("lineage", "compare", subject, reference, "--seed", 5, "--json", json);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("derivation-established\n");
    assertThat(json).content().contains("\"grade\":\"derivation-established\"", "\"seed\":\"5\"");
    Run again = shell.run("lineage", "compare", subject, reference, "--seed", 5, "--json", "-");
    assertThat(json).hasContent(again.out());
  }

  @Test
  void aStartThatBothCarryIsSaid() throws Exception {
    Path start = TinyModel.of(1).write(folder.resolve("start"));
    Path subject = TinyModel.of(1).continued().write(folder.resolve("subject"));
    Path foreign = TinyModel.of(2).write(folder.resolve("foreign"));
    Run run = shell.run("lineage", "compare", subject, start, "--start", start, "--start", foreign);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("indicated\nBoth models carry the numbers of one start")
        .containsPattern("(?m)^start model.safetensors: subject z [0-9.]+, .* carried by both$")
        .containsPattern("(?m)^start model.safetensors: .* not carried by both$");
    Run screen = shell.run("lineage", "screen", subject, "--references", start, "--start", start);
    assertThat(screen.out()).startsWith("indicated\n");
    assertThat(shell.run("lineage", "compare", subject, start, "--start", folder.resolve("no")))
        .extracting(Run::status, Run::err)
        .containsExactly(
            2, "gwageo: the start %s does not exist\n".formatted(folder.resolve("no")));
  }

  @Test
  void aMergeIsFittedToItsReferences() throws Exception {
    Path one = TinyModel.of(1).write(folder.resolve("one"));
    Path two = TinyModel.of(2).write(folder.resolve("two"));
    Path three = TinyModel.of(3).write(folder.resolve("three"));
    Path merged = TinyModel.of(1).mergedWith(2, 0.4).write(folder.resolve("merged"));
    Run run = shell.run("lineage", "merge", merged, "--references", one, two, three);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("text: a merge of one, two\n")
        .containsPattern("(?m)^one +0\\.6[0-9]{2} ")
        .containsPattern("(?m)^two +0\\.[34][0-9]{2} ");
    Run independent = shell.run("lineage", "merge", three, "--references", one, two, "--json", "-");
    assertThat(independent.status()).isZero();
    assertThat(independent.out()).contains("\"merge\":false");
    assertThat(shell.run("lineage", "merge", three, "--references", one).err())
        .isEqualTo("gwageo: a merge is fitted to 2 to 8 references, not 1\n");
    Path small = TinyModel.ofAnotherShape(1).write(folder.resolve("small"));
    Run other = shell.run("lineage", "merge", small, "--references", one, two);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).startsWith("gwageo: no matrix of ");
  }

  @Test
  void independentModelsAreNot() throws Exception {
    Path reference = TinyModel.of(1).write(folder.resolve("reference"));
    Path subject = TinyModel.of(2).write(folder.resolve("subject"));
    Run run = shell.run("lineage", "compare", subject, reference, "--lang", "ko");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("흔적 없음(not-found)\n").contains("독립의 증명이 아니며");
  }

  @Test
  void controlsAreMadeFromIndependentModelsAndUsed() throws Exception {
    var models = new Path[5];
    for (int i = 0; i < models.length; i++) {
      models[i] = TinyModel.of(50 + i).write(folder.resolve("control-" + i));
    }
    Path controls = folder.resolve("controls.json");
    Run made =
        shell.run(
            "lineage",
            "calibrate",
            models[0],
            models[1],
            models[2],
            models[3],
            models[4],
            "--out",
            controls);
    assertThat(made.err()).isEmpty();
    assertThat(made.status()).isZero();
    assertThat(made.out()).startsWith("10 control pairs, sha256:");
    assertThat(controls).content().contains("\"format\":\"gwageo-lineage-controls/1\"");

    Run run =
        shell.run(
            "lineage", "compare", models[0], models[1], "--controls", controls, "--json", "-");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"controls\":{\"class\":", "\"pairs\":10");
  }

  @Test
  void aLibraryOfFingerprintsIsScreenedWithoutItsWeights() throws Exception {
    Path library = Files.createDirectory(folder.resolve("library"));
    Path source = TinyModel.of(1).write(folder.resolve("source"));
    Path other = TinyModel.of(2).write(folder.resolve("other"));
    for (Path model : new Path[] {source, other}) {
      Run made =
          shell.run(
              "lineage",
              "fingerprint",
              model,
              "--out",
              library.resolve(model.getFileName() + ".gwf"));
      assertThat(made.err()).isEmpty();
      assertThat(made.status()).isZero();
    }
    Path subject = TinyModel.of(1).continued().write(folder.resolve("subject"));
    Run run = shell.run("lineage", "screen", subject, "--references", library, "--json", "-");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("\"strongest\":[\"source.gwf\"]");
  }

  @Test
  void aReportBecomesAPageForAPanel() throws Exception {
    Path reference = TinyModel.of(1).write(folder.resolve("reference"));
    Path subject = TinyModel.of(1).continued().write(folder.resolve("subject"));
    Path json = folder.resolve("report.json");
    shell.run("lineage", "compare", subject, reference, "--json", json);
    Path html = folder.resolve("report.html");
    Path pdf = folder.resolve("report.pdf");
    Run run = shell.run("lineage", "report", json, "--html", html, "--pdf", pdf, "--lang", "ko");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(html).content().contains("<html lang=\"ko\"").doesNotContain("<script");
    assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void theCostOfALargeModelIsPrinted() {
    Run run = shell.run("lineage", "cost", "--parameters", "200e9", "--bytes", "2");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("T1", "T5");
  }

  @Test
  void aCopyIsNoControl() throws Exception {
    Path one = TinyModel.of(1).write(folder.resolve("one"));
    Path two = TinyModel.of(1).write(folder.resolve("two"));
    Run run = shell.run("lineage", "calibrate", one, two, "--out", folder.resolve("c.json"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("share weights byte for byte, so they are no control");
  }

  @Test
  void controlsOfAnotherFormatAreRefused() throws Exception {
    Path model = TinyModel.of(1).write(folder.resolve("one"));
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"format\":\"x\"}");
    Run run = shell.run("lineage", "compare", model, model, "--controls", wrong);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: the controls cannot be used: wrong.json is no control library: its format is"
                + " \"x\", not \"gwageo-lineage-controls/1\"\n");
  }

  @Test
  void modelsOfOtherShapesCannotBeTested() throws Exception {
    Path reference = TinyModel.of(1).write(folder.resolve("reference"));
    Path subject = TinyModel.ofAnotherShape(1).write(folder.resolve("subject"));
    Run run = shell.run("lineage", "compare", subject, reference);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).startsWith("untestable\n").contains("not testable:");
    assertThat(run.err())
        .isEqualTo(
            "gwageo: no test applies to %s, whose shapes are not the reference's\n"
                .formatted(subject));
  }

  @Test
  void screenNamesTheReferenceOfADerivedModel() throws Exception {
    TinyModel.of(1).write(folder.resolve("library/north-star"));
    TinyModel.of(2).write(folder.resolve("library/other"));
    Path third = TinyModel.of(3).write(folder.resolve("third"));
    Path subject = TinyModel.of(1).continued().write(folder.resolve("subject"));
    Run run =
        shell.run("lineage", "screen", subject, "--references", folder.resolve("library"), third);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("derivation-established\n")
        .containsPattern("(?m)^north-star +derivation-established ")
        .containsPattern("(?m)^other +not-found ")
        .containsPattern("(?m)^third +not-found ")
        .contains("north-star: If the two models");
  }

  @Test
  void screenWatchedShowsWhichReferenceItIsAt() throws Exception {
    Path reference = TinyModel.of(1).write(folder.resolve("reference"));
    Path subject = TinyModel.of(2).write(folder.resolve("subject"));
    Run run = Shell.watched().run("lineage", "screen", subject, "--references", reference);
    assertThat(run.err()).contains("0/1  reference").endsWith("\r\u001b[2K");
    assertThat(shell.run("lineage", "screen", subject, "--references", reference).err()).isEmpty();
  }

  @Test
  void twoReferencesOfOneNameAreRefused() throws Exception {
    Path one = TinyModel.of(1).write(folder.resolve("a/base"));
    Path two = TinyModel.of(2).write(folder.resolve("b/base"));
    Run run = shell.run("lineage", "screen", one, "--references", one, two);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("gwageo: the references %s and %s are both named base\n".formatted(one, two));
  }

  @Test
  void aMissingModelIsNamed() throws Exception {
    Path model = TinyModel.of(1).write(folder.resolve("one"));
    Path absent = folder.resolve("absent");
    assertThat(shell.run("lineage", "inspect", absent))
        .isEqualTo(new Run(2, "", "gwageo: the model " + absent + " does not exist\n"));
    assertThat(shell.run("lineage", "compare", model, absent))
        .isEqualTo(new Run(2, "", "gwageo: the reference " + absent + " does not exist\n"));
    assertThat(shell.run("lineage", "screen", model, "--references", absent))
        .isEqualTo(new Run(2, "", "gwageo: the reference " + absent + " does not exist\n"));
  }

  @Test
  void aFolderWithoutWeightsIsRefused() throws Exception {
    Path model = TinyModel.of(1).write(folder.resolve("one"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(shell.run("lineage", "compare", empty, model).err())
        .isEqualTo(
            "gwageo: the subject %s cannot be read: empty holds no weights: neither model.safetensors nor a file that ends in one of [.safetensors, .gguf, .onnx, .bin, .pt, .pth]\n"
                .formatted(empty));
    assertThat(shell.run("lineage", "screen", model, "--references", empty).err())
        .isEqualTo("gwageo: the reference %s holds no checkpoint\n".formatted(empty));
  }

  @Test
  void aDamagedCheckpointIsRefusedInOneSentence() throws Exception {
    Path file = folder.resolve("broken.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    Run run = shell.run("lineage", "inspect", file);
    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "gwageo: the model %s cannot be read: broken.safetensors has 3 bytes; a safetensors file has at least 8\n"
                    .formatted(file)));
  }

  @Test
  void entrantsOutOfRangeAreRefused() {
    Run run = shell.run("lineage", "screen", "a", "--references", "b", "--entrants", 0);
    assertThat(run)
        .isEqualTo(new Run(2, "", "gwageo: --entrants is between 1 and 1000000, not 0\n"));
  }
}
