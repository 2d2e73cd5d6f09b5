package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.harness.HarnessGroup.Aggregate;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Follows a group's members: names of tasks, groups and tags, and definitions in place. */
final class GroupReader {

  private static final int MOST_NESTED = 12;
  private static final int MOST_TASKS = 20_000;

  /** Keys of a group; everything else in it is given to its tasks. */
  private static final Set<String> OF_GROUPS =
      Set.of("group", "group_alias", "task", "aggregate_metric_list", "metadata");

  private final HarnessTree tree;
  private int read;

  GroupReader(HarnessTree tree) {
    this.tree = tree;
  }

  HarnessGroup read(
      String name,
      Map<String, ? extends @Nullable Object> members,
      Map<String, ? extends @Nullable Object> outer,
      int depth)
      throws IOException, TaskException {
    if (depth > MOST_NESTED) {
      throw new TaskException(name, 0, "groups nest at most " + MOST_NESTED + " deep");
    }
    Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
    members.forEach(
        (key, value) -> {
          if (!OF_GROUPS.contains(key)) {
            overrides.put(key, value);
          }
        });
    overrides.putAll(outer);
    List<HarnessFile> tasks = new ArrayList<>();
    List<HarnessGroup> groups = new ArrayList<>();
    Object listed = members.get("task");
    for (Object member : listed instanceof List<?> list ? list : List.of()) {
      if (member instanceof String reference) {
        named(name, reference, overrides, tasks, groups, depth);
      } else if (member instanceof Map<?, ?> inline) {
        inPlace(name, plain(inline), overrides, tasks, groups, depth);
      } else {
        throw new TaskException(name, 0, "a member of a group is a name or a mapping");
      }
    }
    Object title = members.get("group_alias");
    return new HarnessGroup(
        name, title instanceof String text ? text : name, tasks, groups, aggregates(name, members));
  }

  private void named(
      String group,
      String name,
      Map<String, ? extends @Nullable Object> overrides,
      List<HarnessFile> tasks,
      List<HarnessGroup> groups,
      int depth)
      throws IOException, TaskException {
    Path file = tree.task(name).orElse(null);
    if (file != null) {
      if (++read > MOST_TASKS) {
        throw new TaskException(group, 0, "a group has at most " + MOST_TASKS + " tasks");
      }
      tasks.add(HarnessFile.read(file).with(overrides));
    } else if (tree.hasGroup(name)) {
      groups.add(read(name, tree.groupMembers(name), overrides, depth + 1));
    } else if (!tree.tagged(name).isEmpty()) {
      for (String task : tree.tagged(name)) {
        named(group, task, overrides, tasks, groups, depth + 1);
      }
    } else {
      throw new TaskException(
          group, 0, "the member \"" + name + "\" is no task, group or tag in the folder");
    }
  }

  private void inPlace(
      String group,
      Map<String, @Nullable Object> inline,
      Map<String, ? extends @Nullable Object> overrides,
      List<HarnessFile> tasks,
      List<HarnessGroup> groups,
      int depth)
      throws IOException, TaskException {
    if (inline.get("group") instanceof String inner) {
      if (tree.hasGroup(inner)) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(overrides);
        merged.putAll(inline);
        merged.remove("group");
        groups.add(read(inner, tree.groupMembers(inner), merged, depth + 1));
      } else {
        groups.add(read(group + "::" + inner, inline, overrides, depth + 1));
      }
      return;
    }
    if (!(inline.get("task") instanceof String name)) {
      throw new TaskException(group, 0, "a member in place names its \"task\" or \"group\"");
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(overrides);
    merged.putAll(inline);
    if (tree.task(name).isPresent() || tree.hasGroup(name) || !tree.tagged(name).isEmpty()) {
      if (tree.task(name).isEmpty()) {
        merged.remove("task");
      }
      named(group, name, merged, tasks, groups, depth);
    } else {
      merged.put("task", group + "::" + name);
      tasks.add(new HarnessFile(Path.of(group + ".yaml"), merged, List.of()));
    }
  }

  private static List<Aggregate> aggregates(
      String group, Map<String, ? extends @Nullable Object> members) throws TaskException {
    Object given = members.get("aggregate_metric_list");
    List<Aggregate> aggregates = new ArrayList<>();
    for (Object entry :
        given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
      if (!(entry instanceof Map<?, ?> map) || !(map.get("metric") instanceof String metric)) {
        throw new TaskException(group, 0, "an aggregate of a group names its \"metric\"");
      }
      Object aggregation = map.containsKey("aggregation") ? map.get("aggregation") : "mean";
      if (!"mean".equals(aggregation)) {
        throw new TaskException(group, 0, "a group aggregates by mean, not by " + aggregation);
      }
      Object filters = map.get("filter_list");
      List<String> names = null;
      if (filters != null) {
        names = new ArrayList<>();
        for (Object filter : filters instanceof List<?> list ? list : List.of(filters)) {
          names.add(PythonValue.str(filter));
        }
      }
      boolean weighted =
          !map.containsKey("weight_by_size") || PythonValue.truth(map.get("weight_by_size"));
      aggregates.add(new Aggregate(metric, names, weighted));
    }
    return aggregates;
  }

  private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((key, value) -> out.put(String.valueOf(key), value));
    return out;
  }
}
