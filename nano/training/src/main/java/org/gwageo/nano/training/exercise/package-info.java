/**
 * Generates the questions and answers that the tiny models learn from and are examined with.
 *
 * <p>Every exercise is a question with one exact answer, drawn from a seeded source. Its key is the
 * question with the kind of exercise before it, such as {@code arithmetic:7 + 5 = ?}; a hash of the
 * key decides once and for all whether the question belongs to the held-out eighth that only the
 * examination may ask. The fact behind a held-out question may be trained on in another wording.
 *
 * <pre>{@code
 * RandomGenerator random = new SplittableRandom(7);
 * Exercise exercise = Skill.ARITHMETIC.next(random, Language.KOREAN);
 * if (!exercise.heldOut()) {
 *   trainOn(exercise.question(), exercise.answer());
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.nano.training.exercise;

import org.jspecify.annotations.NullMarked;
