package org.gwageo.lineage.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * What examining a training record gave.
 *
 * @param model the model's name
 * @param record the digest of the record's file
 * @param seed the seed of the permutations
 * @param checks all checks, in a fixed order
 */
public record RecordReport(String model, Digest record, long seed, List<Check> checks) {

  /** The version of the report's format and of the method behind its numbers. */
  public static final String FORMAT = "gwageo-training-examination/1";

  /** Copies the list. */
  public RecordReport {
    checks = List.copyOf(checks);
  }

  /** Returns how many checks had a result. */
  public long count(Check.Result result) {
    return checks.stream().filter(check -> check.result() == result).count();
  }

  /** Returns whether no check failed. */
  public boolean holds() {
    return count(Check.Result.FAILED) == 0;
  }

  /** Returns the report as canonical JSON; the same inputs and seed give the same bytes. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the report as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("model", model);
    tree.put("record", record.toString());
    tree.put("seed", Long.toString(seed));
    var counts = new LinkedHashMap<String, Object>();
    for (Check.Result result : Check.Result.values()) {
      counts.put(result.id(), count(result));
    }
    tree.put("counts", counts);
    tree.put("checks", checks.stream().map(Check::toTree).toList());
    tree.put("sentence", Map.of("ko", korean(), "en", english()));
    return tree;
  }

  /** Returns the result in plain Korean. */
  public String korean() {
    return "검사 %d개 통과, %d개 실패, %d개는 자료 없음, %d개는 판단할 수 없음. 학습 기록이 맞는다고 해서 그것만으로 독립 학습이 증명되지는 않습니다."
        .formatted(
            count(Check.Result.PASSED),
            count(Check.Result.FAILED),
            count(Check.Result.NOT_GIVEN),
            count(Check.Result.NOT_DECIDABLE));
  }

  /** Returns the result in plain English. */
  public String english() {
    return "%d checks passed, %d failed, %d had nothing to work on, %d cannot decide; a record that holds is not by itself a proof of training from scratch."
        .formatted(
            count(Check.Result.PASSED),
            count(Check.Result.FAILED),
            count(Check.Result.NOT_GIVEN),
            count(Check.Result.NOT_DECIDABLE));
  }
}
