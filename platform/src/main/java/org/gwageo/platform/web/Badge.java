package org.gwageo.platform.web;

/**
 * A state in one word.
 *
 * @param tone the kind of state
 * @param word the state in the page's language
 */
public record Badge(Tone tone, String word) {}
