package org.gwageo.benchmark.task;

/**
 * A task's title in both languages.
 *
 * @param ko Korean
 * @param en English
 */
public record Title(String ko, String en) {}
