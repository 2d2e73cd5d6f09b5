package org.gwageo.benchmark.harness;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the examples before a question come from and how they are written.
 *
 * @param sampler {@code default} or {@code first_n}
 * @param split the split that they are drawn from; null for the samples or the usual order of
 *     splits
 * @param samples examples that are part of the task; null if there are none
 * @param samplesBy the function that lists them; null if there is none
 * @param processDocs what changes the documents of {@code split}
 * @param text how an example's question is made
 * @param target how an example's answer is made
 * @param choice how an example's choices are made
 * @param genPrefix what an example's answer begins with
 * @param targetDelimiter what stands between question and answer
 * @param delimiter what stands after an answer
 */
record FewShotSpec(
    String sampler,
    @Nullable String split,
    @Nullable List<Map<String, @Nullable Object>> samples,
    @Nullable FunctionReference samplesBy,
    @Nullable FunctionReference processDocs,
    @Nullable FieldRule text,
    @Nullable FieldRule target,
    @Nullable FieldRule choice,
    @Nullable String genPrefix,
    String targetDelimiter,
    String delimiter) {}
