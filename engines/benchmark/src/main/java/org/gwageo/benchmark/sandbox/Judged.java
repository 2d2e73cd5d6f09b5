package org.gwageo.benchmark.sandbox;

/**
 * The verdict on one program, and under what conditions it was reached.
 *
 * @param id the problem
 * @param verdict the verdict
 * @param isolation how far the program was kept apart
 * @param interpreter what ran it
 * @param again whether a first run hit a limit of time and this verdict is that of a second run
 *     with nothing else beside it
 */
public record Judged(
    String id, Verdict verdict, Isolation isolation, String interpreter, boolean again) {}
