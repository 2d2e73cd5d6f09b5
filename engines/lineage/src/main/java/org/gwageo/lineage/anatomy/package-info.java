/**
 * What each tensor of a language model does, whatever its file calls it: {@link
 * org.gwageo.lineage.anatomy.Anatomy} reads the names of Llama, Mistral, Mixtral and Qwen style
 * checkpoints and puts every tensor in its {@link org.gwageo.lineage.anatomy.Place}.
 *
 * <p>A role also says which axis runs along the residual channels. Those may be permuted without
 * changing an untrained model's law, which is what makes a permutation test exact; positions, token
 * ids, rotary query and key channels, and layers may not.
 */
@NullMarked
package org.gwageo.lineage.anatomy;

import org.jspecify.annotations.NullMarked;
