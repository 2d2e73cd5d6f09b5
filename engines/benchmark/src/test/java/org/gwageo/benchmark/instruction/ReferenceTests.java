package org.gwageo.benchmark.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Compares with the verdicts of lm-evaluation-harness that reference.py wrote. */
class ReferenceTests {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void agreesOnEveryPairButTheExplainedOnes() throws Exception {
    List<String> replies = MAPPER.readValue(resource("replies.json"), new TypeReference<>() {});
    Map<String, String> explained = new HashMap<>();
    for (String line : resource("differences.txt").lines().toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        List<String> parts = List.of(line.split(" \\| ", -1));
        explained.put(parts.get(0), parts.get(1));
      }
    }
    List<String> unexplained = new ArrayList<>();
    TreeSet<String> met = new TreeSet<>();
    int pairs = 0;
    for (String line : resource("reference.txt").lines().toList()) {
      List<String> parts = List.of(line.split(" \\| ", 3));
      Map<String, Object> kwargs = MAPPER.readValue(parts.get(1), new TypeReference<>() {});
      for (int i = 0; i < parts.get(2).length(); i++) {
        char theirs = parts.get(2).charAt(i);
        if (theirs == ' ') {
          continue;
        }
        pairs++;
        InstructionResult ours =
            Instructions.check(List.of(parts.get(0)), List.of(kwargs), replies.get(i))
                .results()
                .getFirst();
        if ((ours.strict() ? 's' : ours.loose() ? 'l' : '-') != theirs) {
          String key = parts.get(0) + " " + parts.get(1) + " " + i;
          met.add(key);
          if (!explained.containsKey(key)) {
            unexplained.add(key + " ours " + ours + " theirs " + theirs);
          }
        }
      }
    }
    assertThat(pairs).isGreaterThan(3_000);
    assertThat(unexplained).isEmpty();
    assertThat(met)
        .as("differences.txt lists no difference that is gone")
        .containsAll(explained.keySet());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReferenceTests.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
