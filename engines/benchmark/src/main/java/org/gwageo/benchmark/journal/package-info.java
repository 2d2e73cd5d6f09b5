/**
 * What was asked and what came back, kept before anything is concluded from it.
 *
 * <p>One {@link org.gwageo.benchmark.journal.Attempt} is one HTTP request with its {@link
 * org.gwageo.benchmark.journal.Outcome}. A {@link org.gwageo.benchmark.journal.Journal} makes
 * attempts durable and gives them back in the order in which they were appended; resuming a run,
 * scoring it and auditing it all read the same attempts.
 *
 * <p>{@link org.gwageo.benchmark.journal.FileJournal} keeps one attempt a line as canonical JSON:
 *
 * <pre>{@code
 * {"attempt":1,"item":"ko-7","key":"sha256:…","micros":{"connect":0,"queued":12,"total":20312},"ordinal":6,"repeat":0,
 *  "reply":{"finish":"stop","text":"19"},"sentAt":"2026-08-03T00:00:00Z",
 *  "subject":{"model":"honcheon","revision":"r1","season":"2026-1"},"task":"sha256:…"}
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.journal;

import org.jspecify.annotations.NullMarked;
