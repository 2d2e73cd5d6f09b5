package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.run.OwnTask;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Suites: tasks that are asked together, with weights. */
final class SuiteFile {

  private static final String FILE = "suite.yaml";

  private SuiteFile() {}

  /** Returns the tasks of the suite that {@code name} means: a folder, or one of this product's. */
  static List<TaskOptions.Named> tasks(String name, Path home) throws CannotRun {
    Path folder = Path.of(name);
    if (!Files.isRegularFile(folder.resolve(FILE)) && name.matches("[a-z0-9][a-z0-9-]*")) {
      folder = home.resolve("suites").resolve(name);
    }
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new CannotRun(
          "the suite %s is neither a folder with %s nor one of this product".formatted(name, FILE));
    }
    try (InputStream in = Files.newInputStream(file)) {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      List<TaskOptions.Named> named = new ArrayList<>();
      if (tree instanceof Map<?, ?> suite && suite.get("tasks") instanceof List<?> tasks) {
        for (Object task : tasks) {
          named.add(task(folder, file, task));
        }
      }
      if (named.isEmpty()) {
        throw new CannotRun("the suite %s has no tasks".formatted(file));
      }
      return named;
    } catch (YAMLException e) {
      throw new CannotRun("the suite %s is not YAML".formatted(file), e);
    } catch (IOException e) {
      throw InputFile.unreadable("suite", file, e);
    }
  }

  private static TaskOptions.Named task(Path folder, Path file, Object entry) throws CannotRun {
    if (!(entry instanceof Map<?, ?> task)
        || !(task.get("task") instanceof String id)
        || !id.matches("[a-z0-9][a-z0-9-]*")
        || !(task.get("weight") instanceof Number weight)
        || new BigDecimal(weight.toString()).signum() <= 0) {
      throw new CannotRun(
          "the suite %s has a task without an id or without a weight above 0".formatted(file));
    }
    Path yaml = folder.resolve("tasks").resolve(id).resolve("task.yaml");
    InputFile.requireFile("task", yaml);
    return new TaskOptions.Named(id, new OwnTask(yaml, null), new BigDecimal(weight.toString()));
  }
}
