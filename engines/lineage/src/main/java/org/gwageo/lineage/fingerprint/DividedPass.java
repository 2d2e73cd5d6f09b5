package org.gwageo.lineage.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.fingerprint.Fingerprint.Input;
import org.gwageo.lineage.fingerprint.Fingerprint.TowerPrint;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.ResidualVectors;

/**
 * The one reading of a model's weights, cut into pieces of some megabytes, each of which any thread
 * or process may read.
 *
 * <p>The cut follows from the names and shapes alone: every process that opens the same files gets
 * the same pieces. A process {@linkplain #read(int, int) reads} a run of them and hands on what
 * they gave, the sums of every block of 64 KiB and of every neuron, bit for bit; another one
 * {@linkplain #take takes} all runs, each once and in any order, and makes the {@linkplain
 * #fingerprint fingerprint}. Every sum has a place of its own and places are added in their order,
 * so the bytes of the fingerprint do not depend on who read what.
 *
 * <p>Reading and taking are for one thread at a time.
 */
public final class DividedPass {

  private final Anatomy anatomy;
  private final Map<String, TensorPass> passes;
  private final Map<Place, MlpPass> mlps;
  private final List<MlpPass> units;
  private final int[] firstPiece;
  private final TensorPass.Room room = new TensorPass.Room();

  private DividedPass(
      Anatomy anatomy,
      Map<String, TensorPass> passes,
      Map<Place, MlpPass> mlps,
      List<MlpPass> units) {
    this.anatomy = anatomy;
    this.passes = passes;
    this.mlps = mlps;
    this.units = units;
    firstPiece = new int[units.size() + 1];
    for (int i = 0; i < units.size(); i++) {
      firstPiece[i + 1] = Math.addExact(firstPiece[i], units.get(i).pieces());
    }
  }

  /** Cuts the reading of weights that are open; nothing is read yet. */
  public static DividedPass of(Weights weights, Anatomy anatomy) {
    var components = components(anatomy);
    var passes = new LinkedHashMap<String, TensorPass>();
    for (StoredTensor tensor : weights.tensors().values()) {
      passes.put(tensor.name(), new TensorPass(tensor, components.getOrDefault(tensor.name(), "")));
    }
    var mlps = new LinkedHashMap<Place, MlpPass>();
    var units = units(anatomy, passes, mlps);
    return new DividedPass(anatomy, passes, mlps, units);
  }

  /** Returns how many pieces there are. */
  public int pieces() {
    return firstPiece[units.size()];
  }

  /** Returns about how many bytes are read with a piece. */
  public long bytes(int piece) {
    int unit = unit(piece);
    return units.get(unit).bytes(piece - firstPiece[unit]);
  }

  /** Returns the number of the first piece of what is read together with {@code piece}. */
  public int start(int piece) {
    return firstPiece[unit(piece)];
  }

  /** Returns the number of the piece after the last that is read together with {@code piece}. */
  public int end(int piece) {
    return firstPiece[unit(piece) + 1];
  }

  /**
   * Returns the bytes of stored tensors that are read with the pieces from {@code from} to before
   * {@code to}, so that they can be brought in at once. Few more may be asked for: the gain before
   * an MLP, the scales of quantised tensors.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together
   */
  public List<Extent> extents(int from, int to) throws CheckpointException {
    var extents = new ArrayList<Extent>();
    for (Run run : runs(from, to)) {
      extents.addAll(run.unit().extents(run.first(), run.end()));
    }
    return extents;
  }

  /** Returns the bytes that {@link #fingerprint} reads itself: the vectors over the channels. */
  public List<Extent> vectors() {
    var extents = new ArrayList<Extent>();
    anatomy
        .parts()
        .forEach(
            (place, part) -> {
              if (place.role().residualGain() || place.role() == Role.UP_BIAS) {
                extents.add(part.extent(0, part.elements()));
              }
            });
    return extents;
  }

  /**
   * Reads the pieces from {@code from} to before {@code to} and returns what they gave, for {@link
   * #take} of another process.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together
   */
  public byte[] read(int from, int to) throws CheckpointException {
    try (var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes)) {
      for (Run run : runs(from, to)) {
        run.unit().read(run.first(), run.end(), room, out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    }
  }

  /**
   * Takes over what {@link #read} of another process returned for the same pieces.
   *
   * @throws CheckpointException if a weight of an MLP that is now complete is not a finite number
   * @throws IllegalArgumentException if there are not as many bytes as the pieces give
   */
  public void take(int from, int to, byte[] read) throws CheckpointException {
    var bytes = ByteBuffer.wrap(read);
    for (Run run : runs(from, to)) {
      for (int piece = run.first(); piece < run.end(); piece++) {
        if (bytes.remaining() < run.unit().written(piece)) {
          throw new IllegalArgumentException(
              "pieces %d to %d give more than %d bytes".formatted(from, to, read.length));
        }
        run.unit().take(piece, bytes);
      }
    }
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(
          "pieces %d to %d give fewer than %d bytes".formatted(from, to, read.length));
    }
  }

  /** Reads all pieces on several threads of this process. */
  void read(int threads, OnePass.Progress progress) throws CheckpointException {
    new Reading(units, passes.values().stream().mapToLong(TensorPass::bytes).sum())
        .run(threads, progress);
  }

  /**
   * Returns the fingerprint once every piece is read or taken.
   *
   * @throws CheckpointException if an element of a norm is not a finite number
   */
  public Fingerprint fingerprint(List<Input> inputs, Optional<Digest> tokenizer)
      throws CheckpointException {
    var towers = new ArrayList<TowerPrint>();
    for (Tower tower : anatomy.towers()) {
      List<NeuronBlock> neurons =
          mlps.entrySet().stream()
              .filter(entry -> entry.getKey().tower().equals(tower.name()))
              .map(entry -> entry.getValue().result())
              .filter(Objects::nonNull)
              .toList();
      towers.add(
          new TowerPrint(
              tower.name(),
              ShapeClass.of(tower),
              tower.width(),
              tower.layers().size(),
              neurons,
              ResidualVectors.of(tower)));
    }
    return new Fingerprint(
        inputs, tokenizer, towers, passes.values().stream().map(TensorPass::print).toList());
  }

  /** Pieces of one unit. */
  private record Run(MlpPass unit, int first, int end) {}

  private List<Run> runs(int from, int to) {
    Objects.checkFromToIndex(from, to, pieces());
    var runs = new ArrayList<Run>();
    for (int piece = from; piece < to; ) {
      int unit = unit(piece);
      int end = Math.min(to, firstPiece[unit + 1]);
      runs.add(new Run(units.get(unit), piece - firstPiece[unit], end - firstPiece[unit]));
      piece = end;
    }
    return runs;
  }

  private int unit(int piece) {
    Objects.checkIndex(piece, pieces());
    int found = Arrays.binarySearch(firstPiece, piece);
    int unit = found < 0 ? -found - 2 : found;
    while (firstPiece[unit + 1] == firstPiece[unit]) {
      unit++;
    }
    return unit;
  }

  /**
   * Every tensor in one unit: with its MLP where it is a whole matrix of one, else by itself. Units
   * stand in the order of the files, as far as an MLP's tensors allow.
   */
  private static List<MlpPass> units(
      Anatomy anatomy, Map<String, TensorPass> passes, Map<Place, MlpPass> mlps) {
    var unitOf = new LinkedHashMap<String, MlpPass>();
    var shared = new ArrayList<MlpPass>();
    anatomy
        .parts()
        .forEach(
            (place, up) -> {
              Tower tower = anatomy.tower(place.tower()).orElseThrow();
              Part down = tower.part(Role.DOWN, place.layer(), place.expert()).orElse(null);
              if (place.role() != Role.UP || down == null) {
                return;
              }
              var own = new ArrayList<TensorPass>();
              var names = new ArrayList<String>();
              for (Part part :
                  Stream.of(
                          Optional.of(up),
                          Optional.of(down),
                          tower.part(Role.GATE, place.layer(), place.expert()))
                      .flatMap(Optional::stream)
                      .toList()) {
                String name = part.stored().name();
                boolean whole = part.elements() == part.stored().elements();
                if (whole && passes.containsKey(name) && !unitOf.containsKey(name)) {
                  own.add(Objects.requireNonNull(passes.get(name)));
                  names.add(name);
                }
              }
              var unit = MlpPass.of(own, tower, up, down);
              mlps.put(place, unit);
              names.forEach(name -> unitOf.put(name, unit));
              if (names.isEmpty()) {
                shared.add(unit);
              }
            });
    var units = new ArrayList<MlpPass>();
    var placed = new IdentityHashMap<MlpPass, Boolean>();
    passes.forEach(
        (name, pass) -> {
          MlpPass unit = unitOf.computeIfAbsent(name, any -> MlpPass.of(pass));
          if (placed.put(unit, true) == null) {
            units.add(unit);
          }
        });
    units.addAll(shared);
    return units;
  }

  /** The component of every tensor with an exchangeable axis, by the file's name. */
  private static Map<String, String> components(Anatomy anatomy) {
    var components = new LinkedHashMap<String, String>();
    anatomy
        .parts()
        .forEach(
            (place, part) -> {
              if (countable(place, part)) {
                components.putIfAbsent(part.stored().name(), place.component());
              }
            });
    return components;
  }

  private static boolean countable(Place place, Part part) {
    return switch (place.role()) {
      case POSITION, SEGMENT -> false;
      case VISION, AUDIO, UNKNOWN -> part.shape().size() >= 2;
      default -> place.role().channelAxis().isPresent();
    };
  }
}
