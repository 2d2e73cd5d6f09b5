package org.gwageo.platform.decision;

import org.gwageo.platform.programme.StageId;

/**
 * A corrected verdict is issued.
 *
 * @param stage whose verdict it is
 * @param version its version
 */
public record VerdictCorrected(StageId stage, int version) {}
