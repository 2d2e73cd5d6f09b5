package org.gwageo.platform.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.platform.evaluation.PublishableTasks;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.definition.Bilingual;
import org.springframework.stereotype.Component;

/**
 * The benchmarks that teams can propose by ticking them: those that the rules announce, or all
 * official tasks of the programme, as far as everybody may read their items and teams do not run
 * them themselves for another item.
 */
@Component
public class Catalogue {

  private final TaskLibrary tasks;
  private final PublishableTasks publishable;

  Catalogue(TaskLibrary tasks, PublishableTasks publishable) {
    this.tasks = tasks;
    this.publishable = publishable;
  }

  /**
   * A benchmark of the catalogue.
   *
   * @param id the task's name
   * @param title its title
   * @param items how many items it has
   */
  public record Entry(String id, Bilingual title, int items) {

    /** Returns whether a search finds it: its id or a title contains the words, however spelt. */
    public boolean matches(String words) {
      String key = NewBenchmark.key(words);
      return key.isEmpty()
          || NewBenchmark.key(id).contains(key)
          || NewBenchmark.key(title.ko()).contains(key)
          || NewBenchmark.key(title.en()).contains(key);
    }

    /** Returns whether a name is this benchmark's, however spelt. */
    boolean isCalled(String name) {
      String key = NewBenchmark.key(name);
      return NewBenchmark.key(id).equals(key)
          || NewBenchmark.key(title.ko()).equals(key)
          || NewBenchmark.key(title.en()).equals(key);
    }
  }

  /** Returns what teams can tick for an item, by id. */
  public List<Entry> of(String programme, ProposedItem item) {
    List<String> ids =
        item.announced().isEmpty()
            ? publishable.official(programme)
            : item.announced().stream()
                .filter(task -> publishable.isPublishable(programme, task))
                .sorted()
                .toList();
    return entries(programme, item, ids);
  }

  /** Returns what the office can count a name as: the catalogue, and all official tasks. */
  public List<Entry> countable(String programme, ProposedItem item) {
    var ids = new ArrayList<>(of(programme, item).stream().map(Entry::id).toList());
    if (ids.isEmpty() || tasks.get(programme, ids.getFirst()).mode() == Mode.OFFICIAL) {
      ids.addAll(publishable.official(programme));
    }
    return entries(programme, item, ids.stream().distinct().sorted().toList());
  }

  /** Returns the benchmark of the catalogue that a name belongs to, if one does. */
  Optional<Entry> called(String programme, ProposedItem item, String name) {
    return of(programme, item).stream().filter(entry -> entry.isCalled(name)).findFirst();
  }

  private List<Entry> entries(String programme, ProposedItem item, List<String> ids) {
    var entries = new ArrayList<Entry>();
    for (String id : ids) {
      if (item.reported().contains(id)) {
        continue;
      }
      var task = tasks.get(programme, id);
      entries.add(
          new Entry(
              id,
              new Bilingual(task.title().ko(), task.title().en()),
              Math.toIntExact(task.questions())));
    }
    return entries;
  }
}
