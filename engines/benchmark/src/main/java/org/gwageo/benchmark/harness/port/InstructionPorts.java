package org.gwageo.benchmark.harness.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.instruction.InstructionException;
import org.gwageo.benchmark.instruction.InstructionReport;
import org.gwageo.benchmark.instruction.Instructions;
import org.gwageo.benchmark.metric.Corpus;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/**
 * IFEval by this product's checkers, which split sentences and tell languages by rules instead of a
 * trained model and a random detector; for official mode only.
 */
final class InstructionPorts {

  private InstructionPorts() {}

  static void into(Map<String, Port> ports) {
    ports.put("ifeval/process_results", new Port.OfficialResults(InstructionPorts::check));
    ports.put(
        "ifeval/agg_inst_level_acc",
        new Port.OfValues(new Corpus("share-of-instructions", sums -> sums[0] / sums[1])));
  }

  private static Map<String, Value> check(Map<String, @Nullable Object> document, String reply)
      throws PortException {
    List<String> ids = new ArrayList<>();
    for (Object id : Fields.list(document, "instruction_id_list")) {
      ids.add(PythonValue.str(id));
    }
    List<Map<String, ?>> arguments = new ArrayList<>();
    for (Object given : Fields.list(document, "kwargs")) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      if (given instanceof Map<?, ?> map) {
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
      }
      arguments.add(named);
    }
    try {
      InstructionReport report = Instructions.check(ids, arguments, reply);
      return Map.of(
          "prompt_level_strict_acc",
          Value.Score.of(report.strict()),
          "inst_level_strict_acc",
          new Value.Sums(report.strictCount(), ids.size()),
          "prompt_level_loose_acc",
          Value.Score.of(report.loose()),
          "inst_level_loose_acc",
          new Value.Sums(report.looseCount(), ids.size()));
    } catch (InstructionException | IllegalArgumentException e) {
      throw new PortException(String.valueOf(e.getMessage()));
    }
  }
}
