/**
 * Runs decoder-only transformers of the Llama, Mistral and Mixtral families in plain Java.
 *
 * <p>A token id becomes a row of the embedding. Every layer adds two corrections to it: attention,
 * which mixes in what earlier positions hold, and a gated feed-forward network, which is one of
 * several experts in a mixture. The last state, compared with every row of the embedding, gives one
 * logit a token. Keys and values of earlier positions stay in a cache, so a new token costs one
 * pass over the weights.
 *
 * <p>Sources: A. Vaswani et al., "Attention Is All You Need", 2017; J. Su et al., "RoFormer", 2021,
 * equation 34 (rotary positions, in the half-split order of Hugging Face's Llama); N. Shazeer, "GLU
 * Variants Improve Transformer", 2020 (SwiGLU); J. Ainslie et al., "GQA", 2023; A. Jiang et al.,
 * "Mistral 7B", 2023 (sliding window) and "Mixtral of Experts", 2024, section 2.1.
 */
@NullMarked
package org.gwageo.nano.decoder;

import org.jspecify.annotations.NullMarked;
