package org.gwageo.lineage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.calibration.ControlSummary;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.NormGainTest.GainSimilarity;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.notevidence.Misleading;
import org.jspecify.annotations.Nullable;

/**
 * What comparing one subject with one reference gave.
 *
 * @param grade the grade of the whole pair
 * @param components one finding per component and family
 * @param untestable what could not be tested, with reasons
 * @param layerMaps which layers stand in the order of which, by tower
 * @param power how small a copy each family without a finding would have found
 * @param gains the similarities of norm gains that are not evidence, where gains are comparable
 * @param notEvidence statistics that have misled people, by tower, each beside its control
 * @param subject the subject's files, as canonical JSON prints them
 * @param reference the reference's files
 * @param seed the seed of all random draws
 * @param hypotheses the size of the family of hypotheses that p-values are corrected for
 * @param controls the digest of the control library
 * @param starts the starts that were looked for in both models because a derivation was found
 */
public record LineageReport(
    Grade grade,
    List<Finding> components,
    List<Untestable> untestable,
    Map<String, List<LayerMatch>> layerMaps,
    List<Sensitivity> power,
    Optional<GainSimilarity> gains,
    Map<String, List<Misleading>> notEvidence,
    List<Map<String, Object>> subject,
    List<Map<String, Object>> reference,
    long seed,
    long hypotheses,
    Digest controls,
    List<CommonStart> starts) {

  /** The version of the report's format and of the method behind its numbers. */
  public static final String FORMAT = "gwageo-lineage/1";

  /** Copies the lists. */
  public LineageReport {
    components = List.copyOf(components);
    untestable = List.copyOf(untestable);
    layerMaps = new TreeMap<>(layerMaps);
    notEvidence = new TreeMap<>(notEvidence);
    power = List.copyOf(power);
    subject = List.copyOf(subject);
    reference = List.copyOf(reference);
    starts = List.copyOf(starts);
  }

  /** Returns this report after starts were looked for; a start that both carry lowers the grade. */
  LineageReport withStarts(List<CommonStart> starts) {
    boolean explained = starts.stream().anyMatch(CommonStart::carried);
    return new LineageReport(
        explained && grade == Grade.DERIVATION_ESTABLISHED ? Grade.INDICATED : grade,
        components,
        untestable,
        layerMaps,
        power,
        gains,
        notEvidence,
        subject,
        reference,
        seed,
        hypotheses,
        controls,
        starts);
  }

  /** Returns what else explains the findings, if anything does. */
  public Set<Reading> readings() {
    var readings = EnumSet.noneOf(Reading.class);
    if (grade != Grade.IDENTICAL && Grading.beyondBasis(components).size() < components.size()) {
      readings.add(Reading.REPRESENTATION_DISTILLATION);
    }
    if (starts.stream().anyMatch(CommonStart::carried)) {
      readings.add(Reading.COMMON_START);
    }
    return readings;
  }

  /** Returns the layer map of the language model, or of the only tower with one. */
  public List<LayerMatch> layerMap() {
    List<LayerMatch> text = layerMaps.getOrDefault(Place.TEXT, List.of());
    return text.isEmpty()
        ? layerMaps.values().stream().filter(map -> !map.isEmpty()).findFirst().orElse(text)
        : text;
  }

  /**
   * Returns the grade of each component that was tested, and of each tower besides the language
   * model as a whole.
   */
  public Map<String, Grade> componentGrades() {
    var grades = new TreeMap<String, Grade>(Grading.ofComponents(components));
    if (readings().contains(Reading.COMMON_START)) {
      grades.replaceAll(
          (component, own) -> own == Grade.DERIVATION_ESTABLISHED ? Grade.INDICATED : own);
    }
    return grades;
  }

  /**
   * Returns the report as canonical JSON; the same inputs and seed give the same bytes. Statistics
   * are rounded to four decimals.
   */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the report as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("grade", grade.id());
    tree.put("components", components.stream().map(LineageReport::findingTree).toList());
    var grades = new TreeMap<String, Object>();
    componentGrades().forEach((component, value) -> grades.put(component, value.id()));
    tree.put("componentGrades", grades);
    tree.put("readings", readings().stream().map(Reading::id).toList());
    if (!starts.isEmpty()) {
      tree.put("starts", starts.stream().map(CommonStart::toTree).toList());
    }
    tree.put("untestable", untestable.stream().map(LineageReport::untestableTree).toList());
    tree.put("layerMap", layerMap().stream().map(LineageReport::matchTree).toList());
    var maps = new TreeMap<String, Object>();
    layerMaps.forEach(
        (tower, map) -> maps.put(tower, map.stream().map(LineageReport::matchTree).toList()));
    tree.put("layerMaps", maps);
    tree.put("power", powerTree());
    tree.put("notEvidence", notEvidenceTree());
    tree.put("inputs", List.of(inputTree("subject", subject), inputTree("reference", reference)));
    tree.put("seed", Long.toString(seed));
    tree.put("hypotheses", hypotheses);
    tree.put("controls", controls.toString());
    tree.put("sentence", Map.of("ko", sentence(Language.KO), "en", sentence(Language.EN)));
    return tree;
  }

  /** Returns the report's result in one or two plain sentences. */
  public String sentence(Language language) {
    return Sentences.of(this, language);
  }

  private static Map<String, Object> findingTree(Finding finding) {
    var outcome = finding.outcome();
    var tree = new LinkedHashMap<String, Object>();
    outcome.details().forEach((name, value) -> tree.put(name, plain(value)));
    tree.put("component", outcome.component());
    tree.put("test", outcome.family().name());
    tree.put("z", rounded(outcome.z()));
    tree.put("log10p", rounded(outcome.log10p()));
    tree.put("adjustedLog10p", rounded(finding.adjustedLog10p()));
    tree.put("calibratedZ", rounded(finding.calibrated().z()));
    finding
        .calibrated()
        .controls()
        .ifPresent(
            controls ->
                tree.put("controls", controlsTree(finding.calibrated().controlClass(), controls)));
    tree.put("statistic", rounded(outcome.statistic()));
    if (outcome.identical()) {
      tree.put("identical", true);
    }
    return tree;
  }

  private static Map<String, Object> controlsTree(String shapes, ControlSummary controls) {
    return Map.of(
        "class", shapes,
        "pairs", controls.pairs(),
        "mean", rounded(controls.mean()),
        "deviation", rounded(controls.deviation()),
        "largest", rounded(controls.largest()));
  }

  private static Map<String, Object> untestableTree(Untestable untestable) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("component", untestable.component());
    if (untestable.family() != null) {
      tree.put("test", untestable.family().name());
    }
    tree.put("reason", untestable.reason());
    return tree;
  }

  private static Map<String, Object> matchTree(LayerMatch match) {
    return Map.of(
        "subject", match.subject(),
        "reference", match.reference(),
        "z", rounded(match.z()),
        "log10p", rounded(match.log10p()));
  }

  private Map<String, Object> powerTree() {
    var tree = new TreeMap<String, Object>();
    for (Sensitivity sensitivity : power) {
      var entry = new LinkedHashMap<String, @Nullable Object>();
      entry.put("plantedFractionOf", sensitivity.unit());
      entry.put("indicatedFrom", fraction(sensitivity.indicated()));
      entry.put("establishedFrom", fraction(sensitivity.established()));
      tree.put(sensitivity.component() + "/" + sensitivity.family(), entry);
    }
    return tree;
  }

  private Map<String, Object> notEvidenceTree() {
    var tree = new LinkedHashMap<String, Object>();
    gains.ifPresent(
        similarity -> {
          tree.put("gainCosine", rounded(similarity.cosine()));
          tree.put("gainPearson", rounded(similarity.pearson()));
          tree.put("norms", similarity.norms());
          tree.put(
              "reason",
              "gains are positive with a small spread, so their cosine is near 1 for any two"
                  + " models");
        });
    var towers = new TreeMap<String, Object>();
    notEvidence.forEach((tower, all) -> towers.put(tower, Misleading.toTree(all)));
    tree.put("statistics", towers);
    return tree;
  }

  private static Map<String, Object> inputTree(String as, List<Map<String, Object>> files) {
    return Map.of("as", as, "digest", Digest.ofJson(files).toString(), "files", files);
  }

  private static Object plain(Object value) {
    return value instanceof Double number ? rounded(number) : value;
  }

  private static @Nullable Object fraction(double fraction) {
    return Double.isNaN(fraction) ? null : rounded(fraction);
  }

  /** Rounded to 4 decimals, and to 12 significant digits so that a double holds the decimal. */
  static BigDecimal rounded(double value) {
    var decimal = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
    return decimal.stripTrailingZeros();
  }
}
