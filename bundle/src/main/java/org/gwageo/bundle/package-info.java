/**
 * A published stage as a set of files that anybody can check without us.
 *
 * <p>A bundle is a folder or a zip file. {@code bundle.json} lists every file with its digest, and
 * the files hold all that led to the verdict: the rulebook, the questions and what the models
 * replied, the sheets and ratings, the lineage reports, the scores, the verdict.
 *
 * <pre>
 * bundle.json  bundle.sha256  README.md
 * rules/rulebook.yaml  rules/rulebook.json
 * tasks/&lt;task&gt;/task.yaml  tasks/&lt;task&gt;/items.jsonl
 * benchmarks/&lt;team&gt;/&lt;task&gt;/journal.jsonl  benchmarks/&lt;team&gt;/&lt;task&gt;/result.json
 * panel/sheets.csv  panel/marks.csv  users/ratings.csv  office/entries.json
 * proposals/&lt;item&gt;/selection.json  proposals/&lt;item&gt;/teams/&lt;team&gt;.json
 * cases/&lt;team&gt;.json  claims/&lt;number&gt;/claim.json  claims/&lt;number&gt;/report.json
 * lineage/&lt;team&gt;.json  models/&lt;team&gt;.json  teams/&lt;team&gt;.json
 * scores/scores.yaml  verdict/verdict.json
 * correction.json  superseded/scores.yaml  superseded/verdict.json
 * </pre>
 *
 * <p>{@link org.gwageo.bundle.StageBundle} makes one, {@link
 * org.gwageo.bundle.verification.BundleVerifier} recomputes one:
 *
 * <pre>{@code
 * StageBundle stage = StageBundle.assemble(record);
 * stage.bundle().writeZip(Path.of("stage-1.zip"));
 * VerificationReport report = BundleVerifier.verify(Path.of("stage-1.zip"), Optional.empty());
 * assert report.ok();
 * }</pre>
 *
 * <p>The same content always gives the same bytes, in either form.
 */
@NullMarked
package org.gwageo.bundle;

import org.jspecify.annotations.NullMarked;
