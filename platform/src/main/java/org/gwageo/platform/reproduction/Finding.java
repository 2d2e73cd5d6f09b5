package org.gwageo.platform.reproduction;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the comparison of a team's runs with ours found, read from its record.
 *
 * @param json the record
 * @param outcome {@code reproduced}, {@code not-reproduced} or {@code inconclusive}
 * @param declared the mean of the team's runs on the items that were compared, a share
 * @param ours the mean of our runs
 * @param difference declared - ours
 * @param low the lower end of the interval of the difference
 * @param high its upper end
 * @param level the level of the interval
 * @param within the probability that the true difference lies within the tolerance
 * @param tolerance the tolerance
 * @param tooHighOnly whether only declared scores above ours count
 * @param declaredRuns how many runs of the team were compared
 * @param ourRuns how many runs of ours
 * @param items how many items were compared
 * @param leftOut how many were left out, because a reply that counts is missing
 * @param korean all of it in a sentence
 * @param english the same
 */
public record Finding(
    String json,
    String outcome,
    double declared,
    double ours,
    double difference,
    double low,
    double high,
    double level,
    double within,
    double tolerance,
    boolean tooHighOnly,
    int declaredRuns,
    int ourRuns,
    int items,
    int leftOut,
    String korean,
    String english) {

  /** Reads a record that this product has written. */
  static Finding of(String json) {
    JsonNode tree = JsonMapper.shared().readTree(json);
    JsonNode numbers = tree.path("numbers");
    JsonNode tolerance = tree.path("tolerance");
    return new Finding(
        json,
        tree.path("outcome").stringValue(),
        numbers.path("declared").doubleValue(),
        numbers.path("reproduced").doubleValue(),
        numbers.path("difference").doubleValue(),
        numbers.path("low").doubleValue(),
        numbers.path("high").doubleValue(),
        numbers.path("level").doubleValue(),
        numbers.path("withinProbability").doubleValue(),
        tolerance.path("difference").doubleValue(),
        tolerance.path("tooHighOnly").booleanValue(),
        tree.path("declaredRuns").size(),
        tree.path("ourRuns").size(),
        tree.path("items").intValue(),
        tree.path("leftOut").intValue(),
        tree.path("sentence").path("ko").stringValue(),
        tree.path("sentence").path("en").stringValue());
  }
}
