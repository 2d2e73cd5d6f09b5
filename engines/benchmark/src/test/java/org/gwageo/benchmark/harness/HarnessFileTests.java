package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwageo.benchmark.task.TaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HarnessFileTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static void assertComesBack(Path yaml) throws IOException, TaskException {
    HarnessFile file = HarnessFile.read(yaml);
    HarnessFile back = HarnessFile.ofJson(yaml, JSON.writeValueAsString(file.toTree()));
    assertThat(back).as("%s", yaml).isEqualTo(file);
    assertThat(new ArrayList<>(back.members().keySet()))
        .as("%s", yaml)
        .isEqualTo(new ArrayList<>(file.members().keySet()));
    if (file.members().get("task") instanceof String
        && !(file.members().get("group") instanceof String)) {
      assertThat(SpecReader.read(back, null).digest())
          .as("%s", yaml)
          .isEqualTo(SpecReader.read(file, null).digest());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void comesBackFromJsonForEveryPublishedTask() throws IOException, TaskException {
    Path tasks = HarnessReferenceTests.shared().resolve("lm-eval-tasks");
    assumeTrue(Files.isDirectory(tasks), "there is no ../shared/data/lm-eval-tasks");
    List<Path> files = files(tasks);
    assertThat(files).hasSizeGreaterThan(40);
    for (Path yaml : files) {
      assertComesBack(yaml);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mmlu_pro/biology.yaml",
        "ifeval/rules.yaml",
        "kormedmcqa/doctor.yaml",
        "gpqa/zeroshot/main.yaml",
        "humaneval/several.yaml",
        "mbpp/programs.yaml"
      })
  void comesBackFromJsonWithItsFunctionsAndNumbers(String name) throws IOException, TaskException {
    assertComesBack(PortedTasksTests.yaml(name));
  }

  @Test
  void keepsNumbersOfEverySize() throws TaskException {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("small", -1L);
    numbers.put("long", Long.MAX_VALUE);
    numbers.put("longer", BigInteger.TWO.pow(70));
    numbers.put("fraction", 0.1);
    numbers.put("infinite", Double.POSITIVE_INFINITY);
    HarnessFile file = new HarnessFile(Path.of("own.yaml"), numbers, List.of("odd"));
    assertThat(HarnessFile.ofJson(file.path(), JSON.writeValueAsString(file.toTree())))
        .isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "{\"members\":[\"list\"]}",
        "{\"members\":[\"map\",\"task\",[\"int\",\"1.5\"]]}",
        "{\"members\":[\"map\",\"task\",[\"float\",\"one\"]]}",
        "{\"members\":[\"map\",\"task\",[\"other\"]]}",
        "{\"members\":[\"map\",\"task\",[\"function\",\"\",\"\",\"f\",\"no digest\",\"\"]]}"
      })
  void refusesJsonThatIsNoTaskFile(String json) {
    assertThatThrownBy(() -> HarnessFile.ofJson(Path.of("own.yaml"), json))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("own.yaml");
  }

  @Test
  void namesTheLineThatIsNoYamlInOneSentence(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "task: a\nx: [\n");

    assertThatThrownBy(() -> HarnessFile.read(file))
        .isInstanceOf(TaskException.class)
        .hasMessageMatching("bad\\.yaml line \\d: not YAML: .+");
  }
}
