/**
 * T8: does a team's training record hold together, and does the model stand where the record ends?
 *
 * <p>A record is a folder with {@code training-record.json}. Everything in it is optional; what is
 * absent is reported as not given.
 *
 * <pre>{@code
 * {"format": "gwageo-training-record/1", "model": "entrant",
 *  "steps": 2700, "batchTokens": 1024, "tokens": 2725362, "activeParameters": 918656,
 *  "initialisation": {"seed": "20260101", "rule": "gwageo-normal/1",
 *    "tensors": [{"names": "*norm*", "value": 1}, {"names": "*", "spread": 0.06}]},
 *  "checkpoints": [{"step": 0, "file": "step-0.safetensors", "digest": "sha256:…"}, …],
 *  "optimiser": {"name": "adamw", "beta1": 0.9, "beta2": 0.98, "weightDecay": 0.01},
 *  "schedule": {"kind": "cosine", "peak": 0.003, "warmupSteps": 100, "steps": 2700, "floor": 0.1},
 *  "log": "training-log.jsonl", "dataOrder": "order.jsonl", "segments": "segments.jsonl",
 *  "compute": {"gpuHours": 12.5, "peakFlops": 9.89e14, "utilisation": 0.4}}
 * }</pre>
 *
 * <p>A line of the log has {@code step}, {@code tokens}, {@code loss}, {@code rate} and, if wanted,
 * {@code seconds}. A line of the data order has {@code position} (when the sequence was trained
 * on), {@code loss} (under the submitted model) and {@code reference} (under a model that did not
 * see the order). A line of the segments has {@code before} and {@code after} (mean loss on the
 * segment's own sequences at the checkpoints around it), {@code control} (the same drop on text
 * that was not trained on) and perhaps {@code later}.
 *
 * <pre>{@code
 * RecordReport report = RecordExamination.of(Path.of("record"), ancestry, 42).examine();
 * report.checks().forEach(check -> System.out.println(check.result() + " " + check.english()));
 * }</pre>
 *
 * <p>A check passes, fails, has nothing to work on, or cannot decide. No single pass proves
 * anything: a curve can be drawn and a chain interpolated. The checks are useful together, because
 * a forger has to make an initial file that the organiser's seed decides, a final model that
 * carries the initial file's neurons in place, a chain of steps no longer than the learning rate
 * allows and not on a straight line, and no weights of anybody else's model.
 */
@NullMarked
package org.gwageo.lineage.process;

import org.jspecify.annotations.NullMarked;
