/**
 * Reads the weights of a model from files that nobody has to trust.
 *
 * <p>A safetensors file is a length, a JSON header and one run of bytes: the header says which
 * bytes belong to which tensor. {@link org.gwageo.lineage.checkpoint.Safetensors} maps the file
 * into memory and hands out tensors whose bytes are read only when somebody looks at them, so that
 * a file larger than the machine's memory costs no more than its header.
 *
 * <pre>{@code
 * try (var file = Safetensors.open(Path.of("model.safetensors"))) {
 *   StoredTensor embedding = file.tensors().get("model.embed_tokens.weight");
 *   float[] row = embedding.toFloats(0, Math.toIntExact(embedding.shape().get(1)));
 * }
 * }</pre>
 *
 * <p>Whatever is wrong with a file is reported as a {@link
 * org.gwageo.lineage.checkpoint.CheckpointException} that names the file, the tensor, the value and
 * the limit it broke.
 */
@NullMarked
package org.gwageo.lineage.checkpoint;

import org.jspecify.annotations.NullMarked;
