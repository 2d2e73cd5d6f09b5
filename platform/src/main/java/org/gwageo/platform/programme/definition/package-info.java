/**
 * Programmes as data: a folder that says what a programme is, read strictly into records.
 *
 * <p>A programme folder holds {@code programme.yaml}, one file per team under {@code teams/}, and,
 * where a team has handed in a model, one declaration per team under {@code submissions/}. Every
 * datum names the sources it was taken from and how far they can be trusted, so that a page can
 * print both beside it:
 *
 * <pre>{@code
 * id: korea-2025
 * title: {ko: 독자 AI 파운데이션 모델, en: Sovereign AI Foundation Model programme}
 * sources:
 *   - key: O-0804
 *     confidence: official
 *     ...
 * events:
 *   - id: teams-selected
 *     kind: selection
 *     date: 2025-08-04
 *     title: {ko: 정예팀 다섯 곳 선정, en: Five teams selected}
 *     sources: [O-0804]
 *     confidence: official
 * }</pre>
 *
 * <p>Dates follow a part of the Extended Date/Time Format of ISO 8601-2: a day, a month, a year, an
 * interval of them with {@code /}, and {@code ~} for "about". Unknown keys, dangling references,
 * anchors and wrong types are refused, all of them at once, each with file, line and column:
 *
 * <pre>{@code
 * ProgrammeDefinition programme = ProgrammeReader.read(Path.of("programmes/korea-2025"));
 * }</pre>
 */
@NamedInterface("definition")
@NullMarked
package org.gwageo.platform.programme.definition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
