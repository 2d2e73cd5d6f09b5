package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * The rules of one stage: what is scored, which gates stand, who advances, who sees what.
 *
 * <p>Values come from {@link #parse} only and are consistent: ids are distinct, references lead
 * somewhere, points add up and every scaling stays within its points.
 */
public final class Rulebook {

  /** The value of the key {@code format}. */
  public static final String FORMAT = "gwageo-rulebook/1";

  private final RulebookParts parts;
  private final byte[] canonicalJson;
  private final Digest digest;

  Rulebook(RulebookParts parts, Object tree) {
    this.parts = parts;
    this.canonicalJson = CanonicalJson.bytes(tree);
    this.digest = Digest.of(canonicalJson);
  }

  /**
   * Reads a rulebook.
   *
   * @throws RulebookException naming every line that cannot be applied, and why
   */
  public static Rulebook parse(String yaml) throws RulebookException {
    return RulebookReader.read(yaml);
  }

  /** Returns the digest of {@link #canonicalJson}: comments, key order and layout do not matter. */
  public Digest digest() {
    return digest;
  }

  /** Returns the document as canonical JSON (RFC 8785) in UTF-8. */
  public byte[] canonicalJson() {
    return canonicalJson.clone();
  }

  /** Returns the rulebook's id. */
  public String id() {
    return parts.id();
  }

  /** Returns the version, from 1. */
  public int version() {
    return parts.version();
  }

  /** Returns the title. */
  public Bilingual title() {
    return parts.title();
  }

  /** Returns what a reader must know about the whole, such as assumptions. */
  public List<String> notes() {
    return parts.notes();
  }

  /** Returns the published documents that the rulebook rests on. */
  public List<Source> sources() {
    return parts.sources();
  }

  /** Returns the points of the whole stage. */
  public BigDecimal points() {
    return parts.points();
  }

  /** Returns where values are rounded. */
  public RoundingRule rounding() {
    return parts.rounding();
  }

  /** Returns the only teams that may take part, or none when the rulebook names none. */
  public List<String> entrants() {
    return parts.entrants();
  }

  /** Returns the panels of evaluators. */
  public List<Panel> panels() {
    return parts.panels();
  }

  /** Returns which conflicts of interest count. */
  public ConflictRule conflicts() {
    return parts.conflicts();
  }

  /** Returns the blocks, in order. */
  public List<Block> blocks() {
    return parts.blocks();
  }

  /** Returns the gates, in order. */
  public List<Gate> gates() {
    return parts.gates();
  }

  /** Returns how many teams go on. */
  public Places places() {
    return parts.places();
  }

  /** Returns the agreed exceptions. */
  public List<AgreedException> exceptions() {
    return parts.exceptions();
  }

  /** Returns the calendar. */
  public Calendar calendar() {
    return parts.calendar();
  }

  /** Returns what is shown to whom. */
  public DisclosurePolicy disclosure() {
    return parts.disclosure();
  }

  /** Returns the items of all blocks, in order. */
  public Stream<Item> items() {
    return parts.blocks().stream().flatMap(block -> block.items().stream());
  }

  /** Returns the item of that id. */
  public Optional<Item> item(String id) {
    return items().filter(item -> item.id().equals(id)).findFirst();
  }

  /** Returns the block of that id. */
  public Optional<Block> block(String id) {
    return parts.blocks().stream().filter(block -> block.id().equals(id)).findFirst();
  }

  /** Returns the gate of that id. */
  public Optional<Gate> gate(String id) {
    return parts.gates().stream().filter(gate -> gate.id().equals(id)).findFirst();
  }

  /** Returns the panel of that id. */
  public Optional<Panel> panel(String id) {
    return parts.panels().stream().filter(panel -> panel.id().equals(id)).findFirst();
  }

  /**
   * Returns how {@code item} is scaled for {@code team}: by its own rule or an agreed exception.
   */
  public Scaling scaling(Item item, String team) {
    for (AgreedException exception : parts.exceptions()) {
      if (exception.team().equals(team)
          && exception.effect() instanceof AgreedException.Effect.OtherScaling other
          && other.item().equals(item.id())) {
        return other.scaling();
      }
    }
    return item.scaling();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rulebook rulebook && digest.equals(rulebook.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return id() + " v" + version() + " " + digest;
  }
}
