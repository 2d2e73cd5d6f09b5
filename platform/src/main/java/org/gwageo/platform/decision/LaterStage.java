package org.gwageo.platform.decision;

import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;

/**
 * What a corrected verdict means for a later stage. Nothing there is undone by it: the office
 * decides what follows, by the rules and agreements of that stage.
 *
 * @param stage the later stage
 * @param state where it stands
 * @param team a team whose going on changes
 * @param takesPart whether the team is among the later stage's entrants
 */
public record LaterStage(StageId stage, StageState state, String team, boolean takesPart) {}
