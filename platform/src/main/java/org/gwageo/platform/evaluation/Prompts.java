package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Single questions exactly as they were asked, and what each filter made of the replies. */
@Repository
public class Prompts {

  private static final Subject ANYBODY = new Subject("model", "", "");

  private final JdbcClient database;
  private final Results results;

  Prompts(JdbcClient database, Results results) {
    this.database = database;
    this.results = results;
  }

  /** Returns a question with the requests that it makes, if the task has an item there. */
  public Optional<Question> question(Job job, Place place) {
    var task = results.task(job);
    if (place.repeat() >= task.repeats()) {
      return Optional.empty();
    }
    return database
        .sql(
            """
            select item, fields from evaluation.item
            where task_digest = :digest and ordinal = :ordinal and entrant in ('', :entrant)
            """)
        .param("digest", job.taskDigest())
        .param("ordinal", place.ordinal())
        .param("entrant", job.team())
        .query(
            (row, index) ->
                question(
                    task,
                    item(row.getString("fields"), place.ordinal(), row.getString("item")),
                    place,
                    job))
        .optional();
  }

  /** Returns the first question of a task as anybody would be asked it. */
  public static Question sample(BenchmarkTask task) {
    try (ItemReader items = task.items().open()) {
      Item first = items.next();
      if (first == null) {
        throw new IllegalStateException("task " + task.id() + " has no items");
      }
      return task.question(first, 0, ANYBODY);
    } catch (IOException e) {
      throw new UncheckedIOException("the items of task " + task.id() + " cannot be read", e);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + task.id() + " has changed", e);
    }
  }

  /** Returns what became of a question, judged by the engine from its attempts. */
  public QuestionScore judge(Job job, Question question, List<Attempt> attempts) {
    var outcomes =
        new ArrayList<@Nullable Outcome>(
            Collections.<@Nullable Outcome>nCopies(question.requests().size(), null));
    for (Attempt attempt : attempts) {
      if (attempt.part() < outcomes.size() && !(outcomes.get(attempt.part()) instanceof Answered)) {
        outcomes.set(attempt.part(), attempt.outcome());
      }
    }
    try {
      return BenchmarkScoring.judge(results.task(job), question, attempts.size(), outcomes);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + job.task() + " has changed", e);
    }
  }

  private static Question question(BenchmarkTask task, Item item, Place place, Job job) {
    try {
      return task.question(item, place.repeat(), Results.subject(job));
    } catch (TaskException e) {
      throw new IllegalStateException("task " + job.task() + " has changed", e);
    }
  }

  /** Reads an item from the one line that was stored of it, as the engine reads files of items. */
  private static Item item(String fields, int ordinal, String id) {
    Items line = Items.of("item.jsonl", fields.getBytes(StandardCharsets.UTF_8));
    try (ItemReader reader = line.open()) {
      Item read = reader.next();
      if (read == null) {
        throw new IllegalStateException("item " + id + " is stored without fields");
      }
      return new Item(read.file(), ordinal + 1, ordinal, id, read.fields());
    } catch (IOException | TaskException e) {
      throw new IllegalStateException("item " + id + " cannot be read", e);
    }
  }
}
