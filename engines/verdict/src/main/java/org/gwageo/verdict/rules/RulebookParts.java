package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;

/** The sections of a rulebook as they were read. */
record RulebookParts(
    String id,
    int version,
    Bilingual title,
    List<String> notes,
    List<Source> sources,
    BigDecimal points,
    RoundingRule rounding,
    List<String> entrants,
    List<Panel> panels,
    ConflictRule conflicts,
    List<Block> blocks,
    List<Gate> gates,
    Places places,
    List<AgreedException> exceptions,
    Calendar calendar,
    DisclosurePolicy disclosure) {}
