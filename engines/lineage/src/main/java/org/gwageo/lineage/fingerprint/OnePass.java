package org.gwageo.lineage.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Vocabulary;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.fingerprint.Fingerprint.Input;
import org.gwageo.lineage.fingerprint.Fingerprint.TowerPrint;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.ResidualVectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the fingerprint of a model in one reading of its weights. */
public final class OnePass {

  private static final long CONFIG_LIMIT = 16 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Names of tensors whose content is set by a formula. */
  private static final Pattern FIXED = Pattern.compile("(?i).*(?:pos|rotary|inv_freq|freqs).*");

  private OnePass() {}

  /** Hears how far a reading is. */
  @FunctionalInterface
  public interface Progress {

    /** Is told, on the thread that asked for the reading, how many bytes of all are read. */
    void at(long bytes, long of);
  }

  /**
   * How a model is read.
   *
   * @param threads how many threads read, the calling one among them; the result does not depend on
   *     it
   * @param digests whether SHA-256 of files without a known digest is computed, which reads the
   *     files once more at the speed of SHA-256
   * @param known digests from a verified manifest, by the name of the file
   * @param progress hears how far the reading is
   */
  public record Settings(
      int threads, boolean digests, Map<String, Digest> known, Progress progress) {

    /**
     * Copies the digests.
     *
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public Settings {
      if (threads < 1) {
        throw new IllegalArgumentException("a model is read by at least 1 thread, not " + threads);
      }
      known = Map.copyOf(known);
    }

    /** Returns all processors, digests and no progress. */
    public static Settings standard() {
      return new Settings(
          Runtime.getRuntime().availableProcessors(), true, Map.of(), (bytes, of) -> {});
    }

    /** Returns these settings with another number of threads. */
    public Settings onThreads(int threads) {
      return new Settings(threads, digests, known, progress);
    }

    /** Returns these settings without computed digests. */
    public Settings withoutDigests() {
      return new Settings(threads, false, known, progress);
    }

    /** Returns these settings with digests that are known already. */
    public Settings with(Map<String, Digest> known) {
      return new Settings(threads, digests, known, progress);
    }

    /** Returns these settings with another listener. */
    public Settings reporting(Progress progress) {
      return new Settings(threads, digests, known, progress);
    }
  }

  /**
   * Reads a folder in Hugging Face layout or one file of weights.
   *
   * @throws CheckpointException if the weights or the configuration cannot be read, an MLP's
   *     tensors do not fit together, or a weight of an MLP or a norm is not a finite number
   */
  public static Fingerprint read(Path model, Settings settings) throws CheckpointException {
    try (Weights weights = Weights.open(model)) {
      Path folder = Files.isDirectory(model) ? model : null;
      Optional<Path> config =
          Optional.ofNullable(folder)
              .map(found -> found.resolve("config.json"))
              .filter(Files::isRegularFile);
      var tree = config.isPresent() ? Optional.of(json(config.get())) : Optional.<JsonNode>empty();
      var paths = new ArrayList<>(weights.files());
      config.ifPresent(paths::add);
      Optional<Path> tokenizer = tokenizer(model);
      var inputs = new ArrayList<Input>();
      for (Path path : paths) {
        inputs.add(input(path, settings));
      }
      Optional<Digest> words =
          tokenizer.isPresent() ? Optional.of(digest(tokenizer.get())) : Optional.empty();
      return of(weights, Anatomy.of(weights, tree), inputs, words, settings);
    }
  }

  /**
   * Takes the fingerprint of weights that are open.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together, or a weight of an MLP or a
   *     norm is not a finite number
   */
  public static Fingerprint of(
      Weights weights,
      Anatomy anatomy,
      List<Input> inputs,
      Optional<Digest> tokenizer,
      Settings settings)
      throws CheckpointException {
    var components = components(anatomy);
    var passes = new LinkedHashMap<String, TensorPass>();
    for (StoredTensor tensor : weights.tensors().values()) {
      passes.put(tensor.name(), new TensorPass(tensor, components.getOrDefault(tensor.name(), "")));
    }
    var mlps = new LinkedHashMap<Place, MlpPass>();
    var units = units(anatomy, passes, mlps);
    new Reading(units, passes.values().stream().mapToLong(TensorPass::bytes).sum())
        .run(settings.threads(), settings.progress());
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
    boolean named = !FIXED.matcher(part.name()).matches();
    return switch (place.role()) {
      case POSITION, SEGMENT -> false;
      case VISION, AUDIO, UNKNOWN -> part.shape().size() >= 2 && named;
      default -> place.role().channelAxis().isPresent();
    };
  }

  private static Input input(Path path, Settings settings) throws CheckpointException {
    String name = String.valueOf(path.getFileName());
    @Nullable Digest digest = settings.known().get(name);
    if (digest == null && settings.digests()) {
      digest = digest(path);
    }
    try {
      return new Input(name, Files.size(path), Optional.ofNullable(digest));
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Digest digest(Path path) throws CheckpointException {
    try {
      return Digest.of(path);
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(path.getFileName(), e.getMessage()), e);
    }
  }

  private static Optional<Path> tokenizer(Path model) {
    if (!Files.isDirectory(model)) {
      return Vocabulary.tokenizerBeside(model);
    }
    return Stream.of("tokenizer.json", "vocab.txt", "tokenizer.model")
        .map(model::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static JsonNode json(Path config) throws CheckpointException {
    try {
      long size = Files.size(config);
      if (size > CONFIG_LIMIT) {
        throw new CheckpointException(
            "config.json has %d bytes; at most %d are read".formatted(size, CONFIG_LIMIT));
      }
      return JSON.readTree(Files.readAllBytes(config));
    } catch (JacksonException e) {
      throw new CheckpointException("config.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("config.json cannot be read: " + e.getMessage(), e);
    }
  }
}
