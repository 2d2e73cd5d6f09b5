package org.gwageo.lineage.report;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lineage report or a screen, to be laid out as a page. */
public final class PanelReport {

  private static final int LIMIT = 64 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Digest source;
  private final @Nullable String subject;
  private final SortedMap<String, PairReading> pairs;
  private final @Nullable String derivativeName;
  private final @Nullable PairReading derivative;

  private PanelReport(
      Digest source,
      @Nullable String subject,
      SortedMap<String, PairReading> pairs,
      @Nullable String derivativeName,
      @Nullable PairReading derivative) {
    this.source = source;
    this.subject = subject;
    this.pairs = pairs;
    this.derivativeName = derivativeName;
    this.derivative = derivative;
  }

  /**
   * Reads the JSON that {@link LineageReport#toJson} or {@link LineageScreen#toJson} wrote.
   *
   * @throws CheckpointException if it is longer than 64 MiB, no JSON, or of another format
   */
  public static PanelReport read(byte[] json) throws CheckpointException {
    JsonNode tree = tree(json);
    var pairs = new TreeMap<String, PairReading>();
    if (tree.path("format").asString("").startsWith("gwageo-lineage-screen/")) {
      for (Map.Entry<String, JsonNode> entry : tree.path("references").properties()) {
        pairs.put(entry.getKey(), PairReading.of(entry.getValue()));
      }
      if (pairs.isEmpty()) {
        throw new CheckpointException("the screen has no reference");
      }
    } else {
      PairReading pair = PairReading.of(tree);
      pairs.put(nameOf(pair), pair);
    }
    return new PanelReport(Digest.of(json), null, pairs, null, null);
  }

  private static JsonNode tree(byte[] json) throws CheckpointException {
    if (json.length > LIMIT) {
      throw new CheckpointException(
          "the report has %d bytes; at most %d are read".formatted(json.length, LIMIT));
    }
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new CheckpointException("the report is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String nameOf(PairReading pair) {
    return pair.inputs().stream()
        .filter(input -> input.as().equals("reference"))
        .map(input -> PanelContent.shortDigest(input.digest()))
        .findFirst()
        .orElse("reference");
  }

  /** Lays out a report of one pair. */
  public static PanelReport of(LineageReport report) {
    return ours(report.toJson());
  }

  /** Lays out a screen. */
  public static PanelReport of(LineageScreen screen) {
    return ours(screen.toJson());
  }

  private static PanelReport ours(byte[] json) {
    try {
      return read(json);
    } catch (CheckpointException e) {
      throw new IllegalStateException("the engine's own report cannot be read", e);
    }
  }

  /** Returns the page with a name for the subject instead of its digest. */
  public PanelReport ofSubject(String name) {
    return new PanelReport(source, name, pairs, derivativeName, derivative);
  }

  /**
   * Returns the page with a name for the only reference.
   *
   * @throws IllegalArgumentException if there are several
   */
  public PanelReport againstReference(String name) {
    if (pairs.size() != 1) {
      throw new IllegalArgumentException(
          "the references of a screen have names; there are " + pairs.size());
    }
    var named = new TreeMap<String, PairReading>();
    named.put(name, pairs.values().iterator().next());
    return new PanelReport(source, subject, named, derivativeName, derivative);
  }

  /**
   * Returns the page with the report of a documented derivative drawn beside the pair.
   *
   * @throws CheckpointException if {@code json} is no report of one pair
   */
  public PanelReport withKnownDerivative(String name, byte[] json) throws CheckpointException {
    return new PanelReport(source, subject, pairs, name, PairReading.of(tree(json)));
  }

  /** Returns one HTML file without scripts that needs no other file. */
  public byte[] html(Language language) {
    return HtmlPage.of(new PanelContent(this, language).blocks(), title(language), language);
  }

  /**
   * Returns what the HTML file says, without its title, for a page with a style sheet of its own;
   * there are no style attributes and no scripts in it.
   *
   * @param prefix what all ids begin with, so that one page can hold several reports
   * @param level the level of the headings of its sections, 2 to 6
   */
  public String fragment(Language language, String prefix, int level) {
    if (level < 2 || level > 6) {
      throw new IllegalArgumentException("sections have headings of level 2 to 6, not " + level);
    }
    return HtmlPage.fragment(new PanelContent(this, language).blocks(), prefix, level);
  }

  /** Returns the class that cells with a calibrated z have in {@link #fragment}. */
  public static String style(double calibratedZ) {
    return Heat.of(calibratedZ).style();
  }

  /** Returns the page as tagged PDF with embedded fonts, format A4. */
  public byte[] pdf(Language language) {
    return PdfPages.of(
        new PanelContent(this, language).blocks(), title(language), language, source);
  }

  private String title(Language language) {
    String what = language == Language.KO ? "모델 계보 검증 보고서" : "Model lineage report";
    return subject == null ? what : subject + " – " + what;
  }

  Digest source() {
    return source;
  }

  @Nullable String subject() {
    return subject;
  }

  SortedMap<String, PairReading> pairs() {
    return pairs;
  }

  @Nullable String derivativeName() {
    return derivativeName;
  }

  @Nullable PairReading derivative() {
    return derivative;
  }

  /** The strongest grade over all references. */
  Grade grade() {
    return pairs.values().stream()
        .map(PairReading::grade)
        .reduce(Grade::stronger)
        .orElse(Grade.UNTESTABLE);
  }

  /** The name of the reference with the strongest grade, and of these the largest z. */
  String strongest() {
    return pairs.entrySet().stream()
        .sorted(BY_STRENGTH)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** Strongest first. */
  static final Comparator<Map.Entry<String, PairReading>> BY_STRENGTH =
      Comparator.<Map.Entry<String, PairReading>, Grade>comparing(entry -> entry.getValue().grade())
          .thenComparingDouble(
              entry -> Double.isNaN(entry.getValue().largest()) ? 0 : -entry.getValue().largest())
          .thenComparing(Map.Entry::getKey);
}
