package org.gwageo.platform.programme.definition;

/**
 * An applicant that has no team page: it was not selected.
 *
 * @param id unique among applicants and teams; a stage's outcomes refer to it
 * @param name name in use
 * @param attribution where it comes from
 */
public record Applicant(String id, Bilingual name, Attribution attribution) {}
