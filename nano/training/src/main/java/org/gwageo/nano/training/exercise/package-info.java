/**
 * Generates the questions and answers that the tiny models learn from and are examined with.
 *
 * <p>Every exercise is a question with one exact answer, drawn from a seeded source. Its key says
 * which fact it asks for, such as {@code add:27:45}; a hash of the key decides once and for all
 * whether the fact belongs to the held-out eighth that only the examination may ask.
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
