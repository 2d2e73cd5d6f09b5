package org.gwageo.verdict.scores;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The sections of scores as they were read. */
record ScoresParts(
    List<Team> teams,
    Map<String, Map<String, Measurement>> measurements,
    Map<String, SortedMap<String, List<String>>> proposals,
    Map<String, PanelSheets> panels,
    List<Conflict> conflicts,
    Map<String, Map<String, Finding>> findings,
    List<TieDecision> tieDecisions) {}
