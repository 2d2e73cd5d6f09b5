package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.gwageo.benchmark.harness.HarnessFile;
import org.gwageo.benchmark.harness.HarnessGroup;
import org.gwageo.benchmark.harness.HarnessTree;
import org.gwageo.benchmark.run.HarnessTask;
import org.gwageo.benchmark.run.OwnTask;
import org.gwageo.benchmark.run.TaskFiles;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tasks the command line means. */
final class TaskOptions {

  private static final Pattern OWN =
      Pattern.compile("^\\s*[\"{]?\\s*\"?format\"?\\s*:", Pattern.MULTILINE);

  @Option(
      names = "--task",
      paramLabel = "NAME|FILE",
      description =
          "A task file, its folder, or the name of a task of this product; or a YAML file of"
              + " lm-evaluation-harness. Without it, --data is asked as it is.")
  private @Nullable String task;

  @Option(
      names = "--tasks",
      paramLabel = "DIR",
      description =
          "A folder of lm-evaluation-harness task files, in which --task names a task, a group or"
              + " a tag.")
  private @Nullable Path tasks;

  @Option(
      names = "--suite",
      paramLabel = "NAME|DIR",
      description = "A suite of this product: a folder with suite.yaml, or its name.")
  private @Nullable String suite;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Items in place of the task's: a .jsonl, .csv, .tsv, .parquet or .sealed file, or a"
              + " folder that holds test.* (and train.* and so on for tasks of"
              + " lm-evaluation-harness).")
  private @Nullable Path data;

  @Option(
      names = "--mode",
      paramLabel = "compat|official",
      defaultValue = "official",
      description =
          "For tasks of lm-evaluation-harness: its prompts and scores, or this product's rules;"
              + " default ${DEFAULT-VALUE}. Their results are never compared.")
  private String mode = "official";

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "Worked examples before each question, for tasks of lm-evaluation-harness.")
  private @Nullable Integer shots;

  /**
   * What is to be asked.
   *
   * @param tasks the tasks with their names, in order
   * @param group the group that they make; null for a single task, a tag or a suite
   */
  record Chosen(List<Named> tasks, @Nullable HarnessGroup group) {
    Chosen {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A task under its name.
   *
   * @param weight its weight in a suite; null outside of suites
   */
  record Named(String name, TaskFiles files, @Nullable BigDecimal weight) {
    Named(String name, TaskFiles files) {
      this(name, files, null);
    }
  }

  /** Finds the tasks. */
  Chosen choose(Path home, @Nullable Api api, @Nullable PlainDataOptions plain) throws CannotRun {
    if (data != null) {
      InputFile.requireSomething("data", data);
    }
    if (suite != null) {
      if (task != null || data != null || tasks != null) {
        throw new CannotRun("--suite stands alone, without --task, --tasks and --data");
      }
      return new Chosen(SuiteFile.tasks(suite, home), null);
    }
    if (tasks != null) {
      return inTree(tasks, api);
    }
    if (task == null) {
      if (data == null) {
        throw new CannotRun("say what to ask with --task, --data or --suite");
      }
      Path items = Tasks.items(data);
      Path yaml = (plain == null ? new PlainDataOptions() : plain).data().taskFor(items);
      return single(new OwnTask(yaml, items));
    }
    Path yaml = Tasks.find(task, home);
    if (isOwn(yaml)) {
      if (mode().equals(Mode.COMPAT)) {
        throw new CannotRun(
            "--mode compat is for tasks of lm-evaluation-harness, and %s is none".formatted(yaml));
      }
      return single(new OwnTask(yaml, data == null ? null : Tasks.items(data)));
    }
    return single(harness(file(yaml), api));
  }

  private static Chosen single(TaskFiles files) {
    return new Chosen(List.of(new Named("", files)), null);
  }

  private Mode mode() throws CannotRun {
    return switch (mode) {
      case "compat" -> Mode.COMPAT;
      case "official" -> Mode.OFFICIAL;
      default -> throw new CannotRun("--mode is compat or official, not \"%s\"".formatted(mode));
    };
  }

  static boolean isOwn(Path yaml) throws CannotRun {
    try {
      // A task of this product says its format before anything that is long.
      byte[] bytes = Files.readAllBytes(yaml);
      String beginning =
          new String(bytes, 0, Math.min(bytes.length, 1 << 16), StandardCharsets.UTF_8);
      return OWN.matcher(beginning).find()
          || String.valueOf(yaml.getFileName()).toLowerCase(Locale.ROOT).equals("task.yaml");
    } catch (IOException e) {
      throw InputFile.unreadable("task", yaml, e);
    }
  }

  private Chosen inTree(Path folder, @Nullable Api api) throws CannotRun {
    InputFile.requireFolder("folder of tasks", folder);
    if (task == null) {
      throw new CannotRun("--tasks is a folder in which --task names something to ask");
    }
    try {
      HarnessTree tree = HarnessTree.of(folder);
      Path single = tree.tasks().get(task);
      if (single != null) {
        return single(harness(file(single), api));
      }
      if (tree.groups().containsKey(task)) {
        HarnessGroup group = tree.group(task);
        return new Chosen(named(group.allTasks(), api), group);
      }
      List<HarnessFile> tagged = new ArrayList<>();
      for (String name : tree.tagged(task)) {
        tagged.add(file(Objects.requireNonNull(tree.tasks().get(name))));
      }
      if (tagged.isEmpty()) {
        throw new CannotRun(
            "%s is neither a task nor a group nor a tag in %s".formatted(task, folder));
      }
      return new Chosen(named(tagged, api), null);
    } catch (TaskException e) {
      throw new CannotRun("the task %s cannot be asked: %s".formatted(task, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("folder of tasks", folder, e);
    }
  }

  private List<Named> named(List<HarnessFile> files, @Nullable Api api) throws CannotRun {
    List<Named> named = new ArrayList<>();
    for (HarnessFile file : files) {
      String name = String.valueOf(file.members().get("task"));
      named.add(new Named(name.replaceAll("[^A-Za-z0-9_.-]", "-"), harness(file, api)));
    }
    return named;
  }

  private static HarnessFile file(Path yaml) throws CannotRun {
    try {
      return HarnessFile.read(yaml);
    } catch (TaskException e) {
      throw new CannotRun("the task %s cannot be asked: %s".formatted(yaml, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("task", yaml, e);
    }
  }

  private HarnessTask harness(HarnessFile file, @Nullable Api api) throws CannotRun {
    if (data == null) {
      throw new CannotRun(
          "the task %s needs its data set: --data FILE, or a folder with train.* and test.*"
              .formatted(file.path().getFileName()));
    }
    return new HarnessTask(file, data, mode(), api == null ? Api.CHAT : api, shots);
  }
}
