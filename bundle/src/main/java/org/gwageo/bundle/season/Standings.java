package org.gwageo.bundle.season;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.season.SeasonFile.ListedTask;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers of a season: for each entrant the mean of its headlines by the tasks' weights,
 * several runs of a task averaged first. The standard error is that of independent tasks: the root
 * of the summed squares of weight times error, over the summed weights. Runs ask the same items, so
 * the error of their mean is the mean of their errors.
 */
public final class Standings {

  /** The path of the file. */
  public static final String PATH = "standings.json";

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-standings/1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Standings() {}

  /**
   * Returns the bytes of {@code standings.json} as they follow from the results in {@code files}.
   *
   * @throws EvidenceException if a result cannot be read
   */
  public static byte[] of(SeasonFile season, SortedMap<String, Content> files)
      throws EvidenceException {
    var rows = new ArrayList<Object>();
    for (String entrant : season.entrants()) {
      rows.add(row(season, files, entrant));
    }
    return CanonicalJson.bytes(Map.of("format", FORMAT, "entrants", rows));
  }

  private static Map<String, Object> row(
      SeasonFile season, SortedMap<String, Content> files, String entrant)
      throws EvidenceException {
    double weights = 0;
    double sum = 0;
    double squares = 0;
    boolean whole = true;
    var values = new TreeMap<String, @Nullable Object>();
    for (ListedTask task : season.tasks()) {
      Headline headline = headline(files, entrant, task.id(), season.runs());
      double weight = task.weight().doubleValue();
      weights += weight;
      whole &= headline.value() != null;
      sum += headline.value() == null ? 0 : weight * headline.value();
      squares +=
          headline.error() == null ? 0 : weight * weight * headline.error() * headline.error();
      values.put(task.id(), headline.value());
    }
    var row = new LinkedHashMap<String, Object>();
    row.put("entrant", entrant);
    row.put("complete", whole);
    row.put("tasks", values);
    if (whole) {
      row.put("mean", sum / weights);
      row.put("se", Math.sqrt(squares) / weights);
    }
    return row;
  }

  private record Headline(@Nullable Double value, @Nullable Double error) {}

  private static Headline headline(
      SortedMap<String, Content> files, String entrant, String task, int runs)
      throws EvidenceException {
    String folder = "benchmarks/" + entrant + "/" + task + "/";
    List<JsonNode> metrics = new ArrayList<>();
    for (var file : files.subMap(folder, folder.replaceFirst("/$", "0")).entrySet()) {
      if (file.getKey().endsWith("/result.json")) {
        try {
          metrics.add(JSON.readTree(file.getValue().bytes()).path("metrics").path(0));
        } catch (JacksonException e) {
          throw new EvidenceException(file.getKey() + " is not JSON: " + e.getOriginalMessage());
        }
      }
    }
    double sum = 0;
    double errors = 0;
    for (JsonNode metric : metrics) {
      if (!metric.path("value").isNumber()) {
        return new Headline(null, null);
      }
      sum += metric.path("value").doubleValue();
      errors += metric.path("se").doubleValue(0);
    }
    return metrics.size() != runs
        ? new Headline(null, null)
        : new Headline(sum / metrics.size(), errors / metrics.size());
  }
}
