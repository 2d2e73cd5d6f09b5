package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the evaluators of one panel handed in.
 *
 * @param marks by evaluator, team and item
 * @param ticks the teams that an evaluator ticked as not meeting the requirement; an evaluator who
 *     checked and ticked nobody has an empty set
 * @param votes the teams that an evaluator voted for, in the same form
 */
public record PanelSheets(
    SortedMap<String, SortedMap<String, SortedMap<String, BigDecimal>>> marks,
    SortedMap<String, SortedSet<String>> ticks,
    SortedMap<String, SortedSet<String>> votes) {}
