/**
 * Whether a published model may be used by everybody: what its licence says, question by question.
 *
 * <p>The check reads what a folder states of its licence (front matter of {@code README.md},
 * licence files, {@code config.json}) and answers only where it knows the licence: by its SPDX id,
 * by the name of a model licence, or because the text is one of the templates word for word.
 * Everything else goes to a person, with the places in the text marked that matter most.
 *
 * <pre>{@code
 * OpennessReport report = OpennessCheck.of(Path.of("models/entrant"));
 * System.out.println(report.result());                       // OPEN, RESTRICTED or NEEDS_PERSON
 * report.clauses().forEach(one -> System.out.println(one.source() + ": " + one.text()));
 * }</pre>
 *
 * <p>A licence is open if use for profit, redistribution and derivatives are allowed to everybody
 * for every purpose; duties such as keeping notices or naming the model do not make it less open.
 * The reasons are summaries and no legal advice.
 */
@NullMarked
package org.gwageo.lineage.licence;

import org.jspecify.annotations.NullMarked;
