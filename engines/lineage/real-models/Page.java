import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwageo.canonical.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges the reports of real models against what their makers document, and writes the page.
 *
 * <pre>java -cp 'cli/target/lib/*' Page.java rows.tsv REPORTS [OUT.md]</pre>
 *
 * <p>Exit status: 0 all as documented, 1 something is not, 2 a report is missing or broken.
 */
final class Page {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> LABELS =
      Map.of("PHI_U", "φU", "T4_ALIGNED", "T4a");

  private Page() {}

  /** A row of the table of what is documented. */
  record Row(
      String subject,
      String reference,
      String expected,
      String layers,
      String documented,
      String source) {

    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 6) {
        throw new IllegalArgumentException("a row has 6 cells, not %d: %s".formatted(cells.length, line));
      }
      return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    String report() {
      return subject + "--" + reference + ".json";
    }

    boolean accepts(String grade) {
      return switch (expected) {
        case "derived" -> List.of("identical", "derivation-established").contains(grade);
        case "not-found" -> grade.equals("not-found");
        case "open" -> true;
        default -> throw new IllegalArgumentException("no expectation " + expected);
      };
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path reports = Path.of(arguments[1]);
    var lines = new ArrayList<String>();
    var models = new TreeMap<String, JsonNode>();
    boolean right = true;
    for (Row row : Files.readAllLines(Path.of(arguments[0])).stream().skip(1).map(Row::of).toList()) {
      Path file = reports.resolve(row.report());
      if (!Files.isRegularFile(file)) {
        System.err.println("there is no report " + file);
        System.exit(2);
      }
      byte[] bytes = Files.readAllBytes(file);
      JsonNode report = JSON.readTree(bytes);
      String grade = report.path("grade").asString("");
      String layers =
          report.path("layerMap").valueStream()
              .map(match -> match.path("subject").asInt() + "-" + match.path("reference").asInt())
              .collect(Collectors.joining(" "));
      boolean ok = row.accepts(grade) && (row.layers().isEmpty() || row.layers().equals(layers));
      right &= ok;
      String judgement = row.expected().equals("open") ? "–" : ok ? "right" : "WRONG";
      System.out.printf("%-20s %-20s %-24s %s%n", row.subject(), row.reference(), grade, judgement);
      lines.add(
          "| %s | %s | %s | %s | %s | %s | %s | %s | `%s` |"
              .formatted(
                  row.subject(),
                  row.reference(),
                  documented(row),
                  grade,
                  components(report),
                  strongest(report),
                  layers.isEmpty() ? "–" : runs(report.path("layerMap")),
                  judgement,
                  Digest.of(bytes).hex().substring(0, 16)));
      report.path("inputs").valueStream()
          .forEach(
              input ->
                  models.put(
                      input.path("as").asString("").equals("subject") ? row.subject() : row.reference(),
                      input));
    }
    if (arguments.length > 2) {
      write(Path.of(arguments[2]), lines, models);
    }
    System.exit(right ? 0 : 1);
  }

  private static String documented(Row row) {
    String sources =
        row.source().isBlank()
            ? ""
            : List.of(row.source().split(" ")).stream()
                .map(address -> "<" + address + ">")
                .collect(Collectors.joining(", ", " (", ")"));
    return row.documented() + sources;
  }

  private static String components(JsonNode report) {
    var byGrade = new LinkedHashMap<String, List<String>>();
    report
        .path("componentGrades")
        .properties()
        .forEach(
            entry ->
                byGrade
                    .computeIfAbsent(entry.getValue().asString(""), any -> new ArrayList<>())
                    .add(entry.getKey()));
    return byGrade.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** The strongest test of each component, with its calibrated z. */
  private static String strongest(JsonNode report) {
    var best = new TreeMap<String, JsonNode>();
    for (JsonNode finding : report.path("components")) {
      best.merge(
          finding.path("component").asString(""),
          finding,
          (a, b) -> Comparator.comparing(Page::z).compare(a, b) >= 0 ? a : b);
    }
    return best.entrySet().stream()
        .map(
            entry -> {
              String test = entry.getValue().path("test").asString("");
              return "%s %s %s"
                  .formatted(
                      entry.getKey(),
                      LABELS.getOrDefault(test, test),
                      z(entry.getValue()).setScale(1, RoundingMode.HALF_EVEN).toPlainString());
            })
        .collect(Collectors.joining(", "));
  }

  private static BigDecimal z(JsonNode finding) {
    return finding.path("calibratedZ").decimalValue();
  }

  /** Layers of the subject with those of the reference: a run that keeps its step in one piece. */
  private static String runs(JsonNode map) {
    var pairs =
        map.valueStream()
            .map(match -> new int[] {match.path("subject").asInt(), match.path("reference").asInt()})
            .toList();
    int step = pairs.size() > 1 ? pairs.get(1)[1] - pairs.get(0)[1] : 1;
    for (int i = 1; i < pairs.size(); i++) {
      if (pairs.get(i)[0] - pairs.get(i - 1)[0] != 1
          || pairs.get(i)[1] - pairs.get(i - 1)[1] != step) {
        return pairs.stream()
            .map(pair -> pair[0] + "→" + pair[1])
            .collect(Collectors.joining(" "));
      }
    }
    int[] first = pairs.getFirst();
    int[] last = pairs.getLast();
    String reference =
        step == 1
            ? "%d–%d".formatted(first[1], last[1])
            : pairs.stream().map(pair -> String.valueOf(pair[1])).collect(Collectors.joining(", "));
    return "%d–%d → %s".formatted(first[0], last[0], reference);
  }

  private static void write(Path out, List<String> lines, Map<String, JsonNode> models)
      throws IOException {
    var page = new StringBuilder();
    page.append(
        """
        # What the lineage engine finds in real models

        Written by `engines/lineage/real-models/run docs/methods/lineage-real-models.md`, which fetches the models, compares them
        (seed 1, the shipped controls) and judges each row; do not edit. [The method](lineage.md) says what grades and tests mean.

        The models are sentence encoders that the Maven repositories host as `dev.langchain4j:langchain4j-embeddings-*`: ONNX files whose
        matrices are transposed and named `onnx::MatMul_N`, so that roles are found through the graph. The controls know none of them.
        Numbers behind a test are its calibrated z; layers are the subject's, then the reference's.

        | subject | reference | documented | grade | components | strongest test of each component | layers | judgement | report |
        |---|---|---|---|---|---|---|---|---|
        """);
    lines.forEach(line -> page.append(line).append('\n'));
    page.append(
        """

        ## How to read it

        - **Quantised twins** keep norms to the byte and every matrix up to the rounding to eight bits; no test notices that rounding.
        - **A common ancestor is a derivation to the weights.** The fifth row compares two models neither of which comes from the other.
          Which one came first, or that both have a third model as their start, weights do not tell.
        - **Rows without a judgement** compare models of which no maker documents whether they share a start. The layer maps are complete
          and in order; whoever has to decide asks the makers.
        - **Equal constants are no evidence.** Position numbers are the same bytes in every BERT; they follow from a formula, and no test
          looks at them.
        - **A z alone is none either.** T6 fits a rotation first, so its z is not 0 between unrelated models, as the last judged rows show; its
          p-value takes that into account and is near 1. T3 prints z from a bound, which is far below 0 where nothing matches.

        ## The files

        | model | file | bytes | SHA-256 |
        |---|---|---|---|
        """);
    models.forEach(
        (name, input) ->
            input.path("files").valueStream()
                .forEach(
                    file ->
                        page.append(
                            "| %s | `%s` | %d | `%s` |%n"
                                .formatted(
                                    name,
                                    file.path("path").asString(""),
                                    file.path("size").asLong(),
                                    file.path("sha256").asString("")))));
    Files.writeString(out, page);
  }
}
