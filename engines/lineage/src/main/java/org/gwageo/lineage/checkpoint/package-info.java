/**
 * Reads the weights of a model from files that nobody has to trust.
 *
 * <p>All formats say the same: these bytes are a tensor of that name, type and shape. {@link
 * org.gwageo.lineage.checkpoint.Weights#open} finds out which format a file has, maps it into
 * memory and hands out tensors whose bytes are read only when somebody looks at them, so that a
 * file larger than the machine's memory costs no more than its names and shapes.
 *
 * <pre>{@code
 * try (Weights weights = Weights.open(Path.of("model"))) {
 *   StoredTensor embedding = weights.tensor("model.embed_tokens.weight");
 *   float[] row = embedding.toFloats(0, Math.toIntExact(embedding.shape().get(1)));
 *   weights.unreadable().values().forEach(System.err::println);
 * }
 * }</pre>
 *
 * <table>
 * <caption>What is read</caption>
 * <tr><th>format</th><th>files</th><th>numbers</th></tr>
 * <tr><td>safetensors</td><td>one, or an index with shards</td><td>every type of whole bytes; f8
 * and int8 with scales (one, per row, per block), GPTQ and AWQ with 4 bits and GPTQ with 8,
 * compressed-tensors, MXFP4 and NVFP4, NF4 and int8 of bitsandbytes</td></tr>
 * <tr><td>GGUF 2 and 3</td><td>one, or numbered parts</td><td>float and integer types, the blocks
 * Q4_0 to Q8_1, Q2_K to Q8_K, IQ1_S to IQ4_XS, TQ1_0, TQ2_0, MXFP4</td></tr>
 * <tr><td>ONNX</td><td>one, with data inside or beside it</td><td>float and integer types;
 * quantised weights of the standard operators and of MatMulNBits</td></tr>
 * <tr><td>PyTorch</td><td>zip-based, one or an index with shards</td><td>contiguous tensors of
 * float and integer types, f8</td></tr>
 * </table>
 *
 * <p>A quantised weight is one tensor: its codes with a {@link
 * org.gwageo.lineage.checkpoint.Scaling}, which decoding applies. Its name and shape are those it
 * had before, (out, in), except in ONNX files, where the graph tells the orientation. Experts whose
 * codes are MXFP4 blocks are (expert, out, in).
 *
 * <p>Nothing in a file is run. Of a pickle only the opcodes and globals of a state dict are known,
 * of an archive only entries stored as they are, of a path in a file only names that stay in its
 * folder. Every length is checked against the bytes that are there before anything is made for it.
 * Whatever is wrong is reported as a {@link org.gwageo.lineage.checkpoint.CheckpointException} that
 * names the file, the tensor, the value and the limit it broke; a tensor that is only stored in an
 * unknown way is named by {@link org.gwageo.lineage.checkpoint.Weights#unreadable} and leaves the
 * others readable.
 *
 * <p>{@link org.gwageo.lineage.checkpoint.Vocabulary} reads the tokenizer that belongs to the
 * weights, with tokens as the bytes they stand for.
 */
@NullMarked
package org.gwageo.lineage.checkpoint;

import org.jspecify.annotations.NullMarked;
