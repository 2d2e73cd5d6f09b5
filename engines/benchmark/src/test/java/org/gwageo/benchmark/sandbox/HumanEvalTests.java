package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class HumanEvalTests {

  private record Row(HumanEval problem, String solution) {}

  private static List<Row> rows() throws IOException {
    Path file = Data.folder().resolve("humaneval/HumanEval.jsonl.gz");
    Assumptions.assumeTrue(Files.exists(file), "no HumanEval at " + file);
    List<Row> rows = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode row = mapper.readTree(line);
        rows.add(
            new Row(
                new HumanEval(
                    row.get("task_id").asString(),
                    row.get("prompt").asString(),
                    row.get("entry_point").asString(),
                    row.get("test").asString()),
                row.get("canonical_solution").asString()));
      }
    }
    return rows;
  }

  @Test
  void allCanonicalSolutionsPassAndBrokenOnesFail() throws IOException, InterruptedException {
    List<Row> rows = rows();
    assertThat(rows).hasSize(164);
    List<PythonProblem> right = new ArrayList<>();
    List<PythonProblem> wrong = new ArrayList<>();
    for (Row row : rows) {
      right.add(row.problem().withCompletion(row.solution()));
      wrong.add(row.problem().withCompletion("    return None\n"));
    }
    try (Sandbox sandbox = Sandboxes.isolated(Limits.of(5))) {
      long start = System.nanoTime();
      List<Judged> results = new PythonJudge(sandbox).judgeAll(right);
      System.out.printf("HumanEval: 164 programs in %.1f s%n", (System.nanoTime() - start) / 1e9);
      assertThat(results)
          .allSatisfy(r -> assertThat(r.verdict().passed()).as(r.toString()).isTrue());
      assertThat(new PythonJudge(sandbox).judgeAll(wrong))
          .allSatisfy(r -> assertThat(r.verdict().passed()).as(r.toString()).isFalse());
    }
  }
}
