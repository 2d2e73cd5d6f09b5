package org.gwageo.lineage.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.process.TrainingRecord.Snapshot;

/**
 * Is the step-0 checkpoint what the organiser's seed gives? At most {@value #MOST_BLOCKS} blocks of
 * {@value #BLOCK} elements of every tensor are drawn again, spread evenly.
 */
final class InitialCheckpointCheck {

  static final String ID = "initial-checkpoint";

  private static final int BLOCK = 4096;
  private static final int MOST_BLOCKS = 64;

  private InitialCheckpointCheck() {}

  static Check of(TrainingRecord record) throws CheckpointException {
    Optional<Snapshot> start =
        record.checkpoints().stream().filter(snapshot -> snapshot.step() == 0).findFirst();
    if (start.isEmpty()) {
      return Check.notGiven(ID, "0단계 체크포인트가 없습니다.", "There is no checkpoint of step 0.");
    }
    if (record.draw().isEmpty()) {
      return Check.undecidable(
          ID,
          Double.NaN,
          Double.NaN,
          "초기값을 뽑는 규칙이 선언되지 않아 시드로 다시 만들 수 없습니다.",
          "No rule of drawing is declared, so the seed cannot be drawn again.");
    }
    return compared(start.get(), record.draw().get());
  }

  private static Check compared(Snapshot start, DrawRule rule) throws CheckpointException {
    long drawn = 0;
    long wrong = 0;
    try (var weights = Safetensors.open(start.file())) {
      for (StoredTensor tensor : weights.tensors().values()) {
        if (rule.of(tensor.name()).isEmpty()) {
          return Check.of(
              ID,
              false,
              Double.NaN,
              Double.NaN,
              "규칙이 텐서 %s의 초기값을 말하지 않습니다.".formatted(tensor.name()),
              "The rule does not say how tensor %s is drawn.".formatted(tensor.name()));
        }
        long blocks = Math.min(MOST_BLOCKS, Math.ceilDiv(tensor.elements(), BLOCK));
        for (long b = 0; b < blocks; b++) {
          long from = b * (tensor.elements() / blocks);
          int count = (int) Math.min(BLOCK, tensor.elements() - from);
          drawn += count;
          wrong += differences(tensor, from, rule.draw(tensor.name(), from, count));
        }
      }
    }
    double share = drawn == 0 ? 1 : (double) wrong / drawn;
    return Check.of(
        ID,
        wrong == 0 && drawn > 0,
        share,
        0,
        "주관기관의 시드로 다시 뽑은 값 %d개 가운데 %d개가 0단계 체크포인트와 다릅니다.".formatted(drawn, wrong),
        "Of %d values drawn again from the organiser's seed, %d differ from the checkpoint of step 0."
            .formatted(drawn, wrong));
  }

  /** A unit in the last place is forgiven, because mathematical libraries round differently. */
  private static long differences(StoredTensor tensor, long from, float[] expected) {
    float[] stored = tensor.toFloats(from, expected.length);
    double unit =
        switch (tensor.type()) {
          case BF16 -> 0x1p-7;
          case F16 -> 0x1p-10;
          default -> 0x1p-22;
        };
    long wrong = 0;
    for (int i = 0; i < expected.length; i++) {
      double allowed = unit * Math.abs(expected[i]) + 1e-9;
      if (!(Math.abs((double) stored[i] - expected[i]) <= allowed)) {
        wrong++;
      }
    }
    return wrong;
  }

  /** Are the chain's files the declared ones? */
  static Check digests(TrainingRecord record) throws CheckpointException {
    int declared = 0;
    int wrong = 0;
    for (Snapshot snapshot : record.checkpoints()) {
      if (snapshot.digest().isPresent() && Files.isRegularFile(snapshot.file())) {
        declared++;
        try {
          wrong += Digest.of(snapshot.file()).equals(snapshot.digest().get()) ? 0 : 1;
        } catch (IOException e) {
          throw new CheckpointException(
              "%s cannot be read: %s".formatted(snapshot.file().getFileName(), e.getMessage()), e);
        }
      }
    }
    if (declared == 0) {
      return Check.notGiven(
          "checkpoint-digests", "체크포인트의 다이제스트가 없습니다.", "No digests of checkpoints are given.");
    }
    return Check.of(
        "checkpoint-digests",
        wrong == 0,
        wrong,
        0,
        "선언된 다이제스트 %d개 가운데 %d개가 파일과 다릅니다.".formatted(declared, wrong),
        "Of %d declared digests, %d are not those of the files.".formatted(declared, wrong));
  }
}
