/**
 * Asks whether one model's weights were derived from another's, with error rates instead of
 * impressions.
 *
 * <pre>{@code
 * try (var subject = Checkpoint.open(Path.of("models/entrant"));
 *     var reference = Checkpoint.open(Path.of("models/foreign-base"))) {
 *   LineageReport report = LineageComparison.compare(subject, reference, 42);
 *   System.out.println(report.sentence(Language.EN));
 *   Files.write(Path.of("lineage.json"), report.toJson());
 * }
 * }</pre>
 *
 * <p>The hypothesis under test is that both models grew from independent random initialisations.
 * Shared data, a shared recipe, a shared architecture or learning from another model's outputs do
 * not contradict it; copied weights do. Each family of {@link org.gwageo.lineage.independence} sees
 * through other disguises, and the grade {@code derivation-established} needs two of them. The
 * direction of a derivation is never read from weights, and a common ancestor explains every match.
 */
@NullMarked
package org.gwageo.lineage;

import org.jspecify.annotations.NullMarked;
