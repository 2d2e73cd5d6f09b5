/**
 * Loads a model from its folder and writes text with it.
 *
 * <pre>{@code
 * NanoModel model = NanoModel.load(Path.of("nano/models/hon-cheon"));
 * int[] prompt = model.chat(List.of(new Message(Role.USER, "27 더하기 45는?")));
 * Generation reply = model.generate(prompt, Sampling.greedy(16));
 * String answer = reply.text(); // "72"
 * }</pre>
 *
 * <p>Greedy writing takes the most likely token each time, the lowest id among equals. Otherwise
 * tokens are drawn from the smallest set of most likely tokens that holds the wanted share of
 * probability (A. Holtzman et al., "The Curious Case of Neural Text Degeneration", ICLR 2020,
 * section 3.1), from a generator with the seed that was asked for. The same request gives the same
 * text on every machine.
 */
@NullMarked
package org.gwageo.nano.generation;

import org.jspecify.annotations.NullMarked;
