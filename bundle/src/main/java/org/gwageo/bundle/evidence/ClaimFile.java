package org.gwageo.bundle.evidence;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code claims/<number>/claim.json} says: a public claim about a submission, without the
 * words of who filed it. The comparison that it led to is beside it in {@code report.json}.
 *
 * @param number the claim's public number
 * @param team the team whose submission it is about
 * @param component the component that is said to descend from something else
 * @param statistic what the claimed number is a value of; {@code none} without one
 * @param value the claimed number as it was written; null without one
 * @param source the alleged source: {@code reference}, {@code file} or {@code none}
 * @param reference the reference's name; null for another source
 * @param filedAt when it was filed
 * @param report the digest of the comparison's report; null where there is none
 * @param replied {@code in-time}, {@code late} or {@code none}
 * @param withheld whether the office keeps its words from the pages
 */
public record ClaimFile(
    String number,
    String team,
    String component,
    String statistic,
    @Nullable String value,
    String source,
    @Nullable String reference,
    Instant filedAt,
    @Nullable Digest report,
    String replied,
    boolean withheld) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-claim/1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Returns the path of the claim with that number inside a bundle. */
  public static String path(String number) {
    return "claims/" + number + "/claim.json";
  }

  /** Returns the path of the comparison of the claim with that number inside a bundle. */
  public static String reportPath(String number) {
    return "claims/" + number + "/report.json";
  }

  /** Returns the file {@code claims/<number>/claim.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("number", number);
    tree.put("team", team);
    tree.put("component", component);
    tree.put("statistic", statistic);
    if (value != null) {
      tree.put("value", value);
    }
    tree.put("source", source);
    if (reference != null) {
      tree.put("reference", reference);
    }
    tree.put("filedAt", filedAt.toString());
    if (report != null) {
      tree.put("report", report.toString());
    }
    tree.put("replied", replied);
    tree.put("withheld", withheld);
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads a claim's file.
   *
   * @throws EvidenceException if it is not one
   */
  public static ClaimFile parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      String format = tree.path("format").asString("");
      if (!format.equals(FORMAT)) {
        throw new EvidenceException(
            "%s has the format \"%s\", not %s".formatted(file, format, FORMAT));
      }
      String report = text(tree, "report");
      return new ClaimFile(
          tree.path("number").asString(""),
          tree.path("team").asString(""),
          tree.path("component").asString(""),
          tree.path("statistic").asString(""),
          text(tree, "value"),
          tree.path("source").asString(""),
          text(tree, "reference"),
          Instant.parse(tree.path("filedAt").asString("")),
          report == null ? null : Digest.parse(report),
          tree.path("replied").asString(""),
          tree.path("withheld").asBoolean(false));
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new EvidenceException(file + " is no claim: " + e.getMessage());
    }
  }

  private static @Nullable String text(JsonNode tree, String name) {
    JsonNode value = tree.path(name);
    return value.isString() ? value.asString("") : null;
  }
}
