package org.gwageo.lineage.anatomy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One residual stream and everything that reads or writes it: a language model, a vision encoder,
 * an audio encoder. Towers of one checkpoint have channels of their own, so they are tested apart.
 */
public final class Tower {

  private final String name;
  private final SequencedMap<Place, Part> parts;
  private final boolean gainsAreOffsets;
  private final Settings.Heads heads;
  private final int width;
  private final boolean rotary;
  private final boolean centred;
  private final boolean tied;

  Tower(
      String name,
      SequencedMap<Place, Part> parts,
      Settings settings,
      boolean gainsAreOffsets,
      boolean tied) {
    this.name = name;
    this.parts = Collections.unmodifiableSequencedMap(new TreeMap<>(parts));
    boolean text = name.equals(Place.TEXT);
    this.gainsAreOffsets = gainsAreOffsets && text;
    this.tied = tied && text;
    this.heads = settings.heads(name);
    this.width = measuredWidth();
    this.rotary = text ? !placesPositions() && settings.rotary() : rotaryEncoder(settings);
    this.centred = holds(Role.NORM_BIAS) || (text && settings.centred());
  }

  /** Returns the tower's name: {@code text}, {@code vision}, {@code audio} or {@code other}. */
  public String name() {
    return name;
  }

  /** Returns all parts in the order of their places. */
  public SequencedMap<Place, Part> parts() {
    return parts;
  }

  /** Returns the part of a role in a layer. */
  public Optional<Part> part(Role role, int layer, int expert) {
    return Optional.ofNullable(parts.get(new Place(name, role, layer, expert, "")));
  }

  /** Returns the part of a role outside the layers. */
  public Optional<Part> part(Role role) {
    return part(role, Place.NONE, Place.NONE);
  }

  /** Returns the number of residual channels; 0 if no part tells. */
  public int width() {
    return width;
  }

  /** Returns the layers that hold at least one part of a known role. */
  public SortedSet<Integer> layers() {
    var layers = new TreeSet<Integer>();
    parts.keySet().stream()
        .filter(place -> place.layer() >= 0)
        .forEach(place -> layers.add(place.layer()));
    return layers;
  }

  /** Returns the number of query heads; 0 if the configuration does not say it. */
  public int heads() {
    return heads.query();
  }

  /** Returns the number of key and value heads; 0 if the configuration does not say it. */
  public int keyHeads() {
    return heads.key();
  }

  /** Returns the channels of one query head; 0 if nothing says it. */
  public int headSize() {
    return heads.size();
  }

  /**
   * Returns whether queries and keys are turned by their position, so that their channels are not
   * exchangeable. Where nothing says it the answer is yes, which forbids a test rather than biases
   * it.
   */
  public boolean rotary() {
    return rotary;
  }

  /** Returns whether the norms subtract the mean before they scale. */
  public boolean centred() {
    return centred;
  }

  /** Returns whether the output vocabulary shares the rows of the input vocabulary. */
  public boolean tied() {
    return tied;
  }

  /**
   * Returns whether the MLP of {@code layer} reads the stream as the last norm left it instead of
   * through a norm of its own.
   */
  public boolean postNorm(int layer) {
    return gainBeforeMlp(layer).isEmpty()
        && (part(Role.POST_ATTENTION_NORM, layer, Place.NONE).isPresent()
            || part(Role.POST_FEEDFORWARD_NORM, layer, Place.NONE).isPresent());
  }

  /**
   * Returns whether the indices of an axis of {@code role} may be exchanged in an untrained model
   * of this kind.
   *
   * @param index 0 for the only axis of a vector or the rows of a matrix, 1 for its columns
   */
  public boolean exchangeable(Role role, int index) {
    Axis axis = role.axis(index);
    boolean latentWithRotary = role == Role.KEY_VALUE_DOWN || role == Role.KEY_VALUE_UP;
    return axis == Axis.ROTARY_HEADS ? !rotary && !latentWithRotary : axis.exchangeable();
  }

  /**
   * Returns the gain that the residual stream is multiplied with before the MLP of {@code layer}
   * reads it, or empty where the MLP reads the stream as it is. Where attention and MLP stand side
   * by side and share one norm, it is that one.
   */
  public Optional<float[]> gainBeforeMlp(int layer) {
    var before = part(Role.PRE_FEEDFORWARD_NORM, layer, Place.NONE);
    boolean after =
        part(Role.POST_FEEDFORWARD_NORM, layer, Place.NONE).isPresent()
            || part(Role.POST_ATTENTION_NORM, layer, Place.NONE).isPresent();
    if (before.isEmpty() && !after) {
      before = part(Role.ATTENTION_NORM, layer, Place.NONE);
    }
    return before.map(this::gain);
  }

  /** Returns the gain before attention reads the stream, or empty where it reads it as it is. */
  public Optional<float[]> gainBeforeAttention(int layer) {
    return part(Role.ATTENTION_NORM, layer, Place.NONE).map(this::gain);
  }

  /** Returns the gain before the output vocabulary, or empty if there is none. */
  public Optional<float[]> gainBeforeHead() {
    return part(Role.FINAL_NORM).map(this::gain);
  }

  private float[] gain(Part part) {
    float[] gain = part.toFloats();
    if (gainsAreOffsets) {
      for (int i = 0; i < gain.length; i++) {
        gain[i] += 1;
      }
    }
    return gain;
  }

  /** Encoders turn by position where they have no table of positions, some of them all the same. */
  private boolean rotaryEncoder(Settings settings) {
    String family = settings.family();
    boolean both =
        family.startsWith("qwen3") || family.startsWith("llama4") || family.startsWith("glm4v");
    return both || !placesPositions();
  }

  private boolean placesPositions() {
    return holds(Role.POSITION) || holds(Role.FIXED_POSITION);
  }

  private boolean holds(Role role) {
    return parts.keySet().stream().anyMatch(place -> place.role() == role);
  }

  private int measuredWidth() {
    var counts = new HashMap<Long, Integer>();
    for (Part part : parts.values()) {
      var axis = part.place().role().channelAxis();
      if (axis.isPresent()) {
        counts.merge(part.shape().get(axis.getAsInt()), 1, Integer::sum);
      }
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (int)
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .mapToLong(Map.Entry::getKey)
            .filter(length -> length <= Integer.MAX_VALUE)
            .max()
            .orElse(0);
  }
}
