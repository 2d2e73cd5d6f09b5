package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.NeuronScalarTest;
import org.gwageo.lineage.independence.ResidualVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnePassTests {

  @TempDir private Path folder;

  @Test
  void theNumberOfThreadsChangesNoByte() throws Exception {
    Path model = Model.random(1).write(folder.resolve("model"));
    byte[] one = bytes(OnePass.read(model, OnePass.Settings.standard().onThreads(1)));
    byte[] five = bytes(OnePass.read(model, OnePass.Settings.standard().onThreads(5)));
    assertThat(five).isEqualTo(one);
  }

  /** Every width that the machine has, in processes of their own, since a process has one. */
  @Test
  void theWidthOfTheVectorsChangesNoByte() throws Exception {
    Path model = Model.random(12, 1056, 301).write(folder.resolve("model"));
    var digests = new TreeSet<String>();
    for (int bytes : new int[] {16, 32, 64}) {
      digests.add(
          inOwnProcess(
              model, "--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes));
    }
    digests.add(inOwnProcess(model));
    assertThat(digests).hasSize(1);
    assertThat(digests.first()).matches("[0-9a-f]{64}");
  }

  private static String inOwnProcess(Path model, String... options) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BitsOfFingerprint.class.getName(), model.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  @Test
  void aFileReadsBackAsItWasWritten() throws Exception {
    Fingerprint print = print(Model.random(2), "model");
    Path file = folder.resolve("model.gwf");
    FingerprintFile.write(print, file);
    Fingerprint read = FingerprintFile.read(file);
    assertThat(bytes(read)).isEqualTo(Files.readAllBytes(file));
    assertThat(read.tensors()).isEqualTo(print.tensors());
    assertThat(read.inputs()).isEqualTo(print.inputs());
    assertThat(read.parameters()).isEqualTo(print.parameters());
  }

  @Test
  void everyTensorIsAddedUp() throws Exception {
    Path model = Model.random(3).write(folder.resolve("model"));
    Fingerprint print = OnePass.read(model, OnePass.Settings.standard());
    try (Weights weights = Weights.open(model)) {
      assertThat(print.tensors()).hasSameSizeAs(weights.tensors().values());
      for (TensorPrint tensor : print.tensors()) {
        StoredTensor stored = weights.tensor(tensor.name());
        double sum = 0;
        double squares = 0;
        for (float value : stored.toFloats()) {
          sum += value;
          squares += (double) value * value;
        }
        assertThat(tensor.sums().count()).isEqualTo(stored.elements());
        assertThat(tensor.sums().sum()).isCloseTo(sum, within(1e-6 * Math.sqrt(squares)));
        assertThat(tensor.sums().squares()).isCloseTo(squares, within(1e-7 * squares));
        assertThat(tensor.blocks().count())
            .isEqualTo((int) Math.ceilDiv(stored.bytes().byteSize(), 65_536L));
      }
    }
  }

  @Test
  void theOrderOfNeuronsIsKeptSoThatTestsComeOutTheSame() throws Exception {
    Path a = Model.random(4).write(folder.resolve("a"));
    Path b = Model.random(4).trainedOn(5).write(folder.resolve("b"), ElementType.F32);
    var fromFiles =
        NeuronScalarTest.of(
            roundTrip(OnePass.read(a, OnePass.Settings.standard())),
            roundTrip(OnePass.read(b, OnePass.Settings.standard())));
    try (Weights first = Weights.open(a);
        Weights second = Weights.open(b)) {
      var fromWeights = NeuronScalarTest.of(text(first), text(second));
      assertThat(fromFiles.outcomes()).isEqualTo(fromWeights.outcomes());
      assertThat(fromFiles.outcomes().getFirst().z()).isGreaterThan(20);
      assertThat(fromFiles.layerMap()).isEqualTo(fromWeights.layerMap());
    }
  }

  @Test
  void vectorsOverTheChannelsAreKept() throws Exception {
    Path model = Model.random(6).write(folder.resolve("model"));
    Fingerprint print = OnePass.read(model, OnePass.Settings.standard());
    try (Weights weights = Weights.open(model)) {
      var own = print.tower(Place.TEXT).orElseThrow();
      var direct = ResidualVectors.of(text(weights));
      assertThat(own.vectors().byPlace()).hasSize(7).containsOnlyKeys(direct.byPlace().keySet());
      direct
          .byPlace()
          .forEach(
              (place, vector) -> assertThat(own.vectors().byPlace().get(place)).isEqualTo(vector));
      assertThat(own.width()).isEqualTo(Model.CHANNELS);
      assertThat(own.layers()).isEqualTo(Model.LAYERS);
    }
  }

  @Test
  void blocksAreFoundWhereverTheyStandAndConstantsAreNot() throws Exception {
    Model donor = Model.random(7);
    Fingerprint subject = print(Model.random(8).with("embed", donor), "subject");
    BlockReuse reuse = BlockReuse.of(subject, print(donor, "donor"));
    assertThat(reuse.shares()).containsEntry("embedding", new BlockReuse.Share(6, 6, 1, 1));
    assertThat(reuse.shares()).containsEntry("mlp", new BlockReuse.Share(45, 0, 9, 0));
    assertThat(reuse.log10p()).isLessThan(-30);
    var constant = new TensorPass(zeros(40_000), "mlp");
    for (int i = 0; i < constant.blocks(); i++) {
      constant.read(i, new TensorPass.Room());
    }
    assertThat(constant.print().blocks().speaks(0)).isFalse();
    assertThat(constant.print().blocks().speaks(1)).isFalse();
    assertThat(constant.print().sums().zeros()).isEqualTo(40_000);
  }

  @Test
  void knownDigestsSpareTheReadingAndAreKept() throws Exception {
    Path model = Model.random(9).write(folder.resolve("model"));
    Digest stated = Digest.of(new byte[] {1});
    Fingerprint print =
        OnePass.read(
            model,
            OnePass.Settings.standard().withoutDigests().with(Map.of("model.safetensors", stated)));
    assertThat(print.inputs())
        .extracting(Fingerprint.Input::digest)
        .containsExactly(Optional.of(stated), Optional.empty());
    Fingerprint whole = OnePass.read(model, OnePass.Settings.standard());
    assertThat(whole.inputs().getFirst().digest())
        .contains(Digest.of(model.resolve("model.safetensors")));
  }

  @Test
  void progressReachesTheEnd() throws Exception {
    Path model = Model.random(10).write(folder.resolve("model"));
    var last = new AtomicLong();
    var all = new AtomicLong();
    OnePass.read(
        model,
        OnePass.Settings.standard()
            .onThreads(1)
            .reporting(
                (bytes, of) -> {
                  assertThat(bytes).isBetween(last.get(), of);
                  last.set(bytes);
                  all.set(of);
                }));
    assertThat(last.get()).isEqualTo(all.get()).isPositive();
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() throws Exception {
    Model donor = Model.random(11);
    Path model = donor.withInfinity().write(folder.resolve("model"));
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> OnePass.read(model, OnePass.Settings.standard()))
        .withMessageContaining("neuron 1 of model.layers.1.mlp.up_proj.weight");
  }

  private Fingerprint print(Model model, String name) throws Exception {
    return OnePass.read(model.write(folder.resolve(name)), OnePass.Settings.standard());
  }

  private byte[] bytes(Fingerprint print) throws Exception {
    Path file = Files.createTempFile(folder, "print", FingerprintFile.SUFFIX);
    FingerprintFile.write(print, file);
    return Files.readAllBytes(file);
  }

  private List<NeuronBlock> roundTrip(Fingerprint print) throws Exception {
    Path file = Files.createTempFile(folder, "print", FingerprintFile.SUFFIX);
    FingerprintFile.write(print, file);
    return FingerprintFile.read(file).tower(Place.TEXT).orElseThrow().neurons();
  }

  private static Tower text(Weights weights) throws CheckpointException {
    return Anatomy.of(weights, Optional.empty()).tower(Place.TEXT).orElseThrow();
  }

  private static StoredTensor zeros(int count) {
    return StoredTensor.of("zeros", ElementType.BF16, List.of((long) count), new float[count]);
  }
}
