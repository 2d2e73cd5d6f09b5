/**
 * The canonical form of a checkpoint: what each tensor does, whatever its file calls it and however
 * the file lays it out. Everything else in this engine works on this form alone.
 *
 * <p>A checkpoint is one or more {@linkplain org.gwageo.lineage.anatomy.Tower towers}: residual
 * streams with channels of their own, {@code text}, {@code vision}, {@code audio} and {@code other}
 * (the decoder of an encoder-decoder, a speech generator). A tower holds {@linkplain
 * org.gwageo.lineage.anatomy.Part parts}, each at its {@linkplain org.gwageo.lineage.anatomy.Place
 * place}: {@linkplain org.gwageo.lineage.anatomy.Role role}, layer, expert. A part is (out, in) for
 * a matrix and one axis for a vector: fused tensors are taken apart, stacks of experts too,
 * projections stored (in, out) are turned, rows that a file orders by rotary pairs are put back in
 * half heads, and an output vocabulary that repeats the input vocabulary is there once.
 *
 * <pre>{@code
 * try (Weights weights = Weights.open(folder)) {
 *   Anatomy anatomy = Anatomy.of(weights, Optional.of(config));
 *   Tower text = anatomy.tower(Place.TEXT).orElseThrow();
 *   float[] gate = text.part(Role.GATE, 3, Place.NONE).orElseThrow().toFloats();  // (neurons, width)
 *   Optional<float[]> gain = text.gainBeforeMlp(3);      // multiplies the columns of gate and up
 *   anatomy.remarks().forEach((tensor, why) -> System.out.println(tensor + ": " + why));
 * }
 * }</pre>
 *
 * <p>Three sources say what a tensor is. Names: the modelling code of some ninety families, from
 * Llama to wav2vec, and the names of GGUF files. The graph of an ONNX file, where exporters drop
 * the names: the two streams whose product a softmax takes are query and key, and so on through a
 * whole layer. Shapes, where neither helps: what repeats from layer to layer, and which matrices
 * fit each other. A source that leaves something open leaves the tensor unknown, with a sentence in
 * {@link org.gwageo.lineage.anatomy.Anatomy#remarks}; nothing is guessed, because a wrong role is a
 * false accusation or a missed copy. Two tensors that claim one place with different numbers are
 * refused.
 *
 * <p>Names of norms differ more than norms do. A norm is named after what it stands before or
 * behind: {@code PRE_FEEDFORWARD_NORM} is the gain that the MLP reads through, also where a family
 * calls it "post attention"; {@code POST_ATTENTION_NORM} and {@code POST_FEEDFORWARD_NORM} stand
 * over what a block adds, or over the stream right behind it. {@link
 * org.gwageo.lineage.anatomy.Tower#gainBeforeMlp} answers for every arrangement, with the 1 that
 * some families add.
 *
 * <p>A role also says what its axes run along, and {@link org.gwageo.lineage.anatomy.Axis} which of
 * those may be permuted without changing an untrained model's law, which is what makes a
 * permutation test exact. Residual channels, neurons, experts, value heads inside a group and their
 * channels may. Token ids, positions, layers, pixels and taps never may; query and key channels
 * only without rotary positions, which {@link org.gwageo.lineage.anatomy.Tower#exchangeable} knows.
 */
@NullMarked
package org.gwageo.lineage.anatomy;

import org.jspecify.annotations.NullMarked;
